/**
 * Plans the twelve months of the sample's contract and prints what came out and how long it took:
 * `npm run bench`. Each plan is made as the service makes it, in a thread of its own; printing is not in the time.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { YearMonth } from '@js-joda/core';
import { parseContract } from '../src/contract/index.ts';
import { parseHistoryCsv, parseMailingsCsv, parseStaffCsv } from '../src/files/index.ts';
import type { PlanContent } from '../src/plan/index.ts';
import { openPlanner } from '../src/solver/planner.ts';

const folder = new URL('../forecasts/matsusaka/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const contractJson: unknown = JSON.parse(read('contract.json').toString('utf8'));
const contract = parseContract(contractJson, 'contract.json');
const data = {
  history: parseHistoryCsv(read('history.csv'), 'history.csv', contract),
  mailings: parseMailingsCsv(read('mailings.csv'), 'mailings.csv'),
  staff: parseStaffCsv(read('staff.csv'), 'staff.csv', contract),
};
const planner = openPlanner();
const gapPercent = (roster: PlanContent['roster']): string =>
  roster?.boundHours == null ? '–' : ((roster.costHours / roster.boundHours - 1) * 100).toFixed(2);

console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
console.log(
  '| month | open days | calls | heaviest day | most seats | 応答率 | P(≥ 90 %) | short intervals | H | W | cost over the bound % | s |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (let index = 0; index < 12; index += 1) {
  const month = YearMonth.from(contract.term.start).plusMonths(index);
  const start = performance.now();
  const plan = await planner.makePlan({
    ...data,
    contractJson,
    month,
    knowledgeDate: month.minusMonths(1).atDay(20),
    events: [],
    drivers: [],
    historyDecisions: [],
    overrides: [],
    daysBefore: null,
    seed: 1,
  });
  const seconds = (performance.now() - start) / 1000;
  const intervals = plan.days.flatMap((day) => day.intervals);
  const count = (level: string): number => plan.findings.filter((entry) => entry.level === level).length;
  console.log(
    `| ${[
      month,
      plan.days.length,
      Math.round(plan.monthForecastCalls),
      Math.round(Math.max(...plan.days.map((day) => day.forecastCalls))),
      Math.max(...intervals.map((interval) => interval.requiredSeats)),
      `${(plan.monthAnswerRate * 100).toFixed(1)} %`,
      plan.probabilityTargetMet.toFixed(3),
      intervals.filter((interval) => interval.scheduledSeats < interval.requiredSeats).length,
      count('H'),
      count('W'),
      gapPercent(plan.roster),
      seconds.toFixed(1),
    ].join(' | ')} |`,
  );
}
