import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { loadStaff, replaceStaff } from '../../src/db/staff.ts';
import { loadWishes, replaceWishes, type StoredWish } from '../../src/db/wishes.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { day, person } from '../build/roster.ts';

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const off = (staffId: string, date: string): StoredWish => ({
  staffId,
  wish: { kind: 'off', from: day(date), to: day(date), patternCode: null, weight: 2 },
});
const pin = (staffId: string, date: string, patternCode: string | null): StoredWish => ({
  staffId,
  pin: { date: day(date), patternCode },
});
const months = (...texts: string[]) => texts.map((text) => YearMonth.parse(text));

describe('replaceWishes', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());
  const replace = (of: readonly YearMonth[], wishes: readonly StoredWish[]) =>
    database.transaction((tx) => replaceWishes(tx, of, wishes));
  const load = () => database.transaction(loadWishes);

  it('gives wishes and pins back by person and in order of time', async () => {
    const given = [off('OP01', '2024-05-20'), pin('OP01', '2024-05-09', null), off('OP01', '2024-05-08')];
    await replace(months('2024-05'), [...given, pin('OP02', '2024-05-09', '早')]);
    const kept = await load();
    expect(json(kept.get('OP01'))).to.deep.equal(
      json({ wishes: [given[2]!.wish, given[0]!.wish], pins: [given[1]!.pin] }),
    );
    expect(json(kept.get('OP02'))).to.deep.equal({
      wishes: [],
      pins: [{ date: '2024-05-09', patternCode: '早' }],
    });
    expect(kept.get('OP01')!.wishes[0]!.from).to.be.instanceOf(LocalDate);
  });

  it('replaces the months spoken of and leaves the others', async () => {
    await replace(months('2024-05', '2024-06'), [off('OP01', '2024-05-20'), off('OP01', '2024-06-20')]);
    const changed = await replace(months('2024-06'), [off('OP01', '2024-06-21')]);
    expect(changed).to.deep.equal({ added: 1, removed: 1, unchanged: 0 });
    expect((await load()).get('OP01')!.wishes.map(({ from }) => from.toString())).to.deep.equal([
      '2024-05-20',
      '2024-06-21',
    ]);
    expect(await replace(months('2024-05'), [])).to.deep.equal({ added: 0, removed: 1, unchanged: 0 });
  });

  it('changes nothing when it is given the same again', async () => {
    const given = [off('OP01', '2024-05-20'), pin('OP01', '2024-05-21', '待')];
    await replace(months('2024-05'), given);
    expect(await replace(months('2024-05'), given)).to.deep.equal({ added: 0, removed: 0, unchanged: 2 });
  });

  it('is what the staff comes with; who wishes nothing has nothing, and the file of staff is the same as before', async () => {
    const staff = [person({ id: 'OP01' }), person({ id: 'OP02' })];
    const replaceTheStaff = () => database.transaction((tx) => replaceStaff(tx, staff));
    await replaceTheStaff();
    await replace(months('2024-05'), [off('OP01', '2024-05-20'), pin('OP01', '2024-05-21', '早')]);
    const [one, other] = await database.transaction(loadStaff);
    expect(one!.wishes).to.have.length(1);
    expect(one!.pins).to.have.length(1);
    expect(other).not.to.have.any.keys('wishes', 'pins');
    expect(await replaceTheStaff()).to.deep.equal({ added: 0, changed: 0, removed: 0, unchanged: 2 });
  });

  it('gives levels, dated contract values, deputies and qualifications of the staff back', async () => {
    const profile = {
      skillLevels: [{ queueId: 'booking', level: 3, trainedFrom: day('2024-05-08') }],
      changes: [
        {
          from: day('2024-05-15'),
          maximumWeeklyMinutes: 1800,
          maximumDailyMinutes: null,
          maximumWeeklyDays: 4,
          minimumMonthlyMinutes: null,
          patternCodes: ['早'],
        },
      ],
      standsInFor: ['SV01'],
      qualifications: [{ name: '情報保護研修', from: day('2024-04-01'), to: null }],
      homeCentre: '津センター',
    };
    const staff = [person({ profile })];
    await database.transaction((tx) => replaceStaff(tx, staff));
    const [kept] = await database.transaction(loadStaff);
    expect(json(kept)).to.deep.equal(json(staff[0]));
    expect(kept!.profile!.changes[0]!.from).to.be.instanceOf(LocalDate);
    const again = await database.transaction((tx) => replaceStaff(tx, staff));
    expect(again).to.include({ changed: 0, unchanged: 1 });
  });
});
