/**
 * Reforecasts at noon and in the middle of a month against the forecast that nobody revised:
 * `node bench/reforecast.ts FOLDER [--train]`, FOLDER being that of the forecast benchmark (its README states the series
 * and the origins). Half-hour series: at noon of each of the ten days after an origin, the rest of the day, from the days
 * before and the morning. Daily series: after ten of the twenty open days that follow an origin (14 of 28 where every day
 * is open), the other ten, day by day and together. Prints WAPE of both, and coverage of the reforecast's bounds.
 *
 * `--train` tries constants on origins before the first of the benchmark, and scores only days up to it: no day by which
 * the benchmark judges is looked at.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BacktestInput, backtest, backtestInput } from '../src/app/backtest.ts';
import { varianceOfDays } from '../src/forecast/combined-calls.ts';
import type { SeriesForecast } from '../src/forecast/index.ts';
import { sharedSpread } from '../src/forecast/month-sums.ts';
import { assumedReforecast, type Outlook, reforecast } from '../src/forecast/reforecast.ts';
import type { ReforecastDay } from '../src/forecast/reforecast-posterior.ts';

type Constants = typeof assumedReforecast;

interface Row {
  readonly name: string;
  readonly level: 'daily' | '30min';
  readonly season: number;
  readonly calendar?: string;
  readonly mailings?: string;
}

const rows: readonly Row[] = [
  { name: 'na_bank', level: '30min', season: 5 },
  { name: 'technion', level: '30min', season: 5, calendar: 'technion_calendar.csv' },
  { name: 'technion_small', level: '30min', season: 5, calendar: 'technion_calendar.csv' },
  { name: 'mail_semi', level: '30min', season: 5, mailings: 'mail_semi_mailings.csv' },
  { name: 'na_bank', level: 'daily', season: 5 },
  { name: 'technion', level: 'daily', season: 5, calendar: 'technion_calendar.csv' },
  { name: 'technion_small', level: 'daily', season: 5, calendar: 'technion_calendar.csv' },
  { name: 'mail_semi', level: 'daily', season: 5, mailings: 'mail_semi_mailings.csv' },
  { name: 'tokyo_covid', level: 'daily', season: 7 },
];
const noonMinute = 720;
/** Days of history that an origin of the training needs, and every how many days one lies. */
const leastTrainingDays = 20;
const trainingStep = 4;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { train: { type: 'boolean' } },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('the folder of the benchmark is needed');

interface Case {
  readonly forecast: SeriesForecast;
  /** Calls that came on the days forecast, per start of a part and together. */
  readonly came: readonly { readonly calls: number; readonly slots: ReadonlyMap<number, number> }[];
}

interface Score {
  actual: number;
  before: number;
  after: number;
  sumBefore: number;
  sumAfter: number;
  cells: number;
  in80: number;
  in95: number;
  sums: number;
  sumIn80: number;
  sumIn95: number;
  sumPinball: number;
}

function casesOf(row: Row): Case[] {
  const file = (name: string) => ({ name, bytes: readFileSync(join(folder!, name)) });
  const isDaily = row.level === 'daily';
  const horizonDays = isDaily ? (row.season === 7 ? 28 : 20) : 10;
  const input = backtestInput({
    level: row.level,
    history: file(`${row.name}_${row.level}.csv`),
    origins: file(`origins/${row.name}.txt`),
    calendar: row.calendar === undefined ? null : file(row.calendar),
    mailings: row.mailings === undefined ? null : file(row.mailings),
    drivers: null,
    knownAhead: [],
    horizonDays,
    seasonDays: row.season,
  });
  const came = new Map<string, { calls: number; slots: Map<number, number> }>();
  for (const { date, minute, offered } of input.intervals) {
    const day = came.get(`${date}`) ?? { calls: 0, slots: new Map<number, number>() };
    const start = minute - (minute % 30);
    day.calls += offered;
    day.slots.set(start, (day.slots.get(start) ?? 0) + offered);
    came.set(`${date}`, day);
  }
  return [...backtest(options.train ? trainingOf(input) : input)].map(({ forecast }) => ({
    forecast,
    came: forecast.days.map(({ date }) => came.get(`${date}`)!),
  }));
}

/** The same with origins whose days ahead all lie before the benchmark's first origin, and nothing later in sight. */
function trainingOf(input: BacktestInput): BacktestInput {
  const first = input.origins.reduce((a, b) => (b.isBefore(a) ? b : a));
  const intervals = input.intervals.filter(({ date }) => !date.isAfter(first));
  const dates = [...new Map(intervals.map(({ date }) => [`${date}`, date] as const)).values()];
  const origins = dates.filter(
    (_, index) =>
      index >= leastTrainingDays - 1 &&
      index + input.horizonDays < dates.length &&
      (dates.length - 1 - input.horizonDays - index) % trainingStep === 0,
  );
  return { ...input, intervals, origins };
}

function scoreOf(row: Row, cases: readonly Case[], constants: Constants): Score {
  const score: Score = {
    actual: 0,
    before: 0,
    after: 0,
    sumBefore: 0,
    sumAfter: 0,
    cells: 0,
    in80: 0,
    in95: 0,
    sums: 0,
    sumIn80: 0,
    sumIn95: 0,
    sumPinball: 0,
  };
  for (const { forecast, came } of cases) {
    const means = forecast.days.map(({ mean }) => mean);
    const { covariance, sumFactor } = forecast;
    const { volume } = sharedSpread(means, (days) =>
      varianceOfDays([{ calls: means, covariance, sumFactor }], days, 1),
    );
    const prior = { ...constants, volumeCvFraction: Math.sqrt(volume) };
    const dayOf = (index: number, dueFraction: number, calls: number): ReforecastDay => {
      const { mean, cvFraction, parts } = forecast.days[index]!;
      const letters = parts.mailings.reduce((sum, part) => sum + part.calls, 0);
      return {
        calls: mean,
        letterFraction: mean > 0 ? Math.max(0, Math.min(1, letters / mean)) : 0,
        cvFraction: Math.sqrt(Math.max(0, cvFraction ** 2 - volume)),
        came: dueFraction > 0 ? { dueFraction, calls } : null,
        restFraction: 1 - dueFraction,
      };
    };
    const whole = (index: number) => dayOf(index, 1, came[index]!.calls);
    if (row.level === 'daily') {
      const middle = means.length / 2;
      const days = means.map((_, index) => (index < middle ? whole(index) : dayOf(index, 0, 0)));
      const after = reforecast(days, prior);
      means.forEach((mean, index) => {
        if (index >= middle) add(score, came[index]!.calls, mean, after.days[index]!);
      });
      const actual = came.slice(middle).reduce((sum, day) => sum + day.calls, 0);
      addSum(score, actual, sumOf(means.slice(middle)), after);
      continue;
    }
    means.forEach((mean, index) => {
      const slots = forecast.days[index]!.slots;
      const dueFraction =
        sumOf(slots.filter(({ startMinute }) => startMinute < noonMinute).map((slot) => slot.mean)) / mean;
      const morning = [...came[index]!.slots].filter(([start]) => start < noonMinute);
      const today = dayOf(index, dueFraction, sumOf(morning.map(([, calls]) => calls)));
      const days = means.slice(0, index + 1).map((_, day) => (day < index ? whole(day) : today));
      const after = reforecast(days, prior);
      const outlook = after.days.at(-1)!;
      for (const slot of slots) {
        if (slot.startMinute < noonMinute) continue;
        const actual = came[index]!.slots.get(slot.startMinute) ?? 0;
        add(score, actual, slot.mean, outlook.partOf(slot.mean / mean));
      }
      addSum(score, came[index]!.calls - today.came!.calls, mean * today.restFraction, outlook);
    });
  }
  return score;
}

function add(score: Score, actual: number, before: number, after: Outlook): void {
  score.actual += actual;
  score.before += Math.abs(actual - before);
  score.after += Math.abs(actual - after.calls);
  score.cells += 1;
  score.in80 += isWithin(actual, after.bounds.low80, after.bounds.high80);
  score.in95 += isWithin(actual, after.bounds.low95, after.bounds.high95);
}

function addSum(score: Score, actual: number, before: number, after: Outlook): void {
  score.sumBefore += Math.abs(actual - before);
  score.sumAfter += Math.abs(actual - after.calls);
  score.sumPinball += pinballOf(actual, after);
  score.sums += 1;
  score.sumIn80 += isWithin(actual, after.bounds.low80, after.bounds.high80);
  score.sumIn95 += isWithin(actual, after.bounds.low95, after.bounds.high95);
}

/** Mean pinball loss of the four bounds. */
function pinballOf(actual: number, { bounds }: Outlook): number {
  const levels = [
    [0.025, bounds.low95],
    [0.1, bounds.low80],
    [0.9, bounds.high80],
    [0.975, bounds.high95],
  ] as const;
  return (
    sumOf(
      levels.map(([level, bound]) => Math.max(level * (actual - bound), (level - 1) * (actual - bound))),
    ) / 4
  );
}

function isWithin(actual: number, low: number, high: number): number {
  return actual >= low && actual <= high ? 1 : 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanLog(values: readonly number[]): number {
  return Math.exp(sumOf(values.map(Math.log)) / values.length);
}

const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`;
const all = rows.map((row) => ({ row, cases: casesOf(row) }));
console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}\n`);

function table(constants: Constants): void {
  console.log(
    '| series | level | cells | WAPE unrevised | reforecast | 80 % | 95 % | sums | unrevised | reforecast | 80 % | 95 % |',
  );
  console.log(`|${' --- |'.repeat(12)}`);
  for (const { row, cases } of all) {
    const own = scoreOf(row, cases, constants);
    const cells = [
      row.name,
      row.level === 'daily' ? 'mid-month' : 'noon',
      own.cells,
      percent(own.before / own.actual, 2),
      percent(own.after / own.actual, 2),
      percent(own.in80 / own.cells),
      percent(own.in95 / own.cells),
      own.sums,
      percent(own.sumBefore / own.actual, 2),
      percent(own.sumAfter / own.actual, 2),
      percent(own.sumIn80 / own.sums),
      percent(own.sumIn95 / own.sums),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

if (options.train) {
  const tried: { constants: Constants; loss: number; error: number }[] = [];
  // A stress test for level shifts by its README, and none for what is usual.
  const judged = all.filter(({ row }) => row.name !== 'tokyo_covid');
  for (const letterCvRatio of [1, 2, 4]) {
    for (const partVarianceFraction of [0.1, 0.25, 0.5]) {
      for (const memoryFraction of [1, 0.9, 0.8, 0.7, 0.6]) {
        const constants = { letterCvRatio, partVarianceFraction, memoryFraction };
        const scores = judged.map(({ row, cases }) => scoreOf(row, cases, constants));
        const loss = meanLog(scores.map((own) => own.sumPinball / own.actual));
        tried.push({ constants, loss, error: meanLog(scores.map((own) => own.sumAfter / own.sumBefore)) });
      }
    }
  }
  tried.sort((a, b) => a.loss - b.loss);
  console.log('pinball ÷ calls, error ÷ unrevised: geometric means over the series');
  for (const { constants, loss, error } of tried) {
    console.log(loss.toFixed(5), error.toFixed(4), JSON.stringify(constants));
  }
  console.log('');
  table(tried[0]!.constants);
} else {
  table(assumedReforecast);
}
