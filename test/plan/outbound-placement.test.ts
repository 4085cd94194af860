import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA } from '../../src/erlang/index.ts';
import { dayRisk, probabilityOfDays } from '../../src/plan/answer-rate.ts';
import { type OutboundTerms, spareInterval } from '../../src/plan/outbound-interval.ts';
import {
  type PlaceableDay,
  type PlaceOutboundInput,
  placeOutbound,
} from '../../src/plan/outbound-placement.ts';

const terms: OutboundTerms = {
  attemptSeconds: 300,
  ahtSeconds: 360,
  patienceSeconds: 60,
  targetFraction: 0.9,
  minimumOperators: 2,
};

/** A day from 9:00 in quarter hours. */
function dayOf(
  number: number,
  intervals: readonly (readonly [calls: number, seats: number])[],
  changes: Partial<PlaceableDay> = {},
): PlaceableDay {
  return {
    date: LocalDate.of(2024, 6, number),
    fromMinute: 0,
    attemptsLeft: 35,
    intervals: intervals.map(([calls, scheduledSeats], index) => ({
      startMinute: 540 + 15 * index,
      endMinute: 555 + 15 * index,
      calls,
      scheduledSeats,
    })),
    ...changes,
  };
}

/** A month that varies by `cvFraction` as a whole and each of its days by as much. */
function place(
  days: readonly PlaceableDay[],
  changes: Partial<Omit<PlaceOutboundInput, 'risk'>> & { readonly cvFraction?: number } = {},
) {
  const { cvFraction = 0, soFar = { offered: 0, answered: 0 }, ...rest } = changes;
  const volumeCvFraction = cvFraction;
  const riskTerms = { ...terms, volumeCvFraction, dayCvFraction: cvFraction, intervalSeconds: 900 };
  const mean = soFar.answered - terms.targetFraction * soFar.offered;
  const past = { mean, variance: 0, thirdMoment: 0, lost: soFar.offered - soFar.answered };
  return placeOutbound({
    terms,
    confidenceFraction: 0,
    risk: {
      ofDay: (index, seats) =>
        dayRisk(
          riskTerms,
          days[index]!.intervals.map(({ calls }, at) => ({ calls, scheduledSeats: seats[at]! })),
        ),
      probability: (risks) =>
        probabilityOfDays(riskTerms, [dayRisk(riskTerms, []).map(() => past), ...risks]),
    },
    soFar,
    days,
    ...rest,
  });
}

const many = (calls: number, seats: number) => Array.from({ length: 33 }, () => [calls, seats] as const);

describe('spareInterval', () => {
  const span = { startMinute: 540, endMinute: 555, calls: 1, scheduledSeats: 4 };

  it('counts a seat less for as long as the calls take, and half a seat as half the time', () => {
    const spare = spareInterval(span, { ...terms, targetFraction: 0.5 });
    const rate = (seats: number) =>
      erlangA({ seats, trafficErlangs: 0.4, ahtSeconds: 360, patienceSeconds: 60 }).answerRate;
    expect(spare.answerRates).to.have.length(7);
    expect(spare.answerRates[1]).to.be.closeTo((2 * rate(4) + rate(3)) / 3, 1e-12);
    expect(spare.answerRates[3]).to.be.closeTo(rate(3), 1e-12);
    expect(spare.answerRates[6]).to.be.closeTo(rate(2), 1e-12);
    expect(spare.idleMinutes).to.be.closeTo((4 - 0.4 * rate(4)) * 15, 1e-9);
  });

  it('never goes below the least presence, and has nothing where the target is missed already', () => {
    expect(spareInterval({ ...span, scheduledSeats: 2 }, terms).mostAttempts).to.equal(0);
    expect(spareInterval({ ...span, calls: 9, scheduledSeats: 3 }, terms).mostAttempts).to.equal(0);
    expect(spareInterval({ ...span, calls: 0, scheduledSeats: 0 }, terms).mostAttempts).to.equal(0);
    expect(spareInterval(span, { ...terms, attemptSeconds: 901 }).mostAttempts).to.equal(0);
  });
});

describe('placeOutbound', () => {
  it('makes no more attempts a day than are left of the cap', () => {
    const { days } = place([dayOf(3, many(0.1, 4)), dayOf(4, many(0.1, 4), { attemptsLeft: 7 })]);
    expect(days.map(({ attempts, limitedBy }) => [attempts, limitedBy])).to.deep.equal([
      [35, 'cap'],
      [7, 'cap'],
    ]);
    for (const { attempts, intervals } of days) {
      expect(intervals.reduce((sum, own) => sum + own.attempts, 0)).to.equal(attempts);
    }
  });

  it('says why nothing fits: nobody beyond the least, a day or a month that misses its target', () => {
    expect(place([dayOf(3, many(0.1, 2))]).days[0]).to.include({ attempts: 0, limitedBy: 'seats' });
    expect(place([dayOf(3, many(9, 3))]).days[0]).to.include({ attempts: 0, limitedBy: 'day' });
    const missed = { soFar: { offered: 400, answered: 300 } };
    expect(place([dayOf(3, many(0.1, 4))], missed).days[0]).to.include({ attempts: 0, limitedBy: 'month' });
    // Three seats: without the third each interval would miss the target.
    const tight = place([dayOf(3, many(2.2, 3))], { terms: { ...terms, targetFraction: 0.95 } });
    expect(tight.days[0]).to.include({ attempts: 0, limitedBy: 'interval' });
  });

  it('makes none before the clock', () => {
    const [day] = place([dayOf(3, many(0.1, 4), { fromMinute: 961 })]).days;
    const before = day!.intervals.filter((span) => span.startMinute < 961);
    expect(before.every(({ attempts }) => attempts === 0)).to.equal(true);
    expect(day!.attempts).to.be.greaterThan(0);
  });

  it('takes the quietest intervals first', () => {
    const [day] = place([
      dayOf(
        3,
        [
          [1.5, 3],
          [0.2, 3],
          [0.8, 3],
        ],
        { attemptsLeft: 4 },
      ),
    ]).days;
    expect(day!.intervals.map(({ attempts }) => attempts)).to.deep.equal([0, 3, 1]);
  });

  it('makes fewer where the month would be too unsure, and none where it is already', () => {
    const days = Array.from({ length: 10 }, (_, index) => dayOf(index + 10, many(1.6, 3)));
    const spread = { cvFraction: 0.15, soFar: { offered: 200, answered: 180 } };
    const free = place(days, spread);
    const { without, with: least } = free.probabilityTargetMet;
    expect(least).to.be.lessThan(without);
    const held = place(days, { ...spread, confidenceFraction: (without + least) / 2 });
    const sum = (plan: typeof free) => plan.days.reduce((total, day) => total + day.attempts, 0);
    expect(sum(held)).to.be.lessThan(sum(free)).and.greaterThan(0);
    expect(held.probabilityTargetMet.with).to.be.at.least((without + least) / 2);
    expect(held.days.some(({ limitedBy }) => limitedBy === 'risk')).to.equal(true);
    const none = place(days, { ...spread, confidenceFraction: Math.min(1, without + 1e-6) });
    expect(sum(none)).to.equal(0);
  });

  it('leaves every target reached that is reached without, or makes no attempt', () => {
    const interval = fc.tuple(fc.double({ min: 0, max: 4, noNaN: true }), fc.integer({ min: 0, max: 5 }));
    const days = fc.array(fc.array(interval, { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 4,
    });
    const given = fc.record({
      days,
      left: fc.integer({ min: 0, max: 35 }),
      attemptSeconds: fc.constantFrom(90, 180, 300, 420, 900),
      confidenceFraction: fc.constantFrom(0, 0.8, 0.95),
      offered: fc.integer({ min: 0, max: 300 }),
      lost: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(given, ({ left, attemptSeconds, confidenceFraction, offered, lost, ...rest }) => {
        const plan = place(
          rest.days.map((intervals, index) => dayOf(index + 3, intervals, { attemptsLeft: left })),
          {
            terms: { ...terms, attemptSeconds },
            confidenceFraction,
            cvFraction: 0.1,
            soFar: { offered, answered: Math.max(0, offered - lost) },
          },
        );
        const target = terms.targetFraction - 1e-9;
        const holds = (rate: { without: number; with: number }, attempts: number): boolean =>
          attempts === 0 ? Math.abs(rate.with - rate.without) < 1e-12 : rate.with >= target;
        const all = plan.days.reduce((sum, { attempts }) => sum + attempts, 0);
        expect(holds(plan.answerRate, all)).to.equal(true);
        if (all > 0) expect(plan.probabilityTargetMet.with).to.be.at.least(confidenceFraction);
        for (const day of plan.days) {
          expect(day.attempts).to.be.at.most(left);
          expect(holds(day.answerRate, day.attempts)).to.equal(true);
          for (const span of day.intervals) {
            expect(holds(span.answerRate, span.attempts)).to.equal(true);
            const away = Math.ceil((span.attempts * attemptSeconds) / 900 - 1e-9);
            if (away > 0) expect(span.scheduledSeats - away).to.be.at.least(terms.minimumOperators);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
