/**
 * Seats by the month's target against seats by every interval's: hours required and hours rostered, and what the month
 * does when every call is simulated. `node bench/month-target.ts [small|large] [months]`
 *
 * small: the sample with a minimum presence of 1, nobody on call and nobody absent. large: ten times its calls and
 * letters under the contract's own rules, four times its operators. In both nobody has a guaranteed number of hours, so that
 * rostered hours are those the plan needs; with the sample's guarantees they are what people were promised, whatever the target.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { YearMonth } from '@js-joda/core';
import { parseContract } from '../src/contract/index.ts';
import { parseHistoryCsv, parseMailingsCsv, parseStaffCsv } from '../src/files/index.ts';
import { type PlanContent, simulatePlan } from '../src/plan/index.ts';
import { openPlanner } from '../src/solver/planner.ts';
import { openSimulator } from '../src/solver/simulator.ts';

const isLarge = process.argv[2] === 'large';
const monthCount = Number(process.argv[3] ?? 12);
const scale = isLarge ? 10 : 1;
const folder = new URL('../forecasts/matsusaka/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const sample = JSON.parse(read('contract.json').toString('utf8'));
const contract = parseContract(sample, 'contract.json');
const staff = parseStaffCsv(read('staff.csv'), 'staff.csv', contract).map((person) => ({
  ...person,
  minimumMonthlyMinutes: 0,
}));
const data = {
  history: parseHistoryCsv(read('history.csv'), 'history.csv', contract).map((row) => ({
    ...row,
    offered: row.offered * scale,
    answered: row.answered * scale,
    abandoned: row.abandoned * scale,
  })),
  mailings: parseMailingsCsv(read('mailings.csv'), 'mailings.csv').map((batch) => ({
    ...batch,
    letters: batch.letters * scale,
  })),
  staff: staff.flatMap((person) =>
    (isLarge && person.role === 'operator' ? ['', 'B', 'C', 'D'] : ['']).map((suffix) => ({
      ...person,
      id: person.id + suffix,
    })),
  ),
};
const contractFor = (sizedBy: 'interval' | 'month'): object => ({
  ...sample,
  target: { ...sample.target, sizedBy },
  queues: sample.queues.map((queue: { monthlyCalls: number }) => ({
    ...queue,
    monthlyCalls: queue.monthlyCalls * scale,
  })),
  ...(isLarge
    ? {}
    : {
        minimumOperators: 1,
        standby: { ...sample.standby, perDay: 0 },
        assumptions: {
          ...sample.assumptions,
          attendance: { ...sample.assumptions.attendance, absentFraction: 0, lateFraction: 0 },
        },
      }),
});
const planner = openPlanner();
const simulator = openSimulator();

const rosteredHours = (plan: PlanContent): number =>
  plan.days
    .flatMap((day) => day.shifts)
    .filter((shift) => shift.role === 'operator' && !shift.standby)
    .reduce((sum, shift) => sum + minutesOf(shift) - breaksOf(shift), 0) / 60;
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const minutesOf = (range: { start: string; end: string }): number => clock(range.end) - clock(range.start);
const breaksOf = (shift: PlanContent['days'][number]['shifts'][number]): number =>
  shift.breaks.filter(({ kind }) => kind === 'meal').reduce((sum, meal) => sum + minutesOf(meal), 0);

async function planOf(month: YearMonth, sizedBy: 'interval' | 'month') {
  const contractJson = contractFor(sizedBy);
  const began = performance.now();
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
  const seconds = (performance.now() - began) / 1000;
  const simulation = await simulatePlan(
    plan,
    parseContract(contractJson, 'contract.json'),
    simulator.simulate,
  );
  return { plan, simulation, seconds };
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}; ${isLarge ? 'ten times the calls' : 'the sample'}`,
);
console.log(
  '| month | calls | seat-hours: interval | month | less | rostered hours: interval | month | less | simulated 応答率 | P(≥ 90 %) [95 %] | short intervals | s |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const total = { seats: [0, 0], rostered: [0, 0] };
for (let index = 0; index < monthCount; index += 1) {
  const month = YearMonth.from(contract.term.start).plusMonths(index);
  const byInterval = await planOf(month, 'interval');
  const byMonth = await planOf(month, 'month');
  const seats = [byInterval, byMonth].map(({ plan }) => plan.sizing!.seatHours);
  const rostered = [byInterval, byMonth].map(({ plan }) => rosteredHours(plan));
  for (const side of [0, 1]) {
    total.seats[side]! += seats[side]!;
    total.rostered[side]! += rostered[side]!;
  }
  const { probabilityTargetMet: met, answerRate } = byMonth.simulation;
  const short = byMonth.plan.days
    .flatMap((day) => day.intervals)
    .filter((interval) => interval.scheduledSeats < interval.requiredSeats).length;
  console.log(
    `| ${[
      month,
      Math.round(byMonth.plan.monthForecastCalls),
      ...table(seats),
      ...table(rostered),
      `${(answerRate.mean * 100).toFixed(2)} %`,
      `${met.mean.toFixed(3)} [${met.low95.toFixed(3)}, ${met.high95.toFixed(3)}]`,
      short,
      (byInterval.seconds + byMonth.seconds).toFixed(1),
    ].join(' | ')} |`,
  );
}
console.log(`| all | | ${[...table(total.seats), ...table(total.rostered)].join(' | ')} | | | | |`);

/** Two numbers of hours and by how much the second is less. */
function table([first = 0, second = 0]: readonly number[]): string[] {
  return [first.toFixed(1), second.toFixed(1), `${((1 - second / first) * 100).toFixed(1)} %`];
}
