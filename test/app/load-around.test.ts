import { Instant, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { contentSha256 } from '../../src/app/content-hash.ts';
import { importFile } from '../../src/app/import-file.ts';
import { loadAround } from '../../src/app/load-around.ts';
import { saveAbsence } from '../../src/db/absences.ts';
import { publishPlan, saveDraft } from '../../src/db/plans.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { datesFrom, day } from '../build/roster.ts';
import { sampleContractJson } from '../build/sample.ts';
import { planContent } from '../db/fixtures.ts';
import { importSample, manager, openTestContext, type TestContext } from './fixtures.ts';

/** A day on which OP01 works from nine, eight hours unless told. */
function dayOf(date: string, end = '18:00'): PlanDay {
  const breaks = [{ start: '12:00', end: '13:00', kind: 'meal' as const }];
  const shift = { staffId: 'OP01', role: 'operator' as const, pattern: '早', start: '09:00', end };
  const [plain] = planContent().days;
  return { ...plain!, date, shifts: [{ ...shift, standby: false, breaks }] };
}

describe('loadAround', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
  });
  after(() => ctx.close());

  /** Keeps a version of a month, published at a moment. */
  async function publish(
    month: string,
    version: number,
    at: string,
    days: readonly PlanDay[],
  ): Promise<void> {
    const content: PlanContent = { ...planContent(), month, days: [...days] };
    await ctx.db.transaction(async (tx) => {
      const id = await saveDraft(tx, {
        month: YearMonth.parse(month),
        version,
        kind: 'plan',
        basedOnVersion: null,
        content,
        contentSha256: contentSha256(content),
        createdAt: ctx.now(),
        createdBy: manager.userId,
      });
      await publishPlan(tx, id, { at: Instant.parse(at), by: manager.userId });
    });
  }
  const around = (month: string, today: string | null = null) =>
    ctx.db.transaction((tx) => loadAround(tx, YearMonth.parse(month), today === null ? null : day(today)));
  const weekdays = (first: string, count: number) =>
    datesFrom(first, count).filter((date) => day(date).dayOfWeek().value() <= 5);
  const datesOf = (days: readonly { readonly date: unknown }[] | null | undefined) =>
    days?.map(({ date }) => String(date)) ?? null;

  it('knows nothing where nothing is published', async () => {
    expect(await around('2024-06')).to.deep.equal({
      daysBefore: null,
      daysAfter: null,
      record: { pastMonths: [], published: null, fixedPeriods: [], today: null },
    });
  });

  it('counts the months before, and a week over their edge once', async () => {
    // Sunday 28 April to Saturday 4 May: three days of eight hours in April, and three in May that pass forty.
    await publish(
      '2024-04',
      1,
      '2024-03-20T00:00:00Z',
      datesFrom('2024-04-28', 3).map((date) => dayOf(date)),
    );
    await publish('2024-05', 1, '2024-04-20T00:00:00Z', [
      ...datesFrom('2024-05-01', 3).map((date) => dayOf(date)),
      dayOf('2024-05-07', '20:00'),
    ]);
    const { record } = await around('2024-07', '2024-06-20');
    expect(record.pastMonths).to.deep.equal([
      {
        month: '2024-04',
        people: [{ staffId: 'OP01', workedMinutes: 1440, overtimeMinutes: 0, holidayMinutes: 0 }],
      },
      {
        month: '2024-05',
        people: [{ staffId: 'OP01', workedMinutes: 2040, overtimeMinutes: 480 + 120, holidayMinutes: 0 }],
      },
    ]);
    expect(record.today?.toString()).to.equal('2024-06-20');
  });

  it('reaches back eleven months, and not to the months after', async () => {
    for (const month of ['2023-06', '2023-07', '2024-06', '2024-07']) {
      await publish(month, 1, '2023-05-20T00:00:00Z', [dayOf(`${month}-03`)]);
    }
    const { record, daysAfter } = await around('2024-06');
    expect(record.pastMonths.map(({ month }) => month)).to.deep.equal(['2023-07']);
    expect(datesOf(daysAfter)).to.deep.equal(['2024-07-03']);
  });

  it('gives the version in force with who is away by a report', async () => {
    await publish('2024-06', 1, '2024-05-20T00:00:00Z', [dayOf('2024-06-03')]);
    await publish('2024-06', 2, '2024-05-21T00:00:00Z', [dayOf('2024-06-04')]);
    await ctx.db.transaction((tx) =>
      saveAbsence(tx, {
        date: day('2024-06-04'),
        staffId: 'OP01',
        startMinute: 540,
        endMinute: 1080,
        reasonKind: 'sick',
        detail: null,
        recordedBy: manager.userId,
        caseId: null,
        at: ctx.now(),
      }),
    );
    const { published, pastMonths } = (await around('2024-06')).record;
    expect(datesOf(published!.days)).to.deep.equal(['2024-06-04']);
    expect(published!.settled.map(({ staffId, date }) => `${staffId} ${date}`)).to.deep.equal([
      'OP01 2024-06-04',
    ]);
    expect(pastMonths).to.deep.equal([]);
  });

  it('reaches a week into the neighbouring months, and a month where periods may lie over their edge', async () => {
    await publish(
      '2024-05',
      1,
      '2024-04-20T00:00:00Z',
      weekdays('2024-05-01', 31).map((date) => dayOf(date)),
    );
    expect(datesOf((await around('2024-06')).daysBefore)).to.deep.equal(weekdays('2024-05-25', 7));
    const json = sampleContractJson();
    json.labour.fourWeekRestStartsOn = '2024-04-01';
    await importContract(json);
    expect(datesOf((await around('2024-06')).daysBefore)).to.deep.equal(weekdays('2024-05-02', 30));
  });

  it('knows the shifts that were fixed before a period of variable hours began', async () => {
    const json = sampleContractJson();
    json.labour.agreements.variableHours = { concludedOn: '2024-03-15', startsOn: '2024-04-01' };
    await importContract(json);
    // The last second of 31 May in Japan, and the first of June.
    await publish('2024-06', 1, '2024-05-31T14:59:59Z', [dayOf('2024-06-03')]);
    await publish('2024-06', 2, '2024-05-31T15:00:00Z', [dayOf('2024-06-04')]);
    const { fixedPeriods, published } = (await around('2024-06')).record;
    expect(fixedPeriods.map(({ start, end }) => `${start} ${end}`)).to.deep.equal(['2024-06-01 2024-06-30']);
    expect(datesOf(fixedPeriods[0]!.days)).to.deep.equal(['2024-06-03']);
    expect(datesOf(published!.days)).to.deep.equal(['2024-06-04']);
  });

  async function importContract(json: object): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(json));
    await importFile(ctx, manager, { kind: 'contract', name: 'contract.json', bytes });
  }
});
