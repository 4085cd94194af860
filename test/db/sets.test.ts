import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import {
  loadHistoryDecisions,
  loadHistoryDecisionsOf,
  saveHistoryDecision,
  undoHistoryDecision,
} from '../../src/db/history-decisions.ts';
import { findImport, type ImportFile, listImports, saveImport } from '../../src/db/imports.ts';
import { loadDrivers, loadKnownEvents, replaceDrivers, replaceEvents } from '../../src/db/known-ahead.ts';
import { loadMailings, replaceMailings } from '../../src/db/mailings.ts';
import { loadOverrideHistory, loadOverrides, saveOverride, undoOverride } from '../../src/db/overrides.ts';
import { loadStaff, replaceStaff } from '../../src/db/staff.ts';
import type { Tx } from '../../src/db/tx.ts';
import type { KnownDriver, KnownEvent } from '../../src/forecast/known-ahead.ts';
import type { Mailing } from '../../src/forecast/mailing.ts';
import type { StaffMember } from '../../src/roster/staff.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { noon } from './fixtures.ts';

const day = (text: string) => LocalDate.parse(text);
/** JSON writes js-joda's values as text, so equal JSON is equal content. */
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

let database: TestDatabase;
const run = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work);

function useDatabase(): void {
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());
}

describe('replaceMailings', () => {
  useDatabase();
  const batch: Mailing = {
    postedOn: day('2027-03-05'),
    announcedOn: day('2027-02-20'),
    letters: 4500,
    kind: '交付通知書',
    callsPerLetter: 0.07,
    bookingOpensOn: null,
    dueOn: null,
    phoneFraction: 1,
    chanceFraction: 1,
  };
  const other: Mailing = {
    ...batch,
    postedOn: day('2027-02-05'),
    bookingOpensOn: day('2027-02-10'),
    dueOn: day('2027-03-31'),
    phoneFraction: 0.35,
    chanceFraction: 0.1 + 0.2,
  };
  const replace = (mailings: readonly Mailing[]) => run((tx) => replaceMailings(tx, mailings));

  it('keeps batches in order of posting', async () => {
    expect(await replace([batch, other])).to.deep.equal({ added: 2, removed: 0, unchanged: 0 });
    expect(json(await run(loadMailings))).to.deep.equal(json([other, batch]));
  });

  it('changes nothing for the same file and replaces the set for another', async () => {
    await replace([batch, other]);
    expect(await replace([other, batch])).to.deep.equal({ added: 0, removed: 0, unchanged: 2 });
    const corrected = { ...batch, letters: 5000 };
    expect(await replace([corrected, other])).to.deep.equal({ added: 1, removed: 1, unchanged: 1 });
    expect(await replace([])).to.deep.equal({ added: 0, removed: 2, unchanged: 0 });
  });

  it('takes a batch with another due day, share of the telephone or chance for another batch', async () => {
    for (const change of [{ dueOn: day('2027-04-01') }, { phoneFraction: 0.36 }, { chanceFraction: 1 }]) {
      await replace([other]);
      expect(await replace([{ ...other, ...change }])).to.deep.equal({ added: 1, removed: 1, unchanged: 0 });
    }
  });

  it('counts equal batches', async () => {
    expect(await replace([batch, batch])).to.deep.equal({ added: 2, removed: 0, unchanged: 0 });
    expect(await replace([batch])).to.deep.equal({ added: 0, removed: 1, unchanged: 1 });
    expect(await run(loadMailings)).to.have.length(1);
  });
});

describe('replaceEvents', () => {
  useDatabase();
  const fair: KnownEvent = { date: day('2027-03-05'), name: '祭 ?', announcedOn: day('2027-02-20') };
  const paper: KnownEvent = { date: day('2027-03-05'), name: 'paper', announcedOn: null };
  const earlier: KnownEvent = { ...fair, date: day('2026-03-06') };
  const replace = (events: readonly KnownEvent[]) => run((tx) => replaceEvents(tx, events));

  it('gives days back as they were, in order of date and of name by code unit', async () => {
    expect(await replace([fair, earlier, paper])).to.deep.equal({ added: 3, removed: 0, unchanged: 0 });
    const events = await run(loadKnownEvents);
    expect(json(events)).to.deep.equal(json([earlier, paper, fair]));
    expect(events[0]?.date).to.be.instanceOf(LocalDate);
  });

  it('changes nothing for the same file and replaces the set for another', async () => {
    await replace([fair, paper]);
    expect(await replace([paper, fair])).to.deep.equal({ added: 0, removed: 0, unchanged: 2 });
    const known = { ...fair, announcedOn: null };
    expect(await replace([known, earlier])).to.deep.equal({ added: 2, removed: 2, unchanged: 0 });
    expect(json(await run(loadKnownEvents))).to.deep.equal(json([earlier, known]));
    expect(await replace([])).to.deep.equal({ added: 0, removed: 2, unchanged: 0 });
  });
});

describe('replaceDrivers', () => {
  useDatabase();
  const at = (text: string) => day(text).toEpochDay();
  const bookings: KnownDriver = {
    name: '予約数',
    values: new Map([
      [at('2027-03-05'), 120],
      [at('2027-03-04'), 0.1 + 0.2],
      [at('1969-12-31'), 7],
    ]),
  };
  const flag: KnownDriver = { name: '2027', values: new Map([[at('2027-03-05'), -1e-7]]) };
  const replace = (drivers: readonly KnownDriver[]) => run((tx) => replaceDrivers(tx, drivers));
  const plain = (drivers: readonly KnownDriver[]) => drivers.map(({ name, values }) => [name, [...values]]);

  it('gives values back as they were, in order of name and time', async () => {
    expect(await replace([bookings, flag])).to.deep.equal({ added: 3, changed: 0, removed: 0, unchanged: 0 });
    const inTime = [...bookings.values].toSorted(([a], [b]) => a - b);
    expect(plain(await run(loadDrivers))).to.deep.equal([
      ['2027', [...flag.values]],
      ['予約数', inTime],
    ]);
  });

  it('counts the days that another file adds, changes, leaves out and keeps', async () => {
    await replace([bookings, flag]);
    const same = { added: 0, changed: 0, removed: 0, unchanged: 3 };
    expect(await replace([flag, bookings])).to.deep.equal(same);
    const later = new Map([...bookings.values, [at('2027-03-04'), 0.3], [at('2027-03-08'), 1]] as const);
    later.delete(at('1969-12-31'));
    const counts = { added: 1, changed: 1, removed: 1, unchanged: 1 };
    expect(await replace([flag, { ...bookings, values: later }])).to.deep.equal(counts);
    expect(await replace([])).to.deep.equal({ added: 0, changed: 0, removed: 3, unchanged: 0 });
    expect(await run(loadDrivers)).to.deep.equal([]);
  });

  it('keeps three years of ten drivers', async () => {
    const first = at('2024-04-01');
    const many = Array.from(
      { length: 10 },
      (_, number): KnownDriver => ({
        name: `driver ${number}`,
        values: new Map(Array.from({ length: 1096 }, (__, index) => [first + index, (index * number) / 7])),
      }),
    );
    expect(await replace(many)).to.deep.equal({ added: 1096, changed: 0, removed: 0, unchanged: 0 });
    expect(plain(await run(loadDrivers))).to.deep.equal(plain(many));
    expect((await replace([])).removed).to.equal(1096);
  });
});

describe('replaceStaff', () => {
  useDatabase();
  const first: StaffMember = {
    id: 'OP01',
    name: '山田 花子',
    role: 'operator',
    employer: "O'Neill ?",
    skills: ['general', 'sub'],
    employment: 'part',
    maximumWeeklyMinutes: 1200,
    maximumDailyMinutes: 360,
    maximumWeeklyDays: 4,
    minimumMonthlyMinutes: 3600,
    patternCodes: ['早'],
    canStandBy: true,
    isExemptFromOvertime: false,
    startsOn: day('2026-04-01'),
    endsOn: day('2027-03-31'),
    birthDate: day('1990-02-03'),
    managementSince: day('2020-01-01'),
    leave: [day('2027-03-03')],
    unavailable: [
      { date: day('2027-03-04'), isoWeekday: null, startMinute: 0, endMinute: 720 },
      { date: null, isoWeekday: 3, startMinute: 900, endMinute: 1440 },
    ],
  };
  const second: StaffMember = {
    ...first,
    id: 'OP02',
    endsOn: null,
    birthDate: null,
    managementSince: null,
    skills: [],
    leave: [],
    unavailable: [],
  };
  const third: StaffMember = {
    ...second,
    id: 'OP03',
    labour: {
      restrictions: [
        { kind: 'shortHours', from: day('2026-05-01'), to: day('2027-04-30'), minutes: 300 },
        { kind: 'noNight', from: day('2026-05-01'), to: null, minutes: null },
      ],
      hourlyWageYen: 1100,
      isStudent: true,
      isManagerial: false,
      weeklyContractMinutes: 1140,
      leaveGrant: { grantedOn: day('2026-10-01'), days: 10.5, takenDays: 2 },
      hourlyLeave: [{ date: day('2027-03-05'), startMinute: 780, endMinute: 900 }],
      careLeave: [day('2027-03-08')],
      agreedChanges: [{ date: day('2027-03-09'), ground: '急病の代替' }],
    },
  };
  const replace = (staff: readonly StaffMember[]) => run((tx) => replaceStaff(tx, staff));

  it('gives people back as they were, in order of id', async () => {
    await replace([second, first]);
    const staff = await run(loadStaff);
    expect(json(staff)).to.deep.equal(json([first, second]));
    expect(staff[0]?.leave[0]).to.be.instanceOf(LocalDate);
    expect(staff[0]?.unavailable[0]?.date).to.be.instanceOf(LocalDate);
  });

  it('gives restrictions, wage and leave back with their dates, and nothing where nothing is known', async () => {
    await replace([first, third]);
    const [plain, restricted] = await run(loadStaff);
    expect(plain).not.to.have.property('labour');
    expect(json(restricted)).to.deep.equal(json(third));
    const { labour } = restricted!;
    expect(labour?.restrictions[0]?.from).to.be.instanceOf(LocalDate);
    expect(labour?.leaveGrant?.grantedOn).to.be.instanceOf(LocalDate);
    expect(labour?.hourlyLeave[0]?.date).to.be.instanceOf(LocalDate);
    expect(labour?.careLeave[0]).to.be.instanceOf(LocalDate);
    expect(labour?.agreedChanges[0]?.date).to.be.instanceOf(LocalDate);
    expect(await replace([first, third])).to.include({ changed: 0, unchanged: 2 });
  });

  it('changes nothing for the same file, and tells what another changed', async () => {
    const another = { ...first, id: 'OP03' };
    await replace([first, second, another]);
    expect(await replace([another, first, second])).to.deep.equal({
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 3,
    });
    const moved = { ...second, canStandBy: false };
    expect(await replace([first, moved, { ...first, id: 'OP04' }])).to.deep.equal({
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
    });
    expect((await run(loadStaff)).map((member) => member.id)).to.deep.equal(['OP01', 'OP02', 'OP04']);
  });
});

describe('saveImport', () => {
  useDatabase();
  const file: ImportFile = {
    sha256: 'c'.repeat(64),
    kind: 'history',
    name: '実績.csv',
    rows: 15_000,
    importedAt: noon,
    importedBy: 'cli',
  };

  it('keeps each import, latest first, and finds the last of the same content', async () => {
    await run((tx) => saveImport(tx, file));
    await run((tx) => saveImport(tx, { ...file, name: 'again.csv', importedAt: noon.plusSeconds(1) }));
    await run((tx) => saveImport(tx, { ...file, kind: 'staff', sha256: 'd'.repeat(64) }));
    const listed = await run((tx) => listImports(tx, 2));
    expect(listed.map((entry) => `${entry.kind} ${entry.name}`)).to.deep.equal([
      'staff 実績.csv',
      'history again.csv',
    ]);
    const found = await run((tx) => findImport(tx, 'history', file.sha256));
    expect(json(found)).to.deep.equal(json({ ...file, name: 'again.csv', importedAt: noon.plusSeconds(1) }));
    expect(await run((tx) => findImport(tx, 'staff', file.sha256))).to.equal(null);
  });
});

describe('saveOverride', () => {
  useDatabase();
  const override = { date: day('2027-04-05'), calls: 321.5, reason: '広報掲載', by: 'u1', at: noon };
  const april = YearMonth.parse('2027-04');
  const holding = async () => (await run((tx) => loadOverrides(tx, april))).map((entry) => entry.calls);
  const undo = () => run((tx) => undoOverride(tx, override.date, { by: 'u2', at: noon.plusSeconds(5) }));

  it('lets the latest of a day hold, and the one before it after an undo', async () => {
    await run((tx) => saveOverride(tx, override));
    await run((tx) => saveOverride(tx, { ...override, calls: 400 }));
    await run((tx) => saveOverride(tx, { ...override, date: day('2027-05-01') }));
    expect(await holding()).to.deep.equal([400]);
    expect(await undo()).to.equal(true);
    expect(await holding()).to.deep.equal([321.5]);
    expect(await undo()).to.equal(true);
    expect(await holding()).to.deep.equal([]);
    expect(await undo()).to.equal(false);
  });

  it('keeps what was taken back, and by whom', async () => {
    await run((tx) => saveOverride(tx, override));
    await undo();
    const kept = await run((tx) => loadOverrideHistory(tx, override.date));
    expect(json(kept)).to.deep.equal(json([{ ...override, undone: { by: 'u2', at: noon.plusSeconds(5) } }]));
  });
});

describe('saveHistoryDecision', () => {
  useDatabase();
  const decision = {
    date: day('2026-04-06'),
    queueId: 'general',
    use: 'leftOut',
    reason: '回線の障害',
    by: 'u1',
    at: noon,
  } as const;
  const save = (values: Partial<Parameters<typeof saveHistoryDecision>[1]> = {}) =>
    run((tx) => saveHistoryDecision(tx, { ...decision, ...values }));
  const holding = async () =>
    (await run(loadHistoryDecisions)).map((entry) => `${entry.date} ${entry.queueId} ${entry.use}`);
  const undo = (queueId: string | null) =>
    run((tx) =>
      undoHistoryDecision(tx, { date: decision.date, queueId }, { by: 'u2', at: noon.plusSeconds(5) }),
    );

  it('lets the latest about a day and queue hold, the one before it after an undo', async () => {
    await save();
    await save({ use: 'asCounted' });
    expect(await holding()).to.deep.equal(['2026-04-06 general asCounted']);
    expect(await undo('general')).to.equal(true);
    expect(await holding()).to.deep.equal(['2026-04-06 general leftOut']);
    expect(await undo('general')).to.equal(true);
    expect(await undo('general')).to.equal(false);
    expect(await holding()).to.deep.equal([]);
  });

  it('keeps those about one queue apart from the one about all, and gives them first', async () => {
    await save({ queueId: null });
    await save({ date: day('2026-04-07') });
    await save({ queueId: 'sub', use: 'asCounted' });
    await save({ date: day('2026-04-03') });
    expect(await holding()).to.deep.equal([
      '2026-04-03 general leftOut',
      '2026-04-06 sub asCounted',
      '2026-04-06 null leftOut',
      '2026-04-07 general leftOut',
    ]);
    expect(await undo('general')).to.equal(false);
    expect(await undo(null)).to.equal(true);
    expect(await holding())
      .to.have.length(3)
      .and.to.include('2026-04-06 sub asCounted');
  });

  it('keeps what was taken back, and by whom', async () => {
    await save();
    await undo('general');
    await save({ queueId: null });
    const kept = await run((tx) => loadHistoryDecisionsOf(tx, decision.date));
    const undone = { by: 'u2', at: noon.plusSeconds(5) };
    expect(json(kept)).to.deep.equal(
      json([
        { ...decision, queueId: null, undone: null },
        { ...decision, undone },
      ]),
    );
  });
});
