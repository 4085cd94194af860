import { expect } from 'chai';
import type { Actor } from '../../src/app/context.ts';
import { listPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
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
  operatorNames,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

describe('loadPlanVersion', () => {
  let ctx: TestContext;
  let content: PlanContent;
  let official: Actor;
  before(async () => {
    ctx = await openTestContext();
    content = await sampleContent();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    official = await cityOfficial(ctx, '担当');
    await keepDraft(ctx, 1, content);
  });
  after(() => ctx.close());

  const load = (actor: Actor, version: number) => loadPlanVersion(ctx, actor, { month: may, version });
  const submit = (version: number) => submitPlan(ctx, manager, { month: may, version });
  const withCalls = (calls: number): PlanContent => ({
    ...content,
    days: content.days.map((day, index) => (index > 0 ? day : { ...day, forecastCalls: calls })),
  });

  it('hides a draft from the city, alone and in the list, published or not', async () => {
    for (const step of ['draft', 'published draft']) {
      if (step === 'published draft') await publishPlan(ctx, manager, { month: may, version: 1 });
      expect((await rejectionOf(load(official, 1))).code, step).to.equal('plan.not-found');
      expect(await listPlans(ctx, official), step).to.deep.equal([]);
    }
    expect(await listPlans(ctx, lead)).to.have.lengthOf(1);
  });

  it('gives the city no name of an operator and no reason for a day off anywhere', async () => {
    await submit(1);
    await keepDraft(ctx, 2, withCalls(9));
    await submit(2);
    expect(operatorNames).to.have.lengthOf(10);
    const seen = JSON.stringify(await load(official, 2));
    const known = JSON.stringify(await load(lead, 2));
    for (const name of operatorNames) {
      expect(known, 'the check itself').to.include(name);
      expect(seen).to.not.include(name);
      for (const part of name.split(' ')) expect(seen).to.not.include(`"${part}`);
    }
    expect(seen).to.not.include('"leave"');
    expect(known).to.include('"leave"');
  });

  it('leaves managers and supervisors their names', async () => {
    await submit(1);
    const { plan } = await load(official, 1);
    const named = plan.content.staff.filter((person) => person.name !== person.id);
    expect(named.map((person) => person.id)).to.members(['SV01', 'SV02', 'MG01']);
  });

  it('compares for the city with the last version that it was given, never with a draft', async () => {
    await submit(1);
    await keepDraft(ctx, 2, withCalls(77.25));
    await keepDraft(ctx, 3, withCalls(9));
    await submit(3);
    const forCity = await load(official, 3);
    expect(forCity.previous?.version).to.equal(1);
    expect(JSON.stringify(forCity)).to.not.include('77.25');
    expect(forCity.differences).to.deep.include({
      kind: 'forecast',
      date: content.days[0]!.date,
      before: content.days[0]!.forecastCalls,
      after: 9,
    });
    expect((await load(manager, 3)).previous?.version).to.equal(2);
  });

  it('has nothing to compare with for the city when all before was drafts', async () => {
    await keepDraft(ctx, 2, withCalls(9));
    await submit(2);
    const { previous, differences } = await load(official, 2);
    expect(previous).to.equal(null);
    expect(differences).to.deep.equal([]);
  });
});
