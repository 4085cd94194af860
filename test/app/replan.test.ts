import { expect } from 'chai';
import { importFile } from '../../src/app/import-file.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { listPlans, type PlanVersion } from '../../src/db/plans.ts';
import { type PlanContent, type PlanDifference, planDifferences } from '../../src/plan/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  sampleBytes,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

describe('makePlan with a roster that people know', () => {
  let ctx: TestContext;
  let known: PlanContent;
  before(async () => {
    ctx = await openTestContext();
    known = await sampleContent();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx);
  });
  after(() => ctx.close());

  const plan = (changePrice: number | null): Promise<PlanVersion> =>
    makePlan(ctx, manager, {
      month: may,
      knowledgeDate: null,
      keep: changePrice === null ? null : { changePrice },
    });
  const load = (kind: 'staff' | 'wishes', text: string) =>
    importFile(ctx, manager, { kind, name: `${kind}.csv`, bytes: new TextEncoder().encode(text) });
  const changesOf = ({ content }: PlanVersion, kind: PlanDifference['kind']) =>
    planDifferences(known, content).filter((difference) => difference.kind === kind);
  const patternOn = (content: PlanContent, date: string, staffId: string): string | undefined =>
    content.days.find((day) => day.date === date)!.shifts.find((shift) => shift.staffId === staffId)?.pattern;
  const hardOf = (content: PlanContent): string[] =>
    content.findings.filter(({ level }) => level === 'H').map(({ rule, where }) => `${rule} ${where}`);
  /** The staff file with one day of leave more. */
  const staffWithLeave = (staffId: string, date: string): string => {
    const [header, ...rows] = new TextDecoder().decode(sampleBytes('staff.csv')).trimEnd().split('\n');
    const leave = header!.split(',').indexOf('leave');
    const changed = rows.map((row) => {
      const cells = row.split(',');
      if (cells[0] !== staffId) return row;
      cells[leave] = [cells[leave], date].filter((part) => part !== '').join(';');
      return cells.join(',');
    });
    return `${[header, ...changed].join('\n')}\n`;
  };

  it('changes nothing where nothing else has changed, the version in force rather than the newest, and says so', async () => {
    await keepDraft(ctx, 1, known);
    await publishPlan(ctx, manager, { month: may, version: 1 });
    await keepDraft(ctx, 2, { ...known, days: known.days.map((day) => ({ ...day, shifts: [] })) });
    const made = await plan(8);
    expect(made).to.include({ version: 3, basedOnVersion: 1 });
    expect([...changesOf(made, 'shift'), ...changesOf(made, 'breaks')]).to.deep.equal([]);
    const [entry] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(entry).to.deep.include({
      action: 'plan.made',
      subject: '2024-05 v3',
      detail: { sha256: made.contentSha256, keptVersion: 1, changePrice: 8 },
    });
  });

  it('changes few shifts for a day of leave, far fewer than a plan that knows of none, and pins stay', async () => {
    await keepDraft(ctx, 1, known);
    const day = known.days[8]!;
    const { staffId } = day.shifts.find(({ role, standby }) => role === 'operator' && !standby)!;
    // Two days as they are known and one that is otherwise.
    const pinned = known.days[12]!;
    const [first, second, third] = known.staff.filter(
      ({ id, role }) => role === 'operator' && id !== staffId,
    );
    const codeOf = (id: string): string => patternOn(known, pinned.date, id) ?? 'off';
    const pins = [
      [first!.id, codeOf(first!.id)],
      [second!.id, codeOf(second!.id)],
      [third!.id, codeOf(third!.id) === 'off' ? '早' : 'off'],
    ] as const;
    await load('staff', staffWithLeave(staffId, day.date));
    const rows = pins.map(([id, code]) => `${id},${pinned.date},pin,${code}`);
    await load('wishes', `staff_id,date,kind,pattern\n${rows.join('\n')}\n`);

    const made = await plan(8);
    expect(patternOn(made.content, day.date, staffId)).to.equal(undefined);
    for (const [id, code] of pins) {
      expect(patternOn(made.content, pinned.date, id) ?? 'off', id).to.equal(code);
    }
    expect(hardOf(known)).to.include.members(hardOf(made.content));
    const changed = changesOf(made, 'shift').length;
    // The leave and the third pin are two themselves.
    expect(changed).to.be.within(2, 10);
    expect(changed).to.be.at.most(changesOf(await plan(null), 'shift').length / 4);
  });

  it('has nothing to keep in a month without a plan, and no price beyond its bounds', async () => {
    expect((await rejectionOf(plan(8))).code).to.equal('plan.not-found');
    await keepDraft(ctx, 1, known);
    for (const changePrice of [-0.5, 100.5, Number.NaN]) {
      const refused = await rejectionOf(plan(changePrice));
      expect(refused, String(changePrice)).to.include({ code: 'input.invalid' });
    }
    expect(await ctx.db.transaction((tx) => listPlans(tx, may))).to.have.lengthOf(1);
  });
});
