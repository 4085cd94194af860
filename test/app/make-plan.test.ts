import { createHash } from 'node:crypto';
import { LocalDate, YearMonth } from '@js-joda/core';
import canonicalize from 'canonicalize';
import { expect } from 'chai';
import type { AppContext } from '../../src/app/context.ts';
import { importFile } from '../../src/app/import-file.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import { overrideDay, undoOverride } from '../../src/app/override-day.ts';
import { exportPlan } from '../../src/app/print-plan.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { loadProgress, type PlanProgress, startPlan } from '../../src/app/start-plan.ts';
import { loadOverrideHistory } from '../../src/db/overrides.ts';
import { listPlans, type PlanVersion } from '../../src/db/plans.ts';
import { planContentFormat, planFormat } from '../../src/plan/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  importSample,
  manager,
  may,
  noon,
  openTestContext,
  sampleBytes,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

/** Written anew, so that a mistake in the product's own hashing shows. */
function hashOf(content: object): string {
  return createHash('sha256').update(canonicalize(content)!, 'utf8').digest('hex');
}

/** Asks again and again, giving way to everything else in between, until the work has ended. */
async function whenEnded(ctx: AppContext, workId: string): Promise<readonly PlanProgress[]> {
  const seen: PlanProgress[] = [];
  for (const deadline = performance.now() + 170_000; performance.now() < deadline; ) {
    seen.push(await loadProgress(ctx, manager, { workId }));
    if (['done', 'failed'].includes(seen.at(-1)!.state)) return seen;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`still ${seen.at(-1)?.step} after 170 s`);
}

const corrected = LocalDate.parse('2024-05-20');

describe('makePlan', () => {
  let ctx: TestContext;
  let first: PlanVersion;
  /** What the forecast of a day is corrected to: fewer, and within its bounds. */
  let calls: number;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx);
    first = await makePlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
  });
  after(() => ctx.close());

  it('keeps version 1 as a draft in the public format', () => {
    expect(first).to.include({ version: 1, state: 'draft', kind: 'plan', basedOnVersion: null });
    expect(first.createdBy).to.equal(manager.userId);
    expect(first.createdAt.equals(noon)).to.equal(true);
    expect(planContentFormat.parse(first.content)).to.deep.equal(first.content);
    expect(first.content).to.include({
      month: '2024-05',
      knowledgeDate: '2024-04-20',
      contractId: 'matsusaka',
    });
  });

  it('plans every open day of May 2024 with operators to answer', () => {
    expect(first.content.days).to.have.lengthOf(21);
    for (const day of first.content.days) {
      expect(day.intervals).to.have.lengthOf(33);
      expect(day.shifts.filter((shift) => shift.role === 'operator' && !shift.standby)).to.not.be.empty;
    }
  });

  it('hashes the content in its RFC 8785 form, as anybody can from plan.json', async () => {
    expect(first.contentSha256).to.equal(hashOf(first.content));
    const { document } = await exportPlan(ctx, manager, { month: may, version: 1 });
    const { version, state, contentSha256, publishedAt, createdAt, ...content } = planFormat.parse(
      JSON.parse(JSON.stringify(document)),
    );
    expect(contentSha256).to.equal(hashOf(content));
    expect({ version, state, publishedAt, createdAt }).to.deep.equal({
      version: 1,
      state: 'draft',
      publishedAt: null,
      createdAt: '2024-04-22T03:00:00Z',
    });
  });

  it('gives the same hash from the same files in another empty store', async () => {
    expect(hashOf(await sampleContent())).to.equal(first.contentSha256);
  });

  it('takes a correction of the forecast into the next version, keeping what the model said beside it', async () => {
    const model = first.content.days.find((day) => day.date === corrected.toString())!;
    calls = Math.ceil(model.forecastBounds.low80);
    await overrideDay(ctx, manager, { date: corrected, calls, reason: ' 発送延期 ', isConfirmed: false });
    const { workId } = await startPlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
    const seen = await whenEnded(ctx, workId);
    expect(seen.at(-1)).to.deep.equal({
      state: 'done',
      step: 'done',
      doneFraction: 1,
      month: '2024-05',
      version: 2,
      error: null,
    });
    const { document } = await exportPlan(ctx, manager, { month: may, version: 2 });
    const day = document.days.find((candidate) => candidate.date === corrected.toString())!;
    // A day is the sum of its intervals, each to a ten-thousandth of a call.
    expect(day.forecastCalls).to.be.closeTo(calls, 33 * 0.00005);
    expect(day.override).to.include({ calls, reason: '発送延期' });
    // The model's value beside a correction is given to a tenth of a call.
    expect(day.override?.modelCalls).to.be.closeTo(model.forecastCalls, 0.05);
    for (const other of document.days.filter((candidate) => candidate !== day)) {
      expect(other.override, other.date).to.equal(null);
    }
  });

  it('comes back to the same content once the correction is taken back, and remembers both', async () => {
    await undoOverride(ctx, manager, { date: corrected });
    const third = await makePlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
    expect(third).to.include({ version: 3, basedOnVersion: 2, contentSha256: first.contentSha256 });
    const kept = await ctx.db.transaction((tx) => loadOverrideHistory(tx, corrected));
    expect(kept.map((entry) => [entry.calls, entry.reason, entry.undone?.by])).to.deep.equal([
      [calls, '発送延期', manager.userId],
    ]);
  });

  it('plans as well as it goes with a staff of three, says what is missing, and cannot be published', async () => {
    const [header, ...rows] = new TextDecoder().decode(sampleBytes('staff.csv')).trimEnd().split('\n');
    const three = rows.filter((row) => /^(OP01|SV01|MG01),/.test(row));
    expect(three).to.have.lengthOf(3);
    const bytes = new TextEncoder().encode(`${[header, ...three].join('\n')}\n`);
    await importFile(ctx, manager, { kind: 'staff', name: 'staff.csv', bytes });
    const fourth = await makePlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
    expect(fourth.content.coverage).to.equal('partial');
    const hard = fourth.content.findings.filter((finding) => finding.level === 'H');
    expect(hard).to.not.be.empty;
    const refused = await rejectionOf(publishPlan(ctx, manager, { month: may, version: 4 }));
    expect(refused.code).to.equal('plan.has-hard-findings');
    expect(refused.details).to.include({ count: hard.length, first: hard[0]!.text });
  });

  it('refuses a month outside the term', async () => {
    const failed = makePlan(ctx, manager, { month: YearMonth.of(2025, 4), knowledgeDate: null, keep: null });
    expect((await rejectionOf(failed)).code).to.equal('month.outside-term');
  });
});

describe('startPlan', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(() => ctx.db.clear());
  after(() => ctx.close());

  it('says in both languages why no plan came out, and keeps none', async () => {
    await importSample(ctx, ['contract']);
    const { workId } = await startPlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
    const progress = (await whenEnded(ctx, workId)).at(-1)!;
    expect(progress).to.include({ state: 'failed', month: '2024-05', version: null });
    expect(progress.error?.en).to.include('staff');
    expect(progress.error?.ja).to.include('職員');
    expect(await ctx.db.transaction((tx) => listPlans(tx))).to.deep.equal([]);
  });

  it('answers for an empty store with the failure, not with an exception', async () => {
    const { workId } = await startPlan(ctx, manager, { month: may, knowledgeDate: null, keep: null });
    const progress = (await whenEnded(ctx, workId)).at(-1)!;
    expect(progress.error?.en).to.include('no contract');
  });
});

describe('loadProgress', () => {
  it('does not know work that nobody started', async () => {
    const ctx = await openTestContext();
    const failed = loadProgress(ctx, manager, { workId: '00000000-0000-4000-8000-000000000000' });
    expect((await rejectionOf(failed)).code).to.equal('work.not-found');
    await ctx.close();
  });
});
