import { expect } from 'chai';
import { commentOnPlan } from '../../src/app/comment-on-plan.ts';
import { confirmPlan } from '../../src/app/confirm-plan.ts';
import { contentSha256 } from '../../src/app/content-hash.ts';
import type { Actor } from '../../src/app/context.ts';
import { loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { returnPlan } from '../../src/app/return-plan.ts';
import { signPlan, submitPlan } from '../../src/app/submit-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { rewriteDraft } from '../../src/db/plans.ts';
import { createUser } from '../../src/db/users.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

const v = (version: number, comment?: string) => ({
  month: may,
  version,
  ...(comment === undefined ? {} : { comment }),
});

describe('the way of a plan', () => {
  let ctx: TestContext;
  let content: PlanContent;
  let official: Actor;
  let director: Actor;
  /** Confirms for the whole office. */
  let office: Actor;
  before(async () => {
    ctx = await openTestContext();
    content = await sampleContent();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    official = await cityOfficial(ctx, '担当');
    director = await cityOfficial(ctx, '課長');
    office = await cityOfficial(ctx, null);
    await keepDraft(ctx, 1, content);
  });
  after(() => ctx.close());

  const view = (version: number, actor: Actor = manager) => loadPlanVersion(ctx, actor, v(version));
  const codeOf = async (promise: Promise<unknown>) => (await rejectionOf(promise)).code;
  /** A version that differs in what was corrected. */
  const other = (): PlanContent => ({
    ...content,
    days: content.days.map((day, index) => (index > 0 ? day : { ...day, forecastCalls: 12 })),
  });

  it('goes from submission over a return to the next version and its confirmation, each step on record', async () => {
    await submitPlan(ctx, manager, v(1, ' 初版です '));
    await returnPlan(ctx, official, v(1, '20日の席を見直してください'));
    await keepDraft(ctx, 2, other());
    await submitPlan(ctx, manager, v(2));
    await confirmPlan(ctx, official, v(2));
    await confirmPlan(ctx, await cityOfficial(ctx, '係長'), v(2));
    expect((await view(2)).plan.state).to.equal('submitted');
    await confirmPlan(ctx, director, v(2));
    const [first, second] = [await view(1), await view(2)];
    expect([first.plan.state, second.plan.state]).to.deep.equal(['returned', 'confirmed']);
    expect(
      first.events.map(({ step, stepIndex, comment, actor }) => [step, stepIndex, comment, actor.role]),
    ).to.deep.equal([
      ['signed', 0, null, 'manager'],
      ['signed', 1, null, 'manager'],
      ['submitted', 2, '初版です', 'manager'],
      ['returned', 0, '20日の席を見直してください', '担当'],
    ]);
    expect(
      second.events.map(({ step, side, stepIndex, actor }) => [step, side, stepIndex, actor.name]),
    ).to.deep.equal([
      ['signed', 'contractor', 0, manager.name],
      ['signed', 'contractor', 1, manager.name],
      ['submitted', 'contractor', 2, manager.name],
      ['signed', 'city', 0, official.name],
      ['signed', 'city', 1, '市の職員 係長'],
      ['confirmed', 'city', 2, director.name],
    ]);
    for (const { plan, events } of [first, second]) {
      expect(events.every((event) => event.contentSha256 === plan.contentSha256)).to.equal(true);
    }
    const audit = await ctx.db.transaction((tx) => listAudit(tx, 10));
    expect(audit.map((entry) => `${entry.action} ${entry.subject}`).reverse()).to.deep.equal([
      'plan.signed 2024-05 v1',
      'plan.signed 2024-05 v1',
      'plan.submitted 2024-05 v1',
      'plan.returned 2024-05 v1',
      'plan.signed 2024-05 v2',
      'plan.signed 2024-05 v2',
      'plan.submitted 2024-05 v2',
      'plan.signed 2024-05 v2',
      'plan.signed 2024-05 v2',
      'plan.confirmed 2024-05 v2',
    ]);
  });

  it('keeps the content and its hash unchanged on the way', async () => {
    const before = (await view(1)).plan;
    await submitPlan(ctx, manager, v(1));
    await confirmPlan(ctx, office, v(1));
    await publishPlan(ctx, manager, v(1));
    const after = (await view(1)).plan;
    expect(after.content).to.deep.equal(before.content);
    expect(after.contentSha256).to.equal(before.contentSha256);
  });

  it('shows the version that answers a return with its differences from the returned one', async () => {
    await submitPlan(ctx, manager, v(1));
    await returnPlan(ctx, official, v(1, '直してください'));
    await keepDraft(ctx, 2, other());
    await submitPlan(ctx, manager, v(2));
    const { differences, previous } = await view(2, official);
    expect(previous?.version).to.equal(1);
    expect(differences).to.deep.include({
      kind: 'forecast',
      date: content.days[0]!.date,
      before: content.days[0]!.forecastCalls,
      after: 12,
    });
  });

  describe('submitPlan', () => {
    it('refuses what is no draft any more', async () => {
      await submitPlan(ctx, manager, v(1));
      expect(await codeOf(submitPlan(ctx, manager, v(1)))).to.equal('plan.wrong-state');
    });

    it('refuses a draft that a newer version has overtaken', async () => {
      await keepDraft(ctx, 2, content);
      expect(await codeOf(submitPlan(ctx, manager, v(1)))).to.equal('plan.not-newest');
    });

    it('does not know a version that does not exist', async () => {
      expect(await codeOf(submitPlan(ctx, manager, v(7)))).to.equal('plan.not-found');
    });
  });

  describe('signPlan', () => {
    const account = (contractorStep: string): Promise<Actor> =>
      ctx.db.transaction(async (tx) => {
        const name = `受託者 ${contractorStep}`;
        const login = `m-${[...contractorStep].map((sign) => sign.codePointAt(0)).join('-')}`;
        const user = { login, name, role: 'manager', passwordHash: '-', cityStep: null } as const;
        const userId = await createUser(tx, { ...user, contractorStep, createdAt: ctx.now() });
        return { userId, name, role: 'manager', origin: '192.0.2.7' };
      });

    it('goes step by step, each by whom it belongs to, and shows the city nothing before the last', async () => {
      const [author, checker, approver] = [
        await account('作成'),
        await account('確認'),
        await account('承認'),
      ];
      expect(await codeOf(signPlan(ctx, checker, v(1)))).to.equal('sign-off.not-yet');
      await submitPlan(ctx, author, v(1));
      await signPlan(ctx, checker, v(1));
      expect((await view(1)).plan.state).to.equal('draft');
      expect(await codeOf(view(1, official))).to.equal('plan.not-found');
      await signPlan(ctx, approver, v(1));
      const { plan, events } = await view(1, official);
      expect(plan.state).to.equal('submitted');
      expect(events.map(({ stepIndex, actor, origin }) => [stepIndex, actor.name, origin])).to.deep.equal([
        [0, author.name, '192.0.2.7'],
        [1, checker.name, '192.0.2.7'],
        [2, approver.name, '192.0.2.7'],
      ]);
      const [last] = await ctx.db.transaction((tx) => listAudit(tx, 1));
      expect(last).to.deep.include({ action: 'plan.submitted', origin: '192.0.2.7' });
    });

    it('counts no signature on a draft that was changed afterwards', async () => {
      await signPlan(ctx, manager, v(1));
      await signPlan(ctx, manager, v(1));
      const { plan } = await view(1);
      const changed = { ...plan.content, days: other().days };
      await ctx.db.transaction((tx) => rewriteDraft(tx, plan.id, changed, contentSha256(changed)));
      expect((await view(1)).signOff.progress).to.deep.equal({
        kind: 'open',
        side: 'contractor',
        stepIndex: 0,
      });
      await submitPlan(ctx, manager, v(1));
      const seen = (await view(1, official)).events.map(({ stepIndex }) => stepIndex);
      expect(seen, 'the city sees what is about the content alone').to.deep.equal([0, 1, 2]);
    });

    it('lets the contractor return what it is signing: nobody signs that content any more', async () => {
      expect(await codeOf(returnPlan(ctx, manager, v(1, '直して')))).to.equal('sign-off.not-returnable');
      await signPlan(ctx, manager, v(1));
      await returnPlan(ctx, manager, { ...v(1, '21日の席'), place: '2 席数と応答率' });
      expect(await codeOf(submitPlan(ctx, manager, v(1)))).to.equal('sign-off.returned');
      const { plan, events } = await view(1);
      expect(plan.state).to.equal('draft');
      expect(events.at(-1)).to.deep.include({
        step: 'returned',
        place: '2 席数と応答率',
        side: 'contractor',
      });
    });
  });

  describe('returnPlan', () => {
    for (const comment of [undefined, '', ' 　 ']) {
      it(`needs a comment, not ${JSON.stringify(comment)}`, async () => {
        await submitPlan(ctx, manager, v(1));
        expect(await codeOf(returnPlan(ctx, official, v(1, comment)))).to.equal('plan.comment-needed');
        expect((await view(1)).plan.state).to.equal('submitted');
      });
    }

    it('hides a draft, and refuses what was confirmed or returned', async () => {
      expect(await codeOf(returnPlan(ctx, official, v(1, '戻し')))).to.equal('plan.not-found');
      await submitPlan(ctx, manager, v(1));
      await returnPlan(ctx, official, v(1, '戻し'));
      expect(await codeOf(returnPlan(ctx, official, v(1, '戻し')))).to.equal('plan.wrong-state');
      await keepDraft(ctx, 2, content);
      await submitPlan(ctx, manager, v(2));
      await confirmPlan(ctx, office, v(2));
      expect(await codeOf(returnPlan(ctx, official, v(2, '戻し')))).to.equal('plan.wrong-state');
    });
  });

  describe('confirmPlan', () => {
    it('hides a draft and refuses what was returned', async () => {
      expect(await codeOf(confirmPlan(ctx, director, v(1)))).to.equal('plan.not-found');
      await submitPlan(ctx, manager, v(1));
      await returnPlan(ctx, official, v(1, '戻し'));
      expect(await codeOf(confirmPlan(ctx, director, v(1)))).to.equal('plan.wrong-state');
    });

    it('lets one of two confirmations at the same time win', async () => {
      await submitPlan(ctx, manager, v(1));
      const outcomes = await Promise.allSettled([
        confirmPlan(ctx, office, v(1)),
        confirmPlan(ctx, office, v(1)),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect((await view(1)).events.filter((event) => event.step === 'confirmed')).to.have.lengthOf(1);
    });

    it('keeps the order of the steps and takes none twice', async () => {
      await submitPlan(ctx, manager, v(1));
      expect(await codeOf(confirmPlan(ctx, director, v(1)))).to.equal('sign-off.not-yet');
      await confirmPlan(ctx, official, v(1));
      const error = await rejectionOf(confirmPlan(ctx, official, v(1)));
      expect(error.code).to.equal('sign-off.signed-already');
      expect(error.sentence('ja')).to.include('係長');
      expect((await view(1)).plan.state).to.equal('submitted');
    });
  });

  describe('commentOnPlan', () => {
    it('keeps a comment of either side and moves nothing', async () => {
      await submitPlan(ctx, manager, v(1));
      await commentOnPlan(ctx, official, v(1, '確認中です'));
      await commentOnPlan(ctx, manager, v(1, '承知しました'));
      const { plan, events } = await view(1, official);
      expect(plan.state).to.equal('submitted');
      expect(events.map((event) => event.comment)).to.deep.equal([
        null,
        null,
        null,
        '確認中です',
        '承知しました',
      ]);
    });

    it('refuses a draft and a comment without words', async () => {
      expect(await codeOf(commentOnPlan(ctx, official, v(1, '何か')))).to.equal('plan.not-found');
      expect(await codeOf(commentOnPlan(ctx, manager, v(1, '何か')))).to.equal('plan.wrong-state');
      await submitPlan(ctx, manager, v(1));
      expect(await codeOf(commentOnPlan(ctx, official, v(1)))).to.equal('plan.comment-needed');
    });
  });

  describe('publishPlan', () => {
    it('publishes once, with the time and the person, before or after the city has spoken', async () => {
      await publishPlan(ctx, manager, v(1));
      const { plan, events } = await view(1, lead);
      expect(plan.publishedAt?.equals(ctx.now())).to.equal(true);
      expect(plan).to.include({ state: 'draft', publishedBy: manager.userId });
      expect(events.map((event) => event.step)).to.deep.equal(['published']);
      expect(await codeOf(publishPlan(ctx, manager, v(1)))).to.equal('plan.version-immutable');
    });

    it('refuses a version with hard findings, naming how many and the first', async () => {
      const finding = {
        rule: 'hours.daily',
        level: 'H',
        where: 'OP01',
        text: '上限超過',
        textEn: 'too long',
        why: '',
        whyEn: '',
      } as const;
      await keepDraft(ctx, 2, { ...content, findings: [{ ...finding, level: 'W' }, finding, finding] });
      const error = await rejectionOf(publishPlan(ctx, manager, v(2)));
      expect(error.code).to.equal('plan.has-hard-findings');
      expect(error.details).to.deep.equal({ month: '2024-05', version: 2, count: 2, first: '上限超過' });
      expect((await view(2)).plan.publishedAt).to.equal(null);
    });

    it('refuses what a newer version has overtaken', async () => {
      await keepDraft(ctx, 2, content);
      expect(await codeOf(publishPlan(ctx, manager, v(1)))).to.equal('plan.not-newest');
    });
  });
});
