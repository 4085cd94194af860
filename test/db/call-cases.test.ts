import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadCallCases, saveCallCases } from '../../src/db/call-cases.ts';
import type { CallCase } from '../../src/plan/call-cases.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';

const day = LocalDate.of(2024, 5, 13);
const call = (id: string, own: Partial<CallCase> = {}): CallCase => ({
  id,
  date: day,
  startMinute: 540,
  queueId: 'booking',
  staffId: 'OP01',
  venue: 'centre',
  reason: 'book',
  outcome: 'answered',
  isComplaint: false,
  handlingSeconds: 300,
  note: null,
  ...own,
});
const plain = (cases: readonly CallCase[]) => cases.map((own) => ({ ...own, date: own.date.toString() }));

describe('saveCallCases', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());

  const save = (cases: readonly CallCase[]) => database.transaction((tx) => saveCallCases(tx, cases));
  const load = (first = day, last = day) => database.transaction((tx) => loadCallCases(tx, first, last));

  it('keeps cases so that they come back as they were, in order of time', async () => {
    const cases = [
      call('B', { startMinute: 600, note: '髙橋通りの窓口', isComplaint: true }),
      call('A', { staffId: null, venue: null, reason: null, outcome: 'abandoned', handlingSeconds: 0 }),
    ];
    expect(await save(cases)).to.deep.equal({ added: 2, changed: 0, unchanged: 0 });
    expect(plain(await load())).to.deep.equal(plain(cases.toReversed()));
    expect(await save(cases)).to.deep.equal({ added: 0, changed: 0, unchanged: 2 });
  });

  it('replaces a case by its number, on another day too, and leaves the others', async () => {
    await save([call('A'), call('B')]);
    const moved = call('A', { date: day.plusDays(1), outcome: 'referred', reason: null });
    expect(await save([moved, call('C')])).to.deep.equal({ added: 1, changed: 1, unchanged: 0 });
    expect(plain(await load())).to.deep.equal(plain([call('B'), call('C')]));
    expect(plain(await load(day.plusDays(1), day.plusDays(9)))).to.deep.equal(plain([moved]));
  });

  it('keeps more cases than one statement holds', async () => {
    const cases = Array.from({ length: 4001 }, (_, index) => call(`N${String(index).padStart(5, '0')}`));
    expect(await save(cases)).to.deep.equal({ added: 4001, changed: 0, unchanged: 0 });
    expect(await load()).to.have.length(4001);
  });
});
