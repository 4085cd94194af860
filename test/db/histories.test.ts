import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { historySpan, loadHistory, saveHistory } from '../../src/db/histories.ts';
import type { HistoryInterval } from '../../src/forecast/history.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { historyOf, interval } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

const later = LocalDate.parse('2099-01-01');

/** A row as text, for comparing without looking into js-joda's objects. */
function texts(rows: readonly HistoryInterval[]): string[] {
  return rows.map((row) =>
    [
      row.date,
      row.queueId,
      String(row.startMinute).padStart(4, '0'),
      row.endMinute,
      row.offered,
      row.answered,
      row.abandoned,
      row.handlingSeconds,
    ].join(' '),
  );
}

describe('saveHistory', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());

  const save = (rows: readonly HistoryInterval[]) => database.transaction((tx) => saveHistory(tx, rows));
  const load = (before = later) => database.transaction((tx) => loadHistory(tx, before));

  it('keeps rows so that they come back as they were', async () => {
    const rows = [interval(), interval({ queueId: 'sub', handlingSeconds: 0.1 + 0.2 })];
    expect(await save(rows)).to.deep.equal({ added: 2, changed: 0, unchanged: 0 });
    expect(texts(await load())).to.deep.equal(texts(rows));
    expect((await load())[0]?.date).to.be.instanceOf(LocalDate);
  });

  it('changes nothing when the same 16,000 rows come again', async () => {
    const rows = historyOf(800);
    expect(await save(rows)).to.deep.equal({ added: 16_000, changed: 0, unchanged: 0 });
    expect(await save(rows)).to.deep.equal({ added: 0, changed: 0, unchanged: 16_000 });
    expect(texts(await load())).to.deep.equal(texts(rows));
  });

  it('lets a half hour take the place of the quarters that it covers, of its own queue and day alone', async () => {
    const quarter = (startMinute: number, options: Partial<HistoryInterval> = {}) =>
      interval({ startMinute, endMinute: startMinute + 15, ...options });
    const elsewhere = [quarter(555, { queueId: 'sub' }), quarter(555, { date: interval().date.plusDays(1) })];
    await save([quarter(540), quarter(555), quarter(570), ...elsewhere]);
    const half = interval({ startMinute: 540, endMinute: 570, offered: 20 });
    expect(await save([half])).to.deep.equal({ added: 0, changed: 1, unchanged: 0 });
    const kept = texts(await load());
    expect(kept).to.have.members(texts([half, quarter(570), ...elsewhere]));
    await save([quarter(555)]);
    expect(texts(await load())).to.have.members(texts([quarter(555), quarter(570), ...elsewhere]));
  });

  it('replaces other values of a known interval and tells how many', async () => {
    await save([interval(), interval({ startMinute: 570, endMinute: 600 })]);
    const saved = await save([
      interval({ offered: 13 }),
      interval({ startMinute: 570, endMinute: 600 }),
      interval({ queueId: 'sub' }),
    ]);
    expect(saved).to.deep.equal({ added: 1, changed: 1, unchanged: 1 });
    expect((await load()).map((row) => row.offered)).to.deep.equal([13, 12, 12]);
  });

  it('loads only days before the given one', async () => {
    await save(historyOf(3, LocalDate.parse('2027-03-01')));
    const rows = await load(LocalDate.parse('2027-03-03'));
    expect(rows).to.have.length(40);
    expect(rows.at(-1)?.date.toString()).to.equal('2027-03-02');
  });

  it('refuses rows that name an interval twice, whole', async () => {
    const error = await rejectionOf(save([interval({ queueId: 'sub' }), interval(), interval()]));
    expect(error.code).to.equal('history.repeated-interval');
    expect(error.details).to.deep.equal({ queueId: 'general', date: '2027-03-01', time: '09:00' });
    expect(await load()).to.have.length(0);
  });

  it('holds the union of two imports, the later one winning, whatever they are', async () => {
    const row = fc
      .record({
        queueId: fc.constantFrom('general', 'sub', "o'?$1\\"),
        date: fc.integer({ min: 0, max: 3 }).map((day) => LocalDate.parse('2027-02-27').plusDays(day)),
        startMinute: fc.integer({ min: 0, max: 3 }).map((step) => step * 30),
        offered: fc.nat(1000),
        handlingSeconds: fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0),
      })
      .map((values) => interval({ ...values, endMinute: values.startMinute + 30 }));
    const rows = fc.uniqueArray(row, {
      selector: (entry) => `${entry.date} ${entry.queueId} ${entry.startMinute}`,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (first, second) => {
        await database.clear();
        await save(first);
        const saved = await save(second);
        const union = new Map(
          [...first, ...second].map((entry) => [
            `${entry.date} ${entry.queueId} ${entry.startMinute}`,
            entry,
          ]),
        );
        expect(saved.added).to.equal(union.size - first.length);
        expect(texts(await load()).sort()).to.deep.equal(texts([...union.values()]).sort());
      }),
      { numRuns: 20 },
    );
  });
});

describe('historySpan', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it('is null without history, and else tells first and last day and their number', async () => {
    expect(await database.transaction(historySpan)).to.equal(null);
    await database.transaction((tx) => saveHistory(tx, historyOf(3, LocalDate.parse('2027-03-01'))));
    const span = await database.transaction(historySpan);
    expect(`${span?.first} ${span?.last} ${span?.days}`).to.equal('2027-03-01 2027-03-03 3');
  });
});
