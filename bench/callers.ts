/**
 * Patience and handling times from public records of single calls, and how well Erlang A then predicts who hangs up:
 * `node bench/callers.ts ../shared/bench/forecast`. The folder holds the records of a bank's call centre, January and
 * February 1999, and their half hours. Everything is estimated on January and predicts February; two figures go to
 * docs/images.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LocalDateTime } from '@js-joda/core';
import { parse } from 'csv-parse/sync';
import {
  type CallRecord,
  estimatePatience,
  handlingByPart,
  hazardByWait,
  type Patience,
} from '../src/calls/index.ts';
import { type BinnedShare, patienceFigure, predictionFigure } from './callers-figures.ts';
import {
  binsOf,
  type Centre,
  calibrated,
  carried,
  fromWait,
  fromWaitByKind,
  type HalfHour,
  type Month,
  type Predictor,
  scoreOf,
  steady,
  steadyDay,
  steadyMix,
  steadyOwn,
  sum,
} from './callers-predictors.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('node bench/callers.ts FOLDER');

const atOnce = { withinSeconds: 5, isApart: false };
const startOf = (at: LocalDateTime): string =>
  at
    .withMinute(at.minute() < 30 ? 0 : 30)
    .withSecond(0)
    .toString();

function readCsv(name: string): Readonly<Record<string, string>>[] {
  const bytes = readFileSync(join(folder!, name));
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
}

/** Calls that wanted an operator: served, or gone after they had begun to wait. Kind of caller as queue. */
function recordsOf(month: string): CallRecord[] {
  return readCsv(`technion_calls_${month}.csv.gz`).flatMap((row): CallRecord[] => {
    const isAnswered = row['outcome'] === 'AGENT';
    if (!isAnswered && !(row['outcome'] === 'HANG' && row['queued'] === '1')) return [];
    const arrivesAt = LocalDateTime.parse(row['arrival']!);
    const waitSeconds = Number(row['wait_s']);
    const queueId = row['type']!;
    return isAnswered
      ? [{ arrivesAt, waitSeconds, queueId, outcome: 'answered', serviceSeconds: Number(row['service_s']) }]
      : [{ arrivesAt, waitSeconds, queueId, outcome: 'abandoned', serviceSeconds: null }];
  });
}

function monthOf(name: string, businessDays: ReadonlySet<string>): Month {
  const records = recordsOf(name);
  const waits = Map.groupBy(records, (record) => startOf(record.arrivesAt));
  const halfHours = readCsv(`technion_ops_${name}.csv`).map((row): HalfHour => {
    const start = LocalDateTime.parse(row['interval_start']!);
    const byKind = Map.groupBy(waits.get(start.toString()) ?? [], (record) => record.queueId!);
    return {
      start,
      offered: Number(row['offered']),
      abandoned: Number(row['abandoned']),
      ahtSeconds: Number(row['aht_s']) || null,
      meanWaitSeconds: Number(row['mean_wait_all_s']),
      presentOperators: Number(row['agents_present_est']),
      waitedSecondsByKind: new Map(
        [...byKind].map(([kind, calls]) => [kind, sum(calls.map((call) => call.waitSeconds))]),
      ),
      callsByKind: new Map([...byKind].map(([kind, calls]) => [kind, calls.length])),
    };
  });
  return {
    name,
    records,
    halfHours: halfHours.filter(
      ({ start, offered }) =>
        offered > 0 && start.hour() >= 7 && businessDays.has(start.toLocalDate().toString()),
    ),
  };
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (...cells: readonly string[]): void => {
  row(...cells);
  row(...cells.map(() => '---'));
};

console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
const began = performance.now();
const businessDays = new Set(readCsv('technion_daily.csv').map((day) => day['interval_start']!.slice(0, 10)));
const months = ['1999-01', '1999-02'].map((name) => monthOf(name, businessDays));
const [first, second] = months as [Month, Month];

console.log('\nPatience, all hours');
head(
  'month',
  'calls',
  'hang-ups',
  'mean s (95 %)',
  'without those within 5 s',
  'KM 20 / 60 / 120 s',
  'exponential',
);
for (const { name, records } of months) {
  const all = estimatePatience(records, atOnce);
  const apart = estimatePatience(records, { ...atOnce, isApart: true });
  const mean = (of: Patience): string =>
    `${of.meanSeconds!.toFixed(0)} (${of.low95Seconds.toFixed(0)}–${of.high95Seconds!.toFixed(0)})`;
  const marks = (of: 'kaplanMeier' | 'exponential'): string =>
    all.fit.marks.map((mark) => percent(mark[of])).join(' / ');
  row(name, all.calls, all.abandoned, mean(all), mean(apart), marks('kaplanMeier'), marks('exponential'));
}
console.log('\nBy kind of caller');
head('month', 'kind', 'calls', 'abandoned', 'mean wait s', 'patience s (95 %)', 'AHT s', 'CV');
for (const { name, records } of months) {
  for (const [kind, calls] of Map.groupBy(records, (record) => record.queueId)) {
    const patience = estimatePatience(calls, atOnce);
    const { all } = handlingByPart(calls);
    const bounds = `(${patience.low95Seconds.toFixed(0)}–${patience.high95Seconds!.toFixed(0)})`;
    row(
      name,
      kind!,
      patience.calls,
      percent(patience.abandoned / patience.calls),
      (patience.waitedSeconds / patience.calls).toFixed(0),
      `${patience.meanSeconds!.toFixed(0)} ${bounds}`,
      all!.meanSeconds.value.toFixed(0),
      all!.cv!.toFixed(2),
    );
  }
}
console.log('\nHandling, all calls');
head('month', 'calls', 'mean s (95 %)', 'median', 'CV', '< 10 s', 'log-normal μ', 'σ (95 %)', 'its mean s');
for (const { name, records } of months) {
  const { calls, meanSeconds, medianSeconds, cv, shortCalls, logNormal } = handlingByPart(records).all!;
  row(
    name,
    calls,
    `${meanSeconds.value.toFixed(1)} (${meanSeconds.low95!.toFixed(1)}–${meanSeconds.high95!.toFixed(1)})`,
    medianSeconds,
    cv!.toFixed(2),
    percent(shortCalls / calls),
    logNormal!.logMean.value.toFixed(2),
    `${logNormal!.logSd!.value.toFixed(3)} (${logNormal!.logSd!.low95!.toFixed(3)}–${logNormal!.logSd!.high95!.toFixed(3)})`,
    logNormal!.meanSeconds.toFixed(0),
  );
}

const patience = estimatePatience(first.records, atOnce);
const known: Centre = {
  patienceSeconds: patience.meanSeconds!,
  patienceSecondsByKind: new Map(
    [...Map.groupBy(first.records, (record) => record.queueId!)].map(([kind, calls]) => [
      kind,
      estimatePatience(calls, atOnce).meanSeconds!,
    ]),
  ),
  ahtSeconds: handlingByPart(first.records).all!.meanSeconds.value,
  wrapUpSeconds: 0,
};
const constant: Predictor = (halfHours) => {
  const share =
    sum(first.halfHours.map((half) => half.abandoned)) / sum(first.halfHours.map((half) => half.offered));
  return halfHours.map((half) => half.offered * share);
};
const predictors = {
  constant: { name: 'January’s share for every half hour', predict: constant, centre: known },
  steady: { name: 'Erlang A, January’s AHT', predict: steady, centre: known },
  steadyOwn: { name: 'Erlang A, own AHT', predict: steadyOwn, centre: known },
  steadyOwnWrap: {
    name: 'Erlang A, own AHT + wrap-up',
    predict: steadyOwn,
    centre: calibrated(steadyOwn, first, known),
  },
  steadyMixWrap: {
    name: 'Erlang A, own AHT + wrap-up, patience of the mix',
    predict: steadyMix,
    centre: calibrated(steadyMix, first, known),
  },
  steadyDayWrap: {
    name: 'Erlang A, day’s AHT + wrap-up',
    predict: steadyDay,
    centre: calibrated(steadyDay, first, known),
  },
  carriedWrap: {
    name: 'the same, queue carried through the day',
    predict: carried,
    centre: calibrated(carried, first, known),
  },
  fromWait: { name: 'mean wait ÷ patience', predict: fromWait, centre: known },
  fromWaitByKind: { name: 'mean wait ÷ patience, by kind of caller', predict: fromWaitByKind, centre: known },
} as const;

console.log('\nBusiness days 07:00–24:00; everything but loads, operators and waits known from January');
head(
  'predictor',
  'wrap-up s',
  'month',
  'half hours',
  'calls',
  'predicted',
  'observed',
  'mean abs. error',
  'of it chance',
  'r',
);
for (const { name, predict, centre } of Object.values(predictors)) {
  for (const month of months) {
    const { predicted, observed, absoluteError, leastError, correlation } = scoreOf(
      month.halfHours,
      predict(month.halfHours, centre),
    );
    row(
      name,
      centre.wrapUpSeconds.toFixed(1),
      month.name,
      month.halfHours.length,
      sum(month.halfHours.map((half) => half.offered)),
      percent(predicted),
      percent(observed),
      percent(absoluteError),
      percent(leastError),
      correlation === null ? '–' : correlation.toFixed(2),
    );
  }
}

const bins = (which: keyof typeof predictors): BinnedShare[] => {
  const { predict, centre } = predictors[which];
  return binsOf(second.halfHours, predict(second.halfHours, centre));
};
for (const which of ['steadyMixWrap', 'fromWait', 'fromWaitByKind'] as const) {
  console.log(`\nFebruary by predicted share: ${predictors[which].name}`);
  head(
    'predicted',
    'half hours',
    'calls',
    'mean predicted',
    'observed',
    '95 % by scatter',
    '95 % binomial ±',
    'mean wait s',
  );
  for (const bin of bins(which)) {
    row(
      `${percent(bin.fromFraction)}–${percent(bin.toFraction)}`,
      bin.halfHours,
      bin.calls,
      percent(bin.predicted),
      percent(bin.observed),
      `${percent(bin.low95)}–${percent(bin.high95)}`,
      percent(bin.binomialHalfWidth),
      bin.meanWaitSeconds.toFixed(1),
    );
  }
}

const cellsOf = (
  which: keyof typeof predictors,
): { predicted: number; observed: number; calls: number }[] => {
  const { predict, centre } = predictors[which];
  const expected = predict(second.halfHours, centre);
  return second.halfHours.map((half, index) => ({
    predicted: expected[index]! / half.offered,
    observed: half.abandoned / half.offered,
    calls: half.offered,
  }));
};
const images = new URL('../docs/images/', import.meta.url);
writeFileSync(
  new URL('abandonment-predicted.svg', images),
  predictionFigure([
    {
      title: {
        ja: '入電・処理時間・推定した人数から（アーランA）',
        en: 'from calls, handling time and inferred operators (Erlang A)',
      },
      cells: cellsOf('steadyMixWrap'),
      bins: bins('steadyMixWrap'),
    },
    {
      title: {
        ja: '平均待ち時間 ÷ 待ち限度から（発信者の種別ごと）',
        en: 'from mean wait ÷ patience, by kind of caller',
      },
      cells: cellsOf('fromWaitByKind'),
      bins: bins('fromWaitByKind'),
    },
  ]),
);
const edges = [
  5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 100, 110, 120, 140, 160, 180, 210,
  240,
];
const waits = first.records
  .filter((record) => record.outcome === 'abandoned' || record.waitSeconds > 0)
  .map((record) => ({ seconds: record.waitSeconds, isAbandoned: record.outcome === 'abandoned' }));
writeFileSync(
  new URL('abandonment-patience.svg', images),
  patienceFigure({
    curve: patience.curve,
    meanSeconds: patience.meanSeconds!,
    hazard: hazardByWait(waits, edges).filter((part) => part.toSeconds !== null),
  }),
);
console.log(
  `\n${((performance.now() - began) / 1000).toFixed(0)} s; figures in docs/images/abandonment-*.svg`,
);
