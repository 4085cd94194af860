import type { LocalDate } from '@js-joda/core';
import type { Contract, QueueTerms } from '../contract/index.ts';
import { intervalsOf, weightOf } from './intraday.ts';
import type { KnownDriver, KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';
import type { CalendarDay } from './open-calendar.ts';
import type { QueueHistory } from './queue-history.ts';
import type { SeriesInput, SeriesMailing } from './series/series.ts';
import { lengthOf, type SlotGrid, slotFraction, slotStart } from './slot-grid.ts';

/** What a queue's days ahead are forecast from. */
export interface QueueTaskInput {
  readonly contract: Contract;
  readonly terms: QueueTerms;
  readonly history: QueueHistory;
  /** Open days before the day of the forecast, for when the queue has no history. */
  readonly openDays: readonly CalendarDay[];
  /** Every open day from the day of the forecast to the end of the month, in order; at least one. */
  readonly daysAhead: readonly CalendarDay[];
  /** First day whose calls the contract is asked about. */
  readonly monthStart: LocalDate;
  /** Calls that the contract expects of this queue on a day: its part of its month's. */
  readonly contractCalls: (day: LocalDate) => number;
  readonly mailings: readonly Mailing[];
  readonly events: readonly KnownEvent[];
  readonly drivers: readonly KnownDriver[];
  readonly grid: SlotGrid;
}

/** Standard deviation of the contract's calls as a forecast, as a fraction: an assumption. */
const contractCvFraction = 0.2;
/** Least calls that the contract may expect of all days together, so that a queue without any can still be learned. */
const leastContractCalls = 0.5;

/** A queue's days ahead as a series: history where there is any, the contract as far as there is little. */
export function queueTask(input: QueueTaskInput): SeriesInput {
  const { contract, history, daysAhead, grid } = input;
  const seriesHistory = history.days.length > 0 ? history.days : [unknownDay(input)];
  const meant = [
    ...seriesHistory.filter(({ calls }) => calls !== null).map(({ date }) => date),
    ...daysAhead.filter(({ date }) => !date.isBefore(input.monthStart)).map(({ date }) => date),
  ];
  const calls = meant.reduce((sum, date) => sum + input.contractCalls(date), 0);
  return {
    history: seriesHistory,
    openDays: daysAhead.map((day) => futureDay(input, day)),
    specialDays: input.events.map(({ date, name }) => ({ date, name })),
    mailings: input.mailings.map((mailing) => seriesMailing(input, mailing)),
    drivers: input.drivers.map(({ name, values }) => ({ name, values })),
    seasonDays: openWeekdays(contract),
    assumed: {
      calls: Math.max(calls, leastContractCalls),
      from: input.monthStart,
      cvFraction: contractCvFraction,
      weekdayFactors: contract.assumptions.weekdayFactors,
      slotShares: slotShares(history, daysAhead, grid),
      slotCalls: history.priorCalls,
    },
  };
}

function unknownDay(input: QueueTaskInput): SeriesInput['history'][number] {
  const date = input.openDays.at(-1)?.date ?? input.daysAhead[0]!.date.minusDays(1);
  return { date, calls: null, slots: [] };
}

/** A day ahead; its parts are asked for where they are those of a usual day. */
function futureDay(
  { contract, history, grid }: QueueTaskInput,
  day: CalendarDay,
): SeriesInput['openDays'][number] {
  const length = lengthOf(history.profile, day, grid);
  const lengthFraction = Math.abs(length - 1) < 1e-6 ? 1 : length;
  if (slotStart(grid, day.startMinute) !== day.startMinute) {
    return { date: day.date, startMinutes: [], lengthFraction };
  }
  const intervals = intervalsOf(day, contract.intervalMinutes);
  return {
    date: day.date,
    startMinutes: intervals.map(({ startMinute }) => startMinute),
    slotFractions: intervals.map((interval) => slotFraction(grid, interval)),
    lengthFraction,
  };
}

/** Shares of the parts that any day has, before the days whose parts are told apart. */
function slotShares(
  history: QueueHistory,
  daysAhead: readonly CalendarDay[],
  grid: SlotGrid,
): ReadonlyMap<number, number> {
  const { usual, intervalMinutes } = grid;
  const first = Math.min(usual.startMinute, ...daysAhead.map((day) => slotStart(grid, day.startMinute)));
  const last = Math.max(usual.endMinute, ...daysAhead.map((day) => day.endMinute));
  const shares = new Map<number, number>();
  for (let startMinute = first; startMinute < last; startMinute += intervalMinutes) {
    const isCut = startMinute < usual.endMinute && startMinute + intervalMinutes > usual.endMinute;
    const endMinute = isCut ? usual.endMinute : startMinute + intervalMinutes;
    shares.set(startMinute, weightOf(history.priorProfile, { startMinute, endMinute }));
  }
  return shares;
}

/** A batch as this queue sees it: its share of the calls is that of the contract's. */
function seriesMailing({ contract, terms }: QueueTaskInput, mailing: Mailing): SeriesMailing {
  const monthlyCalls = contract.queues.reduce((sum, queue) => sum + queue.monthlyCalls, 0);
  const share = monthlyCalls > 0 ? terms.monthlyCalls / monthlyCalls : 1 / contract.queues.length;
  const callsPerLetter = mailing.callsPerLetter * mailing.phoneFraction * share;
  // Letters of a batch that is merely expected are those expected; of a possible one, those that come if it does.
  const factor = mailing.expectedOfKind === undefined ? 1 : 1 / mailing.chanceFraction;
  return {
    postedOn: mailing.postedOn,
    // A batch that nobody is expected to call about is one without letters.
    letters: callsPerLetter > 0 ? factor * mailing.letters : 0,
    kind: mailing.expectedOfKind ?? mailing.kind,
    callsPerLetter: callsPerLetter > 0 ? callsPerLetter : null,
    opensOn: mailing.bookingOpensOn,
    dueOn: mailing.dueOn,
    chanceFraction: mailing.chanceFraction,
    ...(mailing.postings === undefined
      ? {}
      : { postings: mailing.postings.map((part) => ({ ...part, letters: factor * part.letters })) }),
  };
}

function openWeekdays(contract: Contract): number {
  return new Set(contract.opening.hours.flatMap((entry) => entry.weekdays.map(String))).size;
}
