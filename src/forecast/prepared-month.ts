import type { LocalDate } from '@js-joda/core';
import type { Contract, QueueTerms } from '../contract/index.ts';
import { jammedDays, outagesOf } from './clean-history.ts';
import { shareOfMonth } from './contract-calls.ts';
import { type ForecastInput, type Known, knownBy } from './forecast-input.ts';
import type { HistoryInterval } from './history.ts';
import { intradayProfile } from './intraday.ts';
import { type CalendarDay, openCalendar } from './open-calendar.ts';
import { type OpeningLengths, openingLengths } from './opening-lengths.ts';
import { type QueueHistory, queueHistory } from './queue-history.ts';
import { queueTask } from './queue-task.ts';
import type { SeriesInput } from './series/series.ts';
import { slotGrid } from './slot-grid.ts';

/** A queue with its history and what its days ahead are to be forecast from. */
export interface PreparedQueue {
  readonly terms: QueueTerms;
  readonly rows: readonly HistoryInterval[];
  readonly history: QueueHistory;
  readonly task: SeriesInput;
}

/** A month as far as it is known before its queues are forecast. */
export interface PreparedMonth {
  readonly known: Known;
  readonly lengths: OpeningLengths;
  /** Open days of the month in the term from the day of the forecast on, with their numbers among the days ahead. */
  readonly days: readonly { readonly day: CalendarDay; readonly number: number }[];
  /** In the contract's order; empty when no open day is ahead. */
  readonly queues: readonly PreparedQueue[];
}

/** Everything of a month that comes before the forecasts of its queues. */
export function preparedMonth(input: ForecastInput): PreparedMonth {
  const { contract, month, knowledgeDate } = input;
  const known = knownBy(input);
  const lengths = openingLengths(contract, month, known.history);
  const calendar = openCalendar(contract, known.firstDay, month.atEndOfMonth(), lengths);
  const past = calendar.days.filter(({ date }) => date.isBefore(knowledgeDate));
  const ahead = calendar.days.filter(({ date }) => !date.isBefore(knowledgeDate));
  const days = ahead.flatMap((day, number) =>
    day.date.isBefore(month.atDay(1)) || !isInTerm(contract, day.date) ? [] : [{ day, number }],
  );
  const grid = slotGrid(contract);
  const contractShare = shareOfMonth(contract, lengths);
  const profile = intradayProfile(contract, known.history, lengths.seen);
  const jammed = jammedDays(known.history);
  const outages = outagesOf(known.history, lengths.seen, profile);
  const rowsByQueue = Map.groupBy(known.history, (row) => row.queueId);
  const queues = (ahead.length === 0 ? [] : contract.queues).map((terms): PreparedQueue => {
    const rows = rowsByQueue.get(terms.id) ?? [];
    const history = queueHistory({
      contract,
      queueId: terms.id,
      rows,
      openDays: past,
      openings: lengths.seen,
      jammed,
      outages,
      decisions: input.historyDecisions,
      grid,
    });
    const task = queueTask({
      contract,
      terms,
      history,
      openDays: past,
      daysAhead: ahead,
      monthStart: month.atDay(1),
      contractCalls: (date) => terms.monthlyCalls * contractShare(date),
      mailings: known.mailings,
      events: known.events,
      drivers: input.drivers,
      grid,
    });
    return { terms, rows, history, task };
  });
  return { known, lengths, days, queues };
}

function isInTerm(contract: Contract, date: LocalDate): boolean {
  return !date.isBefore(contract.term.start) && !date.isAfter(contract.term.end);
}
