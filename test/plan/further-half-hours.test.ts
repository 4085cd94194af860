import { expect } from 'chai';
import fc from 'fast-check';
import { formatTime, parseTime } from '../../src/calendar/index.ts';
import { expectedService, probabilityTargetMet } from '../../src/plan/answer-rate.ts';
import { furtherHalfHours } from '../../src/plan/index.ts';
import { savingsOf } from '../../src/plan/month-seats.ts';
import { buildPlan } from '../build/plan.ts';

const plan = buildPlan();
const { assumptions } = plan;

/** A month whose days open at a time and have intervals of some calls and seats. */
function monthOf(given: {
  readonly openMinute: number;
  readonly intervalMinutes: number;
  readonly days: readonly (readonly { readonly calls: number; readonly seats: number }[])[];
}): Pick<typeof plan, 'days' | 'assumptions'> {
  const { openMinute, intervalMinutes } = given;
  return {
    assumptions,
    days: given.days.map((intervals, index) => ({
      ...plan.days[index]!,
      open: formatTime(openMinute),
      close: formatTime(openMinute + intervals.length * intervalMinutes),
      intervals: intervals.map(({ calls, seats }, position) => ({
        ...plan.days[index]!.intervals[0]!,
        start: formatTime(openMinute + position * intervalMinutes),
        end: formatTime(openMinute + (position + 1) * intervalMinutes),
        calls,
        scheduledSeats: seats,
      })),
    })),
  };
}

/** Half-hour starts of the tests' days; each half hour is two quarters. */
const halfHours = (day: { readonly intervals: readonly unknown[] }): number[] =>
  Array.from({ length: Math.floor(day.intervals.length / 2) }, (_, index) => index);

const month = fc
  .array(
    fc.array(fc.record({ calls: fc.double({ min: 0, max: 6, noNaN: true }), seats: fc.nat(4) }), {
      minLength: 4,
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((days) => monthOf({ openMinute: 540, intervalMinutes: 15, days }));

/** Calls that so many more persons save, per day and half hour of quarters. */
function savedBy(content: Pick<typeof plan, 'days'>, more: (day: number, half: number) => number): number {
  const savings = savingsOf({
    ...assumptions,
    intervalSeconds: 900,
    days: content.days.map((day) => day.intervals.map(({ calls }) => calls)),
  });
  let saved = 0;
  for (const [index, day] of content.days.entries()) {
    for (const half of halfHours(day)) {
      for (let step = 0; step < more(index, half); step++) {
        for (const quarter of [2 * half, 2 * half + 1]) {
          saved += savings(index, quarter, day.intervals[quarter]!.scheduledSeats + step);
        }
      }
    }
  }
  return saved;
}

describe('furtherHalfHours', () => {
  it('finds the half hour that saves most of all half hours', () => {
    fc.assert(
      fc.property(month, (content) => {
        const [first] = furtherHalfHours(content, 1);
        const all = content.days.flatMap((day, index) =>
          halfHours(day).map((half) => savedBy(content, (d, h) => (d === index && h === half ? 1 : 0))),
        );
        const most = Math.max(...all);
        if (most <= 1e-9) expect(first).to.equal(undefined);
        else expect(first!.savedCalls).to.be.closeTo(most, 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('saves as much with three as the best of all choices of three, the same half hour again among them', () => {
    fc.assert(
      fc.property(month, (content) => {
        const places = content.days.flatMap((day, index) => halfHours(day).map((half) => [index, half]));
        let most = 0;
        for (let code = 0; code < places.length ** 3; code++) {
          const chosen = [0, 1, 2].map(
            (at) => places[Math.floor(code / places.length ** at) % places.length]!,
          );
          most = Math.max(
            most,
            savedBy(content, (day, half) => chosen.filter(([d, h]) => d === day && h === half).length),
          );
        }
        const saved = furtherHalfHours(content, 3).reduce((sum, { savedCalls }) => sum + savedCalls, 0);
        expect(saved).to.be.closeTo(most, 1e-6);
      }),
      { numRuns: 8 },
    );
  });

  it('tells the month as the formulas of the plan do, with all half hours so far', () => {
    const seats = plan.days.map((day) => day.intervals.map(({ scheduledSeats }) => scheduledSeats));
    let saved = Number.POSITIVE_INFINITY;
    for (const found of furtherHalfHours(plan, 3)) {
      const day = plan.days.findIndex(({ date }) => date === found.date);
      const first = plan.days[day]!.intervals.findIndex(({ start }) => start === found.start);
      expect(parseTime(found.end) - parseTime(found.start)).to.equal(30);
      for (const quarter of [first, first + 1]) seats[day]![quarter]! += 1;
      const handling = { ...assumptions, intervalSeconds: 900 };
      expect(found.monthAnswerRate).to.be.closeTo(
        expectedService({
          ...handling,
          callsPerInterval: plan.days.flatMap(({ intervals }) => intervals.map(({ calls }) => calls)),
          scheduledSeats: seats.flat(),
          withinSeconds: 20,
        }).answerRate,
        1e-12,
      );
      expect(found.probabilityTargetMet).to.be.closeTo(
        probabilityTargetMet({
          ...handling,
          days: plan.days.map(({ intervals }, index) =>
            intervals.map(({ calls }, at) => ({ calls, scheduledSeats: seats[index]![at]! })),
          ),
          targetFraction: assumptions.targetAnswerRate,
        }),
        1e-9,
      );
      expect(found.savedCalls).to.be.at.most(saved);
      saved = found.savedCalls;
    }
    expect(saved).to.be.finite;
  });

  it('saves nothing where nobody calls', () => {
    const quiet = { calls: 0, seats: 1 };
    const silent = monthOf({
      openMinute: 540,
      intervalMinutes: 15,
      days: [
        [quiet, quiet],
        [quiet, quiet],
      ],
    });
    expect(furtherHalfHours(silent, 5)).to.deep.equal([]);
    const one = monthOf({
      openMinute: 540,
      intervalMinutes: 15,
      days: [
        [quiet, quiet, quiet, quiet],
        [quiet, quiet, { calls: 3, seats: 1 }, quiet],
      ],
    });
    for (const found of furtherHalfHours(one, 3)) {
      expect([found.date, found.start]).to.deep.equal([one.days[1]!.date, '09:30']);
    }
  });

  it('begins on the hour or half past it and stays within the opening hours, whatever the intervals', () => {
    for (const [openMinute, intervalMinutes] of [
      [525, 15],
      [525, 30],
      [540, 60],
      [515, 30],
    ] as const) {
      const intervals = Array.from({ length: 180 / intervalMinutes }, () => ({ calls: 5, seats: 1 }));
      const content = monthOf({ openMinute, intervalMinutes, days: [intervals] });
      const found = furtherHalfHours(content, 5);
      expect(found).to.have.length(5);
      for (const { start, end } of found) {
        expect(parseTime(start) % 30).to.equal(0);
        expect(parseTime(start)).to.be.at.least(openMinute);
        expect(parseTime(end)).to.be.at.most(openMinute + 180);
      }
    }
  });

  it('cuts an hour in halves without changing what the plan says of it', () => {
    const content = monthOf({ openMinute: 540, intervalMinutes: 60, days: [[{ calls: 12, seats: 2 }]] });
    const [first, second] = furtherHalfHours(content, 2);
    const whole = expectedService({
      ...assumptions,
      intervalSeconds: 3600,
      callsPerInterval: [12],
      scheduledSeats: [3],
      withinSeconds: 20,
    });
    expect([first!.start, second!.start].toSorted()).to.deep.equal(['09:00', '09:30']);
    expect(second!.monthAnswerRate).to.be.closeTo(whole.answerRate, 1e-12);
  });

  it('gives no more than five', () => {
    expect(furtherHalfHours(plan, 0)).to.deep.equal([]);
    expect(furtherHalfHours(plan, 9)).to.have.length(5);
  });
});
