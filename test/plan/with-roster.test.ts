import { expect } from 'chai';
import {
  isTargetMet,
  maskedForCity,
  type PlanContent,
  planContentFormat,
  planDifferences,
  rosterDaysOf,
  withRoster,
} from '../../src/plan/index.ts';
import { sampleContract, sampleStaff } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

let content: PlanContent;
before(async () => {
  // What belongs to a roster alone is not carried over to another.
  const { absence: _absence, roster: _roster, ...rest } = await samplePlan();
  content = rest;
});
const checked = (frame: PlanContent, days = rosterDaysOf(frame)): PlanContent =>
  withRoster({ frame, days, contract: sampleContract, staff: sampleStaff, daysBefore: null });
/** The plan with the operators of its first day gone. */
const emptied = (): PlanContent => {
  const days = rosterDaysOf(content);
  const first = { ...days[0]!, shifts: days[0]!.shifts.filter((shift) => shift.role !== 'operator') };
  return checked(content, [first, ...days.slice(1)]);
};

describe('withRoster', () => {
  it('is the identity on the roster that a plan has', () => {
    expect(checked(content)).to.deep.equal(content);
  });

  it('answers nothing on a day without operators, says so, and is the plan again with them back', () => {
    const broken = emptied();
    expect(broken.coverage).to.equal('partial');
    expect(broken.days[0]).to.include({ answerRate: 0, serviceLevel: 0 });
    expect(broken.monthAnswerRate).to.be.below(content.monthAnswerRate);
    const rules = broken.findings.map(({ rule }) => rule);
    expect(rules).to.include.members(['cover.minimum-operators', 'cover.standby']);
    expect(broken.findings[0]!.where).to.match(/^2024-07-01 \d\d:\d\d–\d\d:\d\d$/);
    expect(checked(broken, rosterDaysOf(content))).to.deep.equal(content);
  });

  it('says of a new plan how near its roster is to the cheapest, and of a changed one nothing', async () => {
    const made = await samplePlan();
    const { costHours, boundHours } = made.roster!;
    expect(boundHours).to.be.above(0).and.at.most(costHours);
    // Within five per cent on the sample's months; what the engine reaches is measured in bench/.
    expect(costHours / boundHours!).to.be.below(1.05);
    for (const hours of [costHours, boundHours!]) expect(hours).to.equal(Number(hours.toFixed(1)));
    expect(checked(made)).not.to.have.any.keys('roster', 'absence');
  });

  it('warns of a month that misses the target and of a handling time that is off, with the numbers', () => {
    const days = rosterDaysOf(content).map((day) => ({ ...day, shifts: [] }));
    const frame = { ...content, assumptions: { ...content.assumptions, measuredAhtSeconds: 600 } };
    const nobody = withRoster({
      frame,
      days,
      contract: sampleContract,
      staff: sampleStaff,
      daysBefore: null,
    });
    const of = (rule: string) => nobody.findings.find((entry) => entry.rule === rule)!;
    expect(of('target.month')).to.include({ level: 'W' });
    expect(of('target.month').text).to.include('0 %').and.to.include('90 %');
    expect(of('target.risk').textEn).to.include('probability of 0 %').and.to.include('95 %');
    expect(of('forecast.aht').text).to.include('600 秒');
    expect(isTargetMet(nobody)).to.equal(false);
    expect(isTargetMet(content)).to.equal(true);
  });
});

describe('planContentFormat', () => {
  it('accepts a day that ends at midnight and no later', () => {
    const until = (close: string) => ({
      ...content,
      days: content.days.map((day, index) => (index === 0 ? { ...day, close } : day)),
    });
    expect(planContentFormat.safeParse(until('24:00')).success).to.equal(true);
    expect(planContentFormat.safeParse(until('24:01')).success).to.equal(false);
  });
});

describe('maskedForCity', () => {
  it('hides every operator’s name wherever it stands, and keeps those of supervisors and the manager', () => {
    const operators = sampleStaff.filter((person) => person.role === 'operator');
    const [first] = content.days;
    const override = { modelCalls: 30, calls: 40, reason: `${operators[0]!.name}の申し送りによる` };
    const named = { ...content, days: [{ ...first!, override }, ...content.days.slice(1)] };
    const masked = maskedForCity(named);
    const text = JSON.stringify(masked);
    for (const { name } of operators) expect(text).not.to.include(name);
    expect(masked.days[0]!.override!.reason).to.equal('OP01の申し送りによる');
    for (const person of sampleStaff.filter(({ role }) => role !== 'operator'))
      expect(text).to.include(person.name);
    expect(text).not.to.include('"leave"');
  });

  it('does not tell what the roster costs', async () => {
    expect(maskedForCity(await samplePlan())).not.to.have.property('roster');
  });

  it('changes nothing else but names and reasons of absence', () => {
    const masked = maskedForCity(content);
    expect({ ...masked, staff: [] }).to.deep.equal({ ...content, staff: [] });
    expect(maskedForCity(masked)).to.deep.equal(masked);
  });
});

describe('planDifferences', () => {
  it('finds none between a plan and itself', () => {
    expect(planDifferences(content, content)).to.deep.equal([]);
  });

  it('names the day, the people and the numbers that changed', () => {
    const after = emptied();
    const found = planDifferences(content, after);
    expect(found[0]).to.deep.equal({
      kind: 'monthAnswerRate',
      before: content.monthAnswerRate,
      after: after.monthAnswerRate,
    });
    const [first] = content.days;
    const seats = first!.intervals.reduce((sum, interval) => sum + interval.scheduledSeats, 0);
    expect(found[1]).to.deep.equal({ kind: 'scheduled', date: first!.date, before: seats, after: 0 });
    const gone = first!.shifts.filter(({ role }) => role === 'operator').map(({ staffId }) => staffId);
    const shifts = found.slice(2);
    expect(shifts.map((entry) => (entry.kind === 'shift' ? entry.staffId : entry.kind))).to.deep.equal(
      gone.toSorted(),
    );
    for (const entry of shifts) expect(entry).to.include({ date: first!.date, after: '－' });
  });

  it('tells a moved break from a changed shift, and a new forecast from new seats', () => {
    const [first] = content.days;
    const target = first!.shifts.find((shift) => shift.breaks.length > 0)!;
    const [moved] = target.breaks;
    const breaks = [{ ...moved!, end: moved!.start }, ...target.breaks.slice(1)];
    const changed = {
      ...first!,
      forecastCalls: 99,
      intervals: first!.intervals.map((interval, index) =>
        index === 0 ? { ...interval, requiredSeats: interval.requiredSeats + 1 } : interval,
      ),
      shifts: first!.shifts.map((shift) => (shift === target ? { ...shift, breaks } : shift)),
    };
    const found = planDifferences(content, { ...content, days: [changed, ...content.days.slice(1)] });
    expect(found.map(({ kind }) => kind)).to.deep.equal(['forecast', 'required', 'breaks']);
    expect(found[0]).to.include({ before: first!.forecastCalls, after: 99 });
    expect(found[2]).to.include({ staffId: target.staffId });
  });
});
