/**
 * Times the queueing functions beside the loop of the textbooks, on inputs that all differ: `node bench/erlang.ts`.
 * Prints minimum and median over the repeats of the mean time of one call.
 */
import { cpus, loadavg } from 'node:os';
import {
  erlangA,
  minSeatsForAbandonmentA,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelA,
  minSeatsForServiceLevelC,
} from '../src/erlang/index.ts';

interface Question {
  readonly seats: number;
  readonly trafficErlangs: number;
  readonly ahtSeconds: number;
  readonly patienceSeconds: number;
  readonly withinSeconds: number;
  readonly answeredFraction: number;
  readonly answerRate: number;
  readonly maxAbandonedFraction: number;
  readonly maxMeanWaitSeconds: number;
  readonly measure: 'offeredWithin';
}

/** Weyl's sequence: spread evenly, the same each time. */
const spread = (index: number, step: number): number => (0.5 + index * step) % 1;

function questions(load: number, count: number): Question[] {
  return Array.from({ length: count }, (_, i) => {
    const trafficErlangs = load * (0.9 + 0.2 * spread(i, Math.SQRT2));
    const beta = 2 * spread(i, Math.E);
    const answerRate = 0.85 + 0.13 * spread(i, 0.3819660112501051);
    return {
      seats: Math.max(1, Math.round(trafficErlangs + beta * Math.sqrt(trafficErlangs))),
      trafficErlangs,
      ahtSeconds: 180 + 300 * spread(i, Math.PI),
      patienceSeconds: 60 + 240 * spread(i, Math.SQRT1_2),
      withinSeconds: 10 + 30 * spread(i, Math.LN2),
      answeredFraction: 0.7 + 0.25 * spread(i, 0.6180339887498949),
      answerRate,
      maxAbandonedFraction: 1 - answerRate,
      maxMeanWaitSeconds: 5 + 40 * spread(i, Math.LOG10E),
      measure: 'offeredWithin',
    };
  });
}

/** The textbook: Erlang B by recursion from none, then seat by seat. */
function textbookC({ trafficErlangs: a, ahtSeconds, withinSeconds, answeredFraction }: Question): number {
  for (let n = Math.floor(a) + 1; ; n++) {
    let b = 1;
    for (let k = 1; k <= n; k++) b = (a * b) / (k + a * b);
    const c = (n * b) / (n - a * (1 - b));
    if (1 - c * Math.exp((-(n - a) * withinSeconds) / ahtSeconds) >= answeredFraction) return n;
  }
}

/** The textbook: probabilities of the birth-death chain, relative to no call, then seat by seat. */
function textbookA(q: Question): number {
  for (let n = 1; ; n++) if (textbookLoss(n, q) <= q.maxAbandonedFraction) return n;
}

function textbookLoss(n: number, { trafficErlangs: a, ahtSeconds, patienceSeconds }: Question): number {
  let weight = 1;
  let all = 1;
  let waiting = 0;
  for (let k = 1; k <= n || weight > 1e-12 * all; k++) {
    weight *= a / (Math.min(k, n) + (Math.max(0, k - n) * ahtSeconds) / patienceSeconds);
    all += weight;
    waiting += Math.max(0, k - n) * weight;
  }
  return ((waiting / all) * ahtSeconds) / (a * patienceSeconds);
}

let sink = 0;

function time(name: string, load: number, count: number, ask: (question: Question) => number): void {
  const asked = questions(load, count);
  const repeats = Array.from({ length: 41 }, () => {
    const start = performance.now();
    for (const question of asked) sink += ask(question);
    return ((performance.now() - start) * 1e6) / count;
  }).sort((a, b) => a - b);
  const figure = (ns: number): string =>
    ns < 10_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(0)} µs`;
  console.log(`| ${name} | ${load} | ${figure(repeats[0]!)} | ${figure(repeats[20]!)} |`);
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log('| function | erlangs | minimum | median |\n| --- | --- | --- | --- |');
for (const load of [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]) {
  time('minSeatsForServiceLevelC', load, 2000, minSeatsForServiceLevelC);
  if (load <= 1000) time('… textbook loop', load, load < 1000 ? 500 : 10, textbookC);
  time('minSeatsForMeanWaitC', load, 2000, minSeatsForMeanWaitC);
  time('erlangA', load, 2000, (question) => erlangA(question).answerRate);
  if (load <= 100) time('… textbook chain', load, 500, (question) => textbookLoss(question.seats, question));
  time('minSeatsForAnswerRateA', load, 2000, minSeatsForAnswerRateA);
  time('minSeatsForAbandonmentA', load, 2000, minSeatsForAbandonmentA);
  if (load <= 100) time('… textbook loop', load, 50, textbookA);
  time('minSeatsForServiceLevelA', load, 2000, minSeatsForServiceLevelA);
}

const repeats = Array.from({ length: 201 }, (_, repeat) => {
  const peak = 20 + spread(repeat, Math.SQRT2);
  const day = questions(1, 96).map((question, quarter) => ({
    ...question,
    trafficErlangs: peak * Math.sin(((quarter + 0.5) / 96) * Math.PI) ** 2,
  }));
  const start = performance.now();
  for (const quarter of day) {
    sink += Math.max(minSeatsForServiceLevelC(quarter), minSeatsForAnswerRateA(quarter));
  }
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(
  `\nA day of 96 quarter hours up to 20 erlangs, sized with Erlang C and A: minimum ${repeats[0]!.toFixed(3)} ms, median ${repeats[100]!.toFixed(3)} ms.`,
);
if (!Number.isFinite(sink)) throw new Error('The answers are no numbers.');
