import { expect } from 'chai';
import fc from 'fast-check';
import {
  conditionalErlangA,
  erlangA,
  erlangB,
  erlangC,
  offeredLoadErlangs,
  serviceLevelC,
} from '../../src/erlang/index.ts';
import { simulateQueue } from '../oracle/queue-simulation.ts';

/** Counter hours of the centre of the tables below: 8.25 a day, flat arrivals, mean patience 60 s. */
const day = { intervalSeconds: 8.25 * 3600 };
const answerPercent = (calls: number, ahtMinutes: number, seats: number): number => {
  const ahtSeconds = ahtMinutes * 60;
  const trafficErlangs = offeredLoadErlangs({ ...day, calls, ahtSeconds });
  return 100 * erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds: 60 }).answerRate;
};
const servicePercent = (calls: number, ahtMinutes: number, seats: number): number => {
  const ahtSeconds = ahtMinutes * 60;
  const trafficErlangs = offeredLoadErlangs({ ...day, calls, ahtSeconds });
  return 100 * serviceLevelC({ seats, trafficErlangs, ahtSeconds, withinSeconds: 20 });
};
/** The tables print one decimal. */
const rounding = 0.0501;

describe('erlangA', () => {
  // calls a day, AHT in minutes, answer rate with 1 to 4 seats, Erlang C service level in 20 s with 2 and 3 seats
  const table: readonly (readonly [number, number, readonly number[], readonly number[]])[] = [
    [35, 4, [81.5, 97.9, 99.8, 100.0], [97.0, 99.7]],
    [35, 6, [73.2, 95.3, 99.4, 99.9], [93.2, 99.2]],
    [35, 8, [66.5, 92.1, 98.7, 99.8], [88.3, 98.1]],
    [35, 10, [60.8, 88.7, 97.6, 99.6], [82.3, 96.5]],
    [70, 6, [57.7, 86.4, 96.7, 99.4], [76.3, 94.6]],
    [105, 6, [47.5, 77.4, 92.2, 97.8], [52.5, 85.3]],
  ];
  for (const [calls, ahtMinutes, answered, inTime] of table) {
    it(`gives the printed answer rates and service levels of ${calls} calls a day of ${ahtMinutes} minutes`, () => {
      answered.forEach((percent, i) => {
        expect(answerPercent(calls, ahtMinutes, i + 1)).to.be.closeTo(percent, rounding);
      });
      inTime.forEach((percent, i) => {
        expect(servicePercent(calls, ahtMinutes, i + 2)).to.be.closeTo(percent, rounding);
      });
    });
  }

  // hours of the day with 1, 2 and 3 seats taken, and the answer rates at 5, 6 and 8 minutes
  const breaks: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['two always on', [0, 8.25, 0], [96.7, 95.3, 92.1]],
    ['two with lunch in turn, 45 minutes', [1.5, 6.75, 0], [93.1, 91.3, 87.5]],
    ['two with lunch in turn, 60 minutes', [2, 6.25, 0], [91.9, 89.9, 85.9]],
    ['two with ten minutes an hour off', [2.75, 5.5, 0], [90.2, 87.9, 83.6]],
    ['two with lunch of 45 minutes and pauses', [3.75, 4.5, 0], [87.8, 85.3, 80.5]],
    ['two with lunch of 60 minutes and pauses', [2 + 6.25 / 3, 12.5 / 3, 0], [87.0, 84.4, 79.4]],
    ['three staggered, 45 minutes and pauses', [0.75, 4.5, 3], [96.0, 94.8, 92.2]],
    ['three staggered, 60 minutes and pauses', [1, 4.625, 2.625], [95.3, 93.9, 91.1]],
  ];
  for (const [name, hours, percents] of breaks) {
    it(`gives the printed answer rates when breaks thin out the seats: ${name}`, () => {
      [5, 6, 8].forEach((ahtMinutes, i) => {
        const weighted = hours.reduce((sum, hour, j) => sum + hour * answerPercent(35, ahtMinutes, j + 1), 0);
        expect(weighted / 8.25).to.be.closeTo(percents[i]!, rounding);
      });
    });
  }

  const shapes = fc.record({
    seats: fc.integer({ min: 1, max: 300 }),
    load: fc.double({ min: 0.01, max: 2, noNaN: true }),
    ahtSeconds: fc.integer({ min: 30, max: 900 }),
    patienceSeconds: fc.integer({ min: 5, max: 1800 }),
  });

  it('answers or loses every call', () => {
    fc.assert(
      fc.property(shapes, ({ seats, load, ahtSeconds, patienceSeconds }) => {
        const queue = { seats, trafficErlangs: seats * load, ahtSeconds, patienceSeconds };
        const { answerRate, abandonedFraction } = erlangA(queue);
        expect(answerRate + abandonedFraction).to.be.closeTo(1, 1e-12);
      }),
    );
  });

  it('splits the mean wait into that of answered and that of abandoned calls', () => {
    fc.assert(
      fc.property(shapes, ({ seats, load, ahtSeconds, patienceSeconds }) => {
        const queue = { seats, trafficErlangs: seats * load, ahtSeconds, patienceSeconds };
        const all = erlangA(queue);
        const { meanWaitAnsweredSeconds, meanWaitAbandonedSeconds } = conditionalErlangA(queue);
        const joined =
          meanWaitAnsweredSeconds! * all.answerRate + meanWaitAbandonedSeconds! * all.abandonedFraction;
        expect(joined).to.be.closeTo(all.meanWaitSeconds, 1e-11 * all.meanWaitSeconds + 1e-300);
      }),
    );
  });

  it('tends to Erlang C as patience grows', () => {
    fc.assert(
      fc.property(shapes, ({ seats, load, ahtSeconds }) => {
        const trafficErlangs = (seats * load * 0.9) / 2;
        const patient = erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds: 1e9 });
        expect(patient.waitProbability).to.be.closeTo(erlangC(seats, trafficErlangs), 1e-4);
        expect(patient.abandonedFraction).to.be.below(1e-4);
      }),
    );
  });

  it('tends to Erlang B as patience vanishes', () => {
    fc.assert(
      fc.property(shapes, ({ seats, load, ahtSeconds }) => {
        const trafficErlangs = seats * load;
        const hasty = erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds: 1e-6 });
        expect(hasty.abandonedFraction).to.be.closeTo(erlangB(seats, trafficErlangs), 1e-4);
      }),
    );
  });

  it('agrees with itself where the load meets the seats', () => {
    const at = (trafficErlangs: number): number =>
      erlangA({ seats: 50, trafficErlangs, ahtSeconds: 300, patienceSeconds: 120 }).abandonedFraction;
    expect(at(50 * (1 + 1e-13))).to.be.closeTo(at(50), 1e-11);
  });

  it('does nothing when there are no calls, with seats or without', () => {
    for (const seats of [0, 3]) {
      const idle = erlangA({ seats, trafficErlangs: 0, ahtSeconds: 300, patienceSeconds: 60 });
      expect(idle).to.include({
        abandonedFraction: 0,
        answerRate: 1,
        meanWaitSeconds: 0,
        occupancyFraction: 0,
      });
    }
  });

  it('answers what the seats can take when nobody hangs up and the load is above them', () => {
    const queue = { seats: 2, trafficErlangs: 5, ahtSeconds: 300, patienceSeconds: null };
    expect(erlangA(queue)).to.deep.equal({
      waitProbability: 1,
      abandonedFraction: 0,
      answerRate: 0.4,
      meanWaitSeconds: Infinity,
      occupancyFraction: 1,
      queueLength: Infinity,
    });
  });

  for (const queue of [
    { seats: 1, trafficErlangs: 0.85, ahtSeconds: 360, patienceSeconds: 60 },
    { seats: 2, trafficErlangs: 0.42, ahtSeconds: 360, patienceSeconds: 60 },
    { seats: 3, trafficErlangs: 4, ahtSeconds: 240, patienceSeconds: 120 },
    { seats: 10, trafficErlangs: 9.5, ahtSeconds: 180, patienceSeconds: 600 },
  ]) {
    it(`agrees with a simulation of ${queue.seats} seats and ${queue.trafficErlangs} erlangs`, () => {
      const simulated = simulateQueue({ ...queue, withinSeconds: 20, seed: 2024 });
      const formula = erlangA(queue);
      for (const name of ['answerRate', 'waitProbability', 'meanWaitSeconds'] as const) {
        const { mean, standardError } = simulated[name];
        expect(formula[name], name).to.be.closeTo(mean, 4.5 * standardError);
        expect(standardError / mean).to.be.below(0.03);
      }
    });
  }
});
