/**
 * Checks the simulation against exact values and prints how fast it is: `node bench/simulation.ts`.
 * Speed is the best of several rounds on one core; other work on the machine only makes rounds slower.
 */
import { cpus } from 'node:os';
import {
  type PersonOnPhone,
  type SimulationInput,
  simulateMonths,
  summarise,
} from '../src/simulate/index.ts';
import { inputOf, stationaryCases, studyCase } from '../test/simulate/stationary.ts';

/** 99 % of Student's t with 199 degrees of freedom. */
const t99 = 2.601;

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`,
);
printExactness();
printSpeed();
printMonths();

function printExactness(): void {
  console.log('\n| queue | share | exact | simulated | 99 % ± | deviations |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  let compared = 0;
  let missed = 0;
  for (const [place, one] of stationaryCases.entries()) {
    for (const { share, exact, mean, standardError } of studyCase(one, {
      seed: 100 + place,
      batches: 200,
      callsPerBatch: 10_000,
    }).rows) {
      const deviations = standardError === 0 ? 0 : (mean - exact) / standardError;
      compared += 1;
      if (Math.abs(deviations) > t99) missed += 1;
      const cells = [
        one.name,
        share,
        exact.toFixed(5),
        mean.toFixed(5),
        (t99 * standardError).toFixed(5),
        deviations.toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  console.log(
    `\n${stationaryCases.length} queues, ${compared} shares, outside their 99 % interval: ${missed}`,
  );
}

function printSpeed(): void {
  console.log('\n| seats | erlangs | patience | million calls a second, one core |');
  console.log('| --- | --- | --- | --- |');
  for (const [seats, trafficErlangs, patienceSeconds] of [
    [2, 1.5, 120],
    [10, 9, 120],
    [50, 48, 120],
    [2, 1.5, null],
    [10, 9, null],
    [50, 45, null],
  ] as const) {
    const rest = { name: '', ahtSeconds: 300, waitingLimit: null, withinSeconds: 20 };
    const input = inputOf({ seats, trafficErlangs, patienceSeconds, ...rest }, 1, 100_000);
    const seconds = bestSeconds(30, (round) => simulateMonths(input, round, round + 1));
    console.log(
      `| ${[seats, trafficErlangs, patienceSeconds ?? 'endless', (0.2 / seconds).toFixed(1)].join(' | ')} |`,
    );
  }
}

function printMonths(): void {
  const input = matsusakaMonth();
  const seconds = bestSeconds(5, () => simulateMonths(input, 0, 1000));
  const { figures, answerRate, probabilityTargetMet } = summarise(simulateMonths(input, 0, 1000));
  const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
  console.log(
    `\n1,000 months of 21 days, ${figures.offeredCalls.toFixed(0)} calls each: ${seconds.toFixed(2)} s on one core; ` +
      `応答率 ${percent(answerRate.mean)} (${percent(answerRate.low)} to ${percent(answerRate.high)}), ` +
      `P(≥ 90 %) ${probabilityTargetMet.mean}`,
  );
}

/** The size of the sample's months: 9:00 to 17:15, 35 calls a day, three or four people with breaks, few absences. */
function matsusakaMonth(): SimulationInput {
  const at = (hours: number, minutes: number): number => 3600 * hours + 60 * minutes;
  const person = (meal: number, kind: PersonOnPhone['kind']): PersonOnPhone => ({
    ...{ kind, queueMask: 3, keepsBreakLength: true, mayBeAbsent: true, isReplaced: kind === 'operator' },
    windows: [
      { startSecond: at(9, 0), endSecond: at(10, 30) + meal / 4 },
      { startSecond: at(10, 40) + meal / 4, endSecond: at(11, 30) + meal },
      { startSecond: at(12, 15) + meal, endSecond: at(15, 0) + meal / 4 },
      { startSecond: at(15, 10) + meal / 4, endSecond: at(17, 15) },
    ],
  });
  const shape = [11, 11, 10.8, 10, 9.2, 8, 6.4, 7, 8.8, 9, 8.7, 8.3, 8.1, 8, 7.5, 7, 3.2];
  const total = 2 * shape.reduce((sum, value) => sum + value, 0) - shape.at(-1)!;
  const quarterHours = Array.from({ length: 33 }, (_, interval) => (35 * shape[interval >> 1]!) / total);
  return {
    seed: 1,
    intervalSeconds: 900,
    queues: [390, 285].map((ahtSeconds) => ({
      handling: { kind: 'logNormal', ahtSeconds, cvFraction: 0.8 },
      patience: { kind: 'exponential', patienceSeconds: 60 },
    })),
    days: Array.from({ length: 21 }, (_, day) => ({
      openSecond: at(9, 0),
      callsPerInterval: [
        quarterHours.map((calls) => (calls * 5) / 7),
        quarterHours.map((calls) => (calls * 2) / 7),
      ],
      people: [
        ...[0, 2700, 5400].slice(0, 2 + (day % 2)).map((meal) => person(meal, 'operator')),
        person(1350, 'supervisor'),
        { kind: 'standby', queueMask: 3, availableFromSecond: at(11, 0), mayBeAbsent: true },
      ],
    })),
    volumeCvFraction: 0.1,
    dayCvFraction: 0.15,
    redial: { redialFraction: 0.5, redialSeconds: 300 },
    overflow: { supervisorAfterSeconds: 20, automaticAfterSeconds: 180, waitingLimit: 5 },
    attendance: { absentFraction: 0.02, lateFraction: 0.02, lateSeconds: 900 },
    withinSeconds: 20,
    targetAnsweredFraction: 0.9,
  };
}

function bestSeconds(rounds: number, work: (round: number) => unknown): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work(round);
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}
