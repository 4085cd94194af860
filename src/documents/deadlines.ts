import { type LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract, DocumentKind } from '../contract/index.ts';

/** What can be due: a document, or a month's staffing plan. */
export type DueKind = DocumentKind | 'staffingPlan';

/** Something that the city is to have by a day. */
export interface Deadline {
  readonly kind: DueKind;
  /** As `DocumentContent.subject`; of a staffing plan its month. */
  readonly subject: string;
  readonly dueOn: LocalDate;
}

/** What deadlines follow from besides the contract. */
export interface DeadlineGrounds {
  /** Managers and supervisors with the day from which they hold their office. */
  readonly officers: readonly { readonly id: string; readonly startsOn: LocalDate }[];
  /** Improvement cases with the day by which the city is told. */
  readonly misses: readonly { readonly id: number; readonly dueOn: LocalDate }[];
}

/**
 * Everything that is due under a contract, in order of time: what is promised for once (第2章2(2)ア, 3(1)ア, 3(7)), for
 * every open day (2(4)サ), for every month (2(3)ク, 第3章3(1)), on change of an officer (2(3)キ) and after a miss (2(3)イ).
 * 速やかに and the day of a daily report are readings, A13 and A14.
 */
export function deadlinesOf(contract: Contract, grounds: DeadlineGrounds): readonly Deadline[] {
  const { term, service } = contract;
  const beforeStart = openDayAtOrBefore(contract, term.start.minusDays(1));
  const prompt =
    service.concludedOn === null
      ? beforeStart
      : earlier(afterOpenDays(contract, service.concludedOn, promptDays(contract)), beforeStart);
  const once: Deadline[] = [
    { kind: 'openingPlan', subject: 'term', dueOn: prompt },
    { kind: 'organisation', subject: 'term', dueOn: prompt },
    { kind: 'emergencyPlan', subject: 'term', dueOn: beforeStart },
    { kind: 'handover', subject: 'term', dueOn: openDayAtOrBefore(contract, term.end) },
  ];
  const officers = grounds.officers
    .filter(({ startsOn }) => !startsOn.isAfter(term.end))
    .map(
      ({ id, startsOn }): Deadline => ({
        kind: 'careerRecord',
        subject: id,
        dueOn: startsOn.isAfter(term.start) ? openDayAtOrBefore(contract, startsOn) : beforeStart,
      }),
    );
  const misses = grounds.misses.map(
    ({ id, dueOn }): Deadline => ({ kind: 'improvementReport', subject: String(id), dueOn }),
  );
  return [
    ...once,
    ...officers,
    ...misses,
    ...monthsOf(contract).flatMap((month) => monthly(contract, month)),
  ].toSorted((one, other) => one.dueOn.compareTo(other.dueOn) || (one.kind < other.kind ? -1 : 1));
}

function monthly(contract: Contract, month: YearMonth): Deadline[] {
  const { planDayOfMonthBefore, reportDayOfNextMonth } = contract.documents.deadlines;
  const subject = month.toString();
  const reportDueOn = movedToOpenDay(contract, month.plusMonths(1).atDay(reportDayOfNextMonth));
  return [
    {
      kind: 'staffingPlan',
      subject,
      dueOn: openDayAtOrBefore(contract, month.minusMonths(1).atDay(planDayOfMonthBefore)),
    },
    ...(['monthlyReport', 'performanceReport', 'completionReport'] as const).map((kind) => ({
      kind,
      subject,
      dueOn: reportDueOn,
    })),
    ...openDaysOfMonth(contract.opening, month)
      .filter(({ date }) => !date.isBefore(contract.term.start) && !date.isAfter(contract.term.end))
      .map(
        ({ date }): Deadline => ({
          kind: 'dailyReport',
          subject: date.toString(),
          dueOn: afterOpenDays(contract, date, 1),
        }),
      ),
  ];
}

/** Every month that the term touches. */
function monthsOf({ term }: Contract): YearMonth[] {
  const months: YearMonth[] = [];
  const last = YearMonth.from(term.end);
  for (let month = YearMonth.from(term.start); !month.isAfter(last); month = month.plusMonths(1)) {
    months.push(month);
  }
  return months;
}

/** A deadline on a closed day lies on the open day before or after it, as the contract says (A13). */
function movedToOpenDay(contract: Contract, day: LocalDate): LocalDate {
  return contract.documents.deadlines.onClosedDay === 'before'
    ? openDayAtOrBefore(contract, day)
    : openDayAtOrAfter(contract, day);
}

function openDayAtOrBefore(contract: Contract, day: LocalDate): LocalDate {
  let date = day;
  while (openingOf(contract.opening, date).kind === 'closed') date = date.minusDays(1);
  return date;
}

function openDayAtOrAfter(contract: Contract, day: LocalDate): LocalDate {
  let date = day;
  while (openingOf(contract.opening, date).kind === 'closed') date = date.plusDays(1);
  return date;
}

/** So many open days after a day. @param days ≥ 0; 0 is the day itself, or the open day after it */
function afterOpenDays(contract: Contract, day: LocalDate, days: number): LocalDate {
  let date = openDayAtOrAfter(contract, day);
  for (let left = days; left > 0; left -= 1) date = openDayAtOrAfter(contract, date.plusDays(1));
  return date;
}

function promptDays({ documents }: Contract): number {
  return documents.deadlines.promptOpenDays;
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one.isBefore(other) ? one : other;
}

/** How a deadline stands on a day. */
export type DeadlineState =
  /** Handed in in time. */
  | 'done'
  /** Handed in, but after its day. */
  | 'late'
  /** Not handed in, and its day is over. */
  | 'overdue'
  /** Its day is to come, or is today. */
  | 'open';

/**
 * How a deadline stands.
 * @param submittedOn day on which the first version was handed in; null while none was
 */
export function deadlineState(
  { dueOn }: Deadline,
  submittedOn: LocalDate | null,
  today: LocalDate,
): DeadlineState {
  if (submittedOn !== null) return submittedOn.isAfter(dueOn) ? 'late' : 'done';
  return today.isAfter(dueOn) ? 'overdue' : 'open';
}
