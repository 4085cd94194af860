/**
 * The sample's months forecast from what was known on the 20th of the month before, beside what came and the mean of the
 * eight same weekdays before: `node bench/sample-forecast.ts`. The sample's history ends in February 2025.
 */
import { cpus } from 'node:os';
import { forecastMonth, historyDays } from '../src/forecast/index.ts';
import {
  fiscalYear,
  sampleContract,
  sampleHistory,
  sampleInput,
  usualKnowledgeDate,
} from '../test/build/sample.ts';

const actual = new Map<number, number>();
for (const { id } of sampleContract.queues) {
  for (const { date, offered } of historyDays(sampleHistory, id)) {
    actual.set(date.toEpochDay(), (actual.get(date.toEpochDay()) ?? 0) + offered);
  }
}
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
console.log(
  '| month | came | forecast | 80 % | 95 % | days: WAPE | chance alone | mean of 8 | in 80 % | in 95 % | s |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const all = {
  came: 0,
  error: 0,
  chance: 0,
  simple: 0,
  in80: 0,
  in95: 0,
  days: 0,
  months80: 0,
  months95: 0,
  months: 0,
};
for (const month of fiscalYear) {
  const started = performance.now();
  const forecast = forecastMonth(sampleInput(month));
  const seconds = (performance.now() - started) / 1000;
  const own = { came: 0, error: 0, chance: 0, simple: 0, in80: 0, in95: 0, days: 0 };
  for (const { date, calls, bounds } of forecast.days) {
    const came = actual.get(date.toEpochDay());
    if (came === undefined) continue;
    const before = [...actual].filter(
      ([epochDay]) =>
        epochDay < usualKnowledgeDate(month).toEpochDay() && (epochDay - date.toEpochDay()) % 7 === 0,
    );
    const eight = before.slice(-8).map(([, value]) => value);
    const simple = eight.reduce((sum, value) => sum + value, 0) / Math.max(1, eight.length);
    own.came += came;
    own.error += Math.abs(came - calls);
    // Mean deviation of a Poisson count whose mean is known, by the normal distribution.
    own.chance += Math.sqrt((2 * calls) / Math.PI);
    own.simple += Math.abs(came - simple);
    own.in80 += came >= bounds.low80 && came <= bounds.high80 ? 1 : 0;
    own.in95 += came >= bounds.low95 && came <= bounds.high95 ? 1 : 0;
    own.days += 1;
  }
  if (own.days < forecast.days.length) continue;
  const { bounds } = forecast;
  for (const key of Object.keys(own) as (keyof typeof own)[]) all[key] += own[key];
  all.months += 1;
  all.months80 += own.came >= bounds.low80 && own.came <= bounds.high80 ? 1 : 0;
  all.months95 += own.came >= bounds.low95 && own.came <= bounds.high95 ? 1 : 0;
  console.log(
    `| ${month} | ${own.came} | ${Math.round(forecast.calls)} | ${Math.round(bounds.low80)}–${Math.round(bounds.high80)} | ` +
      `${Math.round(bounds.low95)}–${Math.round(bounds.high95)} | ${percent(own.error / own.came)} | ` +
      `${percent(own.chance / own.came)} | ${percent(own.simple / own.came)} | ${percent(own.in80 / own.days)} | ` +
      `${percent(own.in95 / own.days)} | ${seconds.toFixed(2)} |`,
  );
}
console.log(
  `| all | ${all.came} | | ${all.months80} of ${all.months} | ${all.months95} of ${all.months} | ${percent(all.error / all.came)} | ` +
    `${percent(all.chance / all.came)} | ${percent(all.simple / all.came)} | ${percent(all.in80 / all.days)} | ${percent(all.in95 / all.days)} | |`,
);
