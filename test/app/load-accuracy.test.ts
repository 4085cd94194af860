import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadAccuracy } from '../../src/app/load-accuracy.ts';
import { saveOverride } from '../../src/db/overrides.ts';
import { createUser } from '../../src/db/users.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import {
  importSample,
  keepDraft,
  lead,
  may,
  noon,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

const corrected = '2024-05-17';
const correction = { calls: 90, reason: '広報の日' };

describe('loadAccuracy', () => {
  let ctx: TestContext;
  let later: TestContext;
  let content: PlanContent;
  before(async () => {
    content = await sampleContent();
    ctx = await openTestContext();
    await importSample(ctx);
    later = { ...ctx, now: () => Instant.parse('2024-06-20T03:00:00Z') };
    const by = await ctx.db.transaction((tx) =>
      createUser(tx, {
        login: 'sakaguchi',
        name: '坂口 隆',
        role: 'manager',
        passwordHash: '-',
        cityStep: null,
        createdAt: noon,
      }),
    );
    const date = LocalDate.parse(corrected);
    // The one before the plan is in it; the one after it is another.
    for (const [at, who] of [
      [noon.minusSeconds(60), by],
      [noon.plusSeconds(60), 'cli'],
    ] as const) {
      await ctx.db.transaction((tx) => saveOverride(tx, { date, ...correction, by: who, at }));
    }
    await keepDraft(ctx, 1, content);
    await keepDraft(ctx, 2, withCorrection(content));
  });
  after(() => ctx.close());

  it('compares each kept version with what was counted since, figure by figure as worked out anew', async () => {
    const { accuracy } = await loadAccuracy(later, lead, { month: may });
    const counted = new Map<string, number>();
    const rows: { date: string; calls: number }[] = await ctx.db.transaction((tx) =>
      tx.execute('select date, sum(offered)::int as calls from history_interval group by date'),
    );
    for (const { date, calls } of rows) counted.set(date, calls);
    const [first] = accuracy.versions;
    const missed = content.days.reduce(
      (sum, day) => sum + Math.abs(day.forecastCalls - counted.get(day.date)!),
      0,
    );
    const came = content.days.reduce((sum, day) => sum + counted.get(day.date)!, 0);
    expect(first!.figures!.days).to.equal(21);
    expect(first!.figures!.actualCalls).to.equal(came);
    expect(first!.figures!.wapeFraction).to.be.closeTo(missed / came, 1e-9);
    expect(accuracy.overall).to.deep.equal(accuracy.versions[1]!.figures);
  });

  it('names who corrected, from the correction that was there when the plan was made', async () => {
    const view = await loadAccuracy(later, lead, { month: may });
    const [only, ...others] = view.accuracy.overrides;
    expect(others).to.deep.equal([]);
    expect(only).to.include({ calls: correction.calls, reason: correction.reason });
    expect(view.nameOf(only!.by!)).to.equal('坂口 隆');
    expect(view.accuracy.people.map(({ by, overrides }) => [view.nameOf(by!), overrides])).to.deep.equal([
      ['坂口 隆', 1],
    ]);
  });

  it('waits for the end of a day before it compares it', async () => {
    const noonOfThird = { ...ctx, now: () => Instant.parse('2024-05-08T03:00:00Z') };
    const { accuracy } = await loadAccuracy(noonOfThird, lead, { month: may });
    expect(accuracy.versions[0]!.days.map(({ date }) => date.toString())).to.deep.equal([
      '2024-05-01',
      '2024-05-02',
      '2024-05-07',
    ]);
  });

  it('compares nothing that has not come', async () => {
    const { accuracy } = await loadAccuracy(ctx, lead, { month: may });
    expect(accuracy.overall).to.equal(null);
    expect(accuracy.versions.map(({ figures }) => figures)).to.deep.equal([null, null]);
  });
});

function withCorrection(content: PlanContent): PlanContent {
  return {
    ...content,
    days: content.days.map((day) =>
      day.date === corrected
        ? {
            ...day,
            forecastCalls: correction.calls,
            override: { modelCalls: day.forecastCalls, ...correction },
          }
        : day,
    ),
  };
}
