import { expect } from 'chai';
import { expectedService, probabilityTargetMet } from '../../src/plan/answer-rate.ts';
import { withoutAbsent } from '../../src/plan/cover/absent-day.ts';
import { absenceBudget, type PlanContent, rosterDaysOf } from '../../src/plan/index.ts';
import { demandsOf } from '../../src/plan/plan-roster.ts';
import { onPhonePerInterval } from '../../src/roster/index.ts';
import { sampleContract } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

const contract = sampleContract;
const intervalSeconds = contract.intervalMinutes * 60;

/** Seats of every interval of a day when one operator never comes, by that operator's code. */
function seatsByAbsent(content: PlanContent, index: number): [string, number[]][] {
  const roster = rosterDaysOf(content)[index]!;
  const demand = demandsOf(content)[index]!;
  return roster.shifts
    .filter(({ role, isStandby }) => role === 'operator' && !isStandby)
    .map(({ staffId, startMinute, endMinute }) => {
      const left = withoutAbsent(roster, { staffId, startMinute, endMinute });
      const operators = left.shifts.filter(({ role }) => role === 'operator');
      return [staffId, onPhonePerInterval(operators, demand, demand.intervalMinutes)];
    });
}

function answerRate(content: PlanContent, index: number, seats: readonly number[]): number {
  return expectedService({
    callsPerInterval: content.days[index]!.intervals.map(({ calls }) => calls),
    scheduledSeats: seats,
    intervalSeconds,
    ahtSeconds: content.assumptions.ahtSeconds,
    patienceSeconds: content.assumptions.patienceSeconds,
    withinSeconds: 0,
  }).answerRate;
}

/** Probability of the month when some of its days have other seats. */
function probability(content: PlanContent, seatsOf: ReadonlyMap<number, readonly number[]>): number {
  const { assumptions } = content;
  return probabilityTargetMet({
    days: content.days.map((day, index) =>
      day.intervals.map(({ calls, scheduledSeats }, interval) => ({
        calls,
        scheduledSeats: seatsOf.get(index)?.[interval] ?? scheduledSeats,
      })),
    ),
    intervalSeconds,
    ahtSeconds: assumptions.ahtSeconds,
    patienceSeconds: assumptions.patienceSeconds,
    targetFraction: assumptions.targetAnswerRate,
    volumeCvFraction: assumptions.volumeCvFraction,
    dayCvFraction: assumptions.dayCvFraction,
  });
}

describe('absenceBudget', () => {
  let content: PlanContent;
  before(async () => {
    const whole = await samplePlan();
    content = { ...whole, days: whole.days.slice(0, 5) };
  });
  const aiming = (targetAnswerRate: number, confidenceFraction = 0.8): PlanContent => ({
    ...content,
    assumptions: { ...content.assumptions, targetAnswerRate, confidenceFraction },
  });

  it('is part of every new plan', async () => {
    const whole = await samplePlan();
    expect(whole.absence).to.deep.equal(absenceBudget(whole, contract));
    expect(whole.absence!.days).to.have.length(whole.days.length);
  });

  it('has the operator away whose absence costs the day most', () => {
    const { days } = absenceBudget(content, contract);
    for (const [index, day] of days.entries()) {
      const rates = seatsByAbsent(content, index).map(([, seats]) => answerRate(content, index, seats));
      expect(day.answerRate).to.be.closeTo(Math.min(...rates), 1e-6);
      expect(day.answerRate).to.be.below(content.days[index]!.answerRate);
    }
  });

  it('counts who is left at the worst minute, whoever is away', () => {
    const { days } = absenceBudget(content, contract);
    for (const [index, day] of days.entries()) {
      const left = seatsByAbsent(content, index).map(([, seats]) => Math.min(...seats));
      expect(day.leastOnPhone).to.equal(Math.min(...left));
    }
  });

  it('is the most days of which any choice keeps the confidence, as trying every choice says', () => {
    const subsets = Array.from({ length: 2 ** 5 }, (_, bits) =>
      [0, 1, 2, 3, 4].filter((day) => bits & (1 << day)),
    );
    const worst = content.days.map((_, index) => {
      const found = seatsByAbsent(content, index).map(([, seats]) => seats);
      return found.toSorted((a, b) => answerRate(content, index, a) - answerRate(content, index, b))[0]!;
    });
    const seen = new Set<number>();
    for (const target of [0.94, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99]) {
      const plan = aiming(target);
      const holds = (days: readonly number[]) =>
        probability(plan, new Map(days.map((day) => [day, worst[day]!]))) >= 0.8;
      const safe = [0, 1, 2, 3, 4, 5].filter((size) =>
        subsets.filter((days) => days.length <= size).every(holds),
      );
      const { budgetDays } = absenceBudget(plan, contract);
      expect(budgetDays, String(target)).to.equal(Math.max(0, ...safe));
      seen.add(budgetDays);
    }
    // The targets must have told some from others for this to mean anything.
    expect(seen.size).to.be.greaterThan(2);
  });

  it('is no less with the standby, and a higher target leaves no more of it', () => {
    let last = Number.POSITIVE_INFINITY;
    for (const target of [0.9, 0.97, 0.98, 0.99, 0.999]) {
      const { budgetDays, budgetDaysWithStandby } = absenceBudget(aiming(target), contract);
      expect(budgetDaysWithStandby).to.be.at.least(budgetDays);
      expect(budgetDays).to.be.at.most(last);
      last = budgetDays;
    }
    expect(last).to.equal(0);
  });

  it('has the standby there from its arrival on: at once, late, and never', () => {
    const arriving = (arrivalMinutes: number) =>
      absenceBudget(content, { ...contract, standby: { ...contract.standby, arrivalMinutes } }).days;
    for (const [index, day] of arriving(0).entries()) {
      expect(day.afterArrival).to.be.closeTo(content.days[index]!.answerRate, 1e-6);
    }
    for (const [index, day] of arriving(1440).entries()) {
      expect(day.beforeArrival).to.equal(day.answerRate);
      expect(day.afterArrival).to.equal(1);
      expect(arriving(45)[index]!.afterArrival).to.be.greaterThan(day.answerRate);
    }
  });

  it('is 0 where nobody works, and nobody is on the phone then', () => {
    const nobody = {
      ...content,
      days: content.days.map((day) => ({
        ...day,
        shifts: [],
        intervals: day.intervals.map((interval) => ({ ...interval, scheduledSeats: 0 })),
      })),
    };
    const found = absenceBudget(nobody, contract);
    expect(found).to.include({ budgetDays: 0, budgetDaysWithStandby: 0 });
    expect(found.days[0]).to.include({ leastOnPhone: 0, answerRate: 0 });
  });
});
