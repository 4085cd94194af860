import { type DayGoal, fewestSeatsForDay, gammaPoints, transientDay } from '../erlang/index.ts';
import { simulateSeats } from '../simulate/index.ts';
import { savingsOf } from './month-seats.ts';

/** A day whose calls are to be answered with as few seats as possible, as its callers really are. */
export interface DayTarget extends DayGoal {
  /** Handling time of single calls: standard deviation ÷ mean, log-normal, ≥ 0. */
  readonly handlingCvFraction: number;
}

/** Up to so many seats the exact search takes well under a second; more are chosen one by one. */
const mostExactSeats = 6;
/** Simulated days that have to agree; their 95 % interval is about ±0.25 points wide. */
const confirmingDays = 2000;
/** A goal raised so often has found no better staircase. */
const mostAttempts = 8;

/**
 * Seats of a day that reach a share of its calls: the fewest by the exact day of exponential calls, then confirmed by
 * simulating days with log-normal calls; while the lower 95 % limit of their 応答率 is under the target, the goal is
 * raised by what lacks.
 * @throws SekisuError `number.out-of-range` as `fewestSeatsForDay`
 */
export function seatsForDayTarget(target: DayTarget): readonly number[] {
  let goal = target.answerRate;
  let seats = seatsAt(target, goal);
  for (let attempt = 1; attempt < mostAttempts; attempt++) {
    const { answerRate } = simulateSeats({
      seed: 1,
      replications: confirmingDays,
      intervalSeconds: target.intervalSeconds,
      seatsPerInterval: seats,
      callsPerInterval: target.callsPerInterval,
      handling: {
        kind: 'logNormal',
        ahtSeconds: target.ahtSeconds,
        cvFraction: target.handlingCvFraction,
      },
      patience: { kind: 'exponential', patienceSeconds: target.patienceSeconds },
      dayCvFraction: target.dayCvFraction,
      withinSeconds: 0,
    });
    const lacking = target.answerRate - answerRate.low;
    if (lacking <= 0) return seats;
    // At least past what these seats reach, so that the next ones are others.
    goal = Math.min(
      (1 + goal) / 2,
      Math.max(goal, expectedRate(target, seats)) + Math.max(lacking / 2, 1e-4),
    );
    seats = seatsAt(target, goal);
  }
  return seats;
}

function seatsAt(target: DayTarget, answerRate: number): readonly number[] {
  const single = seatsOneByOne(target, answerRate);
  return Math.max(...single, 0) > mostExactSeats
    ? single
    : fewestSeatsForDay({ ...target, answerRate }).seatsPerInterval;
}

/** From the minimum on, the seat that saves most calls at the load that earlier intervals leave, until the exact day is good enough. */
function seatsOneByOne(target: DayTarget, answerRate: number): readonly number[] {
  const { callsPerInterval, minimumSeats, dayCvFraction } = target;
  const seats = callsPerInterval.map(() => minimumSeats);
  const savings = savingsOf({ ...target, days: [callsPerInterval], volumeCvFraction: 0, dayCvFraction });
  const saved = seats.map((count, index) => savings(0, index, count));
  const offered = callsPerInterval.reduce((sum, calls) => sum + calls, 0);
  // Steps of some calls between looks at the exact day, which is the dear part.
  const stride = Math.max(1, Math.floor(offered / 50));
  while (expectedRate(target, seats) < answerRate) {
    for (let step = 0; step < stride; step++) {
      const best = saved.indexOf(Math.max(...saved));
      seats[best]! += 1;
      saved[best] = savings(0, best, seats[best]!);
    }
  }
  return seats;
}

/** Expected answered ÷ expected offered over the day's possible volumes. */
function expectedRate(target: DayTarget, seatsPerInterval: readonly number[]): number {
  const offered = target.callsPerInterval.reduce((sum, calls) => sum + calls, 0);
  if (offered === 0) return 1;
  const answered = gammaPoints(target.dayCvFraction, 3).reduce((sum, { factor, weight }) => {
    const callsPerInterval = target.callsPerInterval.map((calls) => calls * factor);
    return sum + weight * transientDay({ ...target, callsPerInterval, seatsPerInterval }).answeredCalls;
  }, 0);
  return answered / offered;
}
