/**
 * The truth test: does a day planned for 応答率 ≥ 90 % reach it when every call is simulated, and how many seat-hours more
 * than the fewest possible does it take? `node bench/truth.ts [days]`: 24 days of 35 calls with a peak in the morning.
 */
import { availableParallelism, cpus } from 'node:os';
import { seatsForDayTarget } from '../src/plan/day-target.ts';
import { simulateSeats } from '../src/simulate/index.ts';
import { fewestSeatIntervals } from '../test/oracle/fewest-seats.ts';

/** Calls per half hour, 9:00 to 17:30: 0.6 to 3.0, 35 in all. */
const callsPerInterval = [
  2.6, 3.0, 2.9, 2.7, 2.4, 2.1, 1.6, 1.7, 2.2, 2.3, 2.2, 2.0, 1.9, 1.7, 1.6, 1.5, 0.6,
];
const intervalSeconds = 1800;
const target = 0.9;
const replications = Number(process.argv[2] ?? 20_000);

console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}, ${replications} simulated days each`,
);
console.log('AHT  day cv  patience  seats per half hour  seat-h  fewest  応答率 [95 %]  handling cv 1.5  ms');
let worst = { extraHours: 0, low: 1 };
for (const ahtSeconds of [300, 360, 450, 600]) {
  for (const dayCvFraction of [0, 0.1, 0.2]) {
    for (const patienceSeconds of [60, 120]) {
      const day = { callsPerInterval, intervalSeconds, ahtSeconds, patienceSeconds, dayCvFraction };
      const began = performance.now();
      const seats = seatsForDayTarget({ ...day, answerRate: target, minimumSeats: 1, handlingCvFraction: 1 });
      const took = performance.now() - began;
      const fewest = fewestSeatIntervals({ ...day, answerRate: target, mostSeats: 4 });
      const rate = (cvFraction: number) =>
        simulateSeats({
          ...day,
          // Another seed than the planner's own.
          seed: 20_240_401,
          replications,
          seatsPerInterval: seats,
          handling: { kind: 'logNormal', ahtSeconds, cvFraction },
          patience: { kind: 'exponential', patienceSeconds },
          withinSeconds: 20,
        }).answerRate;
      const planned = seats.reduce((sum, count) => sum + count, 0) / 2;
      const [asPlanned, rougher] = [rate(1), rate(1.5)];
      worst = {
        extraHours: Math.max(worst.extraHours, planned - fewest.total / 2),
        low: Math.min(worst.low, asPlanned.low),
      };
      const text = (estimate: typeof asPlanned): string =>
        `${(100 * estimate.mean).toFixed(2)} [${(100 * estimate.low).toFixed(2)}, ${(100 * estimate.high).toFixed(2)}]`;
      console.log(
        `${ahtSeconds}  ${dayCvFraction.toFixed(1)}  ${String(patienceSeconds).padStart(3)}  ${seats.join('')}  ${planned.toFixed(1)}  ${(fewest.total / 2).toFixed(1)}  ${text(asPlanned)}  ${text(rougher)}  ${took.toFixed(0)}`,
      );
    }
  }
}
console.log(
  `most seat-hours over the fewest: ${worst.extraHours}; lowest limit: ${(100 * worst.low).toFixed(2)} %`,
);
