/**
 * Seconds to forecast one month for many queues: `node bench/forecast-queues.ts [QUEUES] [--threads N]`. Each queue has a
 * year of half hours, 34 a day, of its own, and shares a hundred batches of letters with the others.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { LocalDate, YearMonth } from '@js-joda/core';
import { openingOf } from '../src/calendar/index.ts';
import type { HistoryInterval, Mailing } from '../src/forecast/index.ts';
import { forecastSeries, forecastWork, responseShares } from '../src/forecast/index.ts';
import { forecastInThreads } from '../src/solver/forecaster.ts';
import { poisson, contract as sample, uniformNumbers } from '../test/forecast/build.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: 'string' } },
});
const count = Number(positionals[0] ?? 200);
const threads = Number(options.threads ?? cpus().length);
const open = 420;
const close = 1440;
const knowledgeDate = LocalDate.of(2024, 3, 20);
const first = knowledgeDate.minusDays(365);
const queues = Array.from({ length: count }, (_, index) => ({
  ...sample.queues[0]!,
  id: `queue${index}`,
  monthlyCalls: 300 + 20 * (index % 40),
}));
const everyDay = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
const contract = {
  ...sample,
  queues,
  intervalMinutes: 30 as const,
  // Open every day, 07:00 to 24:00: a year of days of 34 half hours.
  opening: {
    ...sample.opening,
    closedOnNationalHolidays: false,
    yearlyClosures: [],
    hours: sample.opening.hours.map((hours) => ({
      ...hours,
      weekdays: [...everyDay],
      open,
      close,
    })),
    exceptions: [],
  },
};
const mailings = Array.from({ length: 100 }, (_, index): Mailing => {
  const postedOn = first.plusDays(Math.floor(index * 3.6));
  return {
    postedOn,
    announcedOn: postedOn.minusDays(20),
    letters: 500 + 250 * (index % 7),
    kind: index % 3 === 0 ? 'reminder' : 'notice',
    callsPerLetter: 0.05,
    bookingOpensOn: null,
    dueOn: null,
    phoneFraction: 1,
    chanceFraction: 1,
  };
});

const dates: LocalDate[] = [];
for (let date = first; date.isBefore(knowledgeDate); date = date.plusDays(1)) {
  if (openingOf(contract.opening, date).kind === 'open') dates.push(date);
}
const letters = dates.map((_, day) =>
  mailings.reduce((sum, mailing) => {
    const start = dates.findIndex((date) => date.isAfter(mailing.postedOn));
    return sum + mailing.letters * 0.05 * (responseShares[day - start] ?? 0);
  }, 0),
);
const history = queues.flatMap((queue, number): HistoryInterval[] => {
  const uniform = uniformNumbers(number + 1);
  return dates.flatMap((date, day) => {
    const mean = (queue.monthlyCalls / 25 + letters[day]! / count) / 34;
    return Array.from({ length: 34 }, (_, slot) => {
      const offered = poisson(mean * (1 + 0.5 * Math.sin(slot / 6)), uniform);
      const startMinute = open + 30 * slot;
      return {
        queueId: queue.id,
        date,
        startMinute,
        endMinute: startMinute + 30,
        offered,
        answered: offered,
        abandoned: 0,
        handlingSeconds: 300 * offered,
      };
    });
  });
});

const input = {
  contract,
  month: YearMonth.of(2024, 4),
  knowledgeDate,
  history,
  mailings,
  events: [],
  drivers: [],
  historyDecisions: [],
  overrides: [],
};
// One queue alone, its half hours and its days, method choice and settings included: the least of five.
const [task] = forecastWork(input).tasks;
const daily = {
  ...task!,
  history: task!.history.map((day) => ({ ...day, slots: [] })),
  openDays: task!.openDays.map((day) => ({ ...day, startMinutes: [], slotFractions: [] })),
};
for (const [name, own] of [
  ['half hours', task!],
  ['days', daily],
] as const) {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    forecastSeries(own);
    return (performance.now() - start) / 1000;
  });
  console.log(`one queue, ${name}: ${Math.min(...times).toFixed(2)} s (${Math.max(...times).toFixed(2)} s)`);
}

const started = performance.now();
const month = await forecastInThreads(input, threads);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${count} queues, ${dates.length} days of 34 half hours, ${mailings.length} batches, ${threads} threads: ` +
    `${seconds.toFixed(1)} s, ${(seconds / count).toFixed(2)} s a queue; ${Math.round(month.calls)} calls; ` +
    `load ${loadavg()[0]!.toFixed(1)}`,
);
