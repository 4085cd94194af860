import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { makePlan } from '../../src/app/make-plan.ts';
import { askWhatIf, loadAskable } from '../../src/app/what-if.ts';
import { loadMailings } from '../../src/db/mailings.ts';
import { loadOverrides } from '../../src/db/overrides.ts';
import { listPlans } from '../../src/db/plans.ts';
import { loadStaff } from '../../src/db/staff.ts';
import { listWhatIfVersions } from '../../src/db/what-if-plans.ts';
import type { SekisuError } from '../../src/errors.ts';
import type { WhatIfChange } from '../../src/plan/what-if-format.ts';
import {
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

describe('what if', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx);
  });
  beforeEach(async () => {
    await ctx.db.clear(['contract', 'import_file', 'history_interval', 'mailing', 'staff_member']);
    await keepDraft(ctx, 1, await sampleContent());
  });
  after(() => ctx.close());

  const mailing = {
    postedOn: LocalDate.of(2024, 5, 20),
    announcedOn: LocalDate.of(2024, 4, 20),
    letters: 1500,
    kind: '交付通知書',
    callsPerLetter: 0.12,
    bookingOpensOn: null,
    dueOn: null,
    phoneFraction: 1,
    chanceFraction: 1,
  };
  const changes: readonly WhatIfChange[] = [
    { kind: 'mailing', mailing },
    { kind: 'handling', increaseFraction: 0.05 },
    { kind: 'fewer', people: 1 },
    { kind: 'surge', factor: 1.2, from: LocalDate.of(2024, 5, 7), to: LocalDate.of(2024, 5, 10) },
  ];

  it('becomes a draft that says what was assumed, and no data', async () => {
    const asked = await askWhatIf(ctx, manager, { month: may, variants: [changes] });
    expect(asked.isOutdated).to.equal(false);
    const { side } = asked.variants[0]!;
    const stored = () =>
      ctx.db.transaction(async (tx) => ({
        mailings: await loadMailings(tx),
        overrides: await loadOverrides(tx, may),
        staff: (await loadStaff(tx)).map(({ id }) => id),
      }));
    const before = await stored();
    const request = { month: may, knowledgeDate: asked.knowledgeDate, keep: null, whatIf: changes };
    const { content, version, state } = await makePlan(ctx, manager, request);
    expect([version, state]).to.deep.equal([2, 'draft']);
    expect(await stored()).to.deep.equal(before);
    // The draft is made from just what the answer was.
    expect(content.monthForecastCalls).to.be.closeTo(side.calls, 0.01);
    expect(content.assumptions.ahtSeconds).to.equal(side.ahtSeconds);
    expect(content.sizing!.seatHours).to.equal(side.seatHours);
    expect(content.whatIf!.comparedWithVersion).to.equal(1);
    expect(content.whatIf!.changes).to.have.length(4);
    expect(content.findings[0]!.rule).to.equal('plan.what-if');
    expect(content.mailings.filter(({ isAssumed }) => isAssumed)).to.have.length(1);
    const [leftOut] = side.leftOutIds;
    expect(content.staff.map(({ id }) => id)).not.to.include(leftOut);
    expect(content.days.flatMap(({ shifts }) => shifts.map(({ staffId }) => staffId))).not.to.include(
      leftOut,
    );
    const marked = await ctx.db.transaction((tx) => listWhatIfVersions(tx, may));
    expect(marked.map((own) => own.version)).to.deep.equal([2]);
  });

  it('answers the manager alone, keeps nothing, and says where the data have changed since', async () => {
    const asked = { month: may, variants: [] };
    const first = await askWhatIf(ctx, manager, asked);
    expect([first.version, first.isOutdated]).to.deep.equal([1, false]);
    expect((await loadAskable(ctx, manager, { month: may })).letterKinds.length).to.be.greaterThan(0);
    await ctx.db.transaction((tx) =>
      tx.execute("update mailing set letters = letters * 2 where posted_on > '2024-04-20'"),
    );
    expect((await askWhatIf(ctx, manager, asked)).isOutdated).to.equal(true);
    expect(await ctx.db.transaction((tx) => listPlans(tx, may))).to.have.length(1);
    for (const work of [askWhatIf(ctx, lead, asked), loadAskable(ctx, lead, { month: may })]) {
      const error = await work.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect((error as SekisuError).code).to.equal('role.not-allowed');
    }
    await ctx.db.transaction((tx) =>
      tx.execute("update mailing set letters = letters / 2 where posted_on > '2024-04-20'"),
    );
  });

  it('refuses days outside the month', async () => {
    const wrong: readonly WhatIfChange[] = [
      { kind: 'mailing', mailing: { ...mailing, postedOn: LocalDate.of(2024, 6, 1) } },
      { kind: 'mailing', mailing: { ...mailing, postedOn: LocalDate.of(2024, 3, 31) } },
      { kind: 'mailing', mailing: { ...mailing, dueOn: LocalDate.of(2024, 5, 19) } },
      { kind: 'surge', factor: 2, from: LocalDate.of(2024, 4, 30), to: LocalDate.of(2024, 5, 2) },
      { kind: 'surge', factor: 2, from: LocalDate.of(2024, 5, 3), to: LocalDate.of(2024, 5, 2) },
    ];
    for (const change of wrong) {
      const error = await askWhatIf(ctx, manager, { month: may, variants: [[change]] }).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect((error as SekisuError).code, JSON.stringify(change)).to.equal('input.invalid');
    }
  });
});
