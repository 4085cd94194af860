import { type Instant, LocalDate } from '@js-joda/core';
import type { DayView } from '../app/load-day.ts';
import type { DeskCaseView } from '../app/load-desk.ts';
import { formatTime, japanDateTimeOf, parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import { type ChosenWay, type DeskAnswer, hasAgreed } from '../plan/desk-case.ts';
import { dateTimeText, dayText, floorPercentText } from '../report/index.ts';
import { personNamer, rangeOf } from './day-page.ts';

type Named = Pick<DayView, 'plan'>;

/** What the day's page says of its cases: the open one first, then absences, who was told, and what was done. */
export function deskPanel(view: DayView, cases: readonly DeskCaseView[], language: Language): object {
  const nameOf = personNamer(view);
  const { date } = view.day;
  const open = cases.find(({ deskCase }) => deskCase.state === 'open');
  return {
    open: open === undefined ? null : openCase(view, open),
    absences: cases.flatMap((entry) =>
      entry.absences.map((absence) => ({
        name: nameOf(absence.staffId),
        range: rangeOf(absence.startMinute, absence.endMinute),
        reasonKey: `desk:reason.${absence.reasonKind}`,
        detail: absence.detail,
        ...stateOf(entry, absence.cancelledAt !== null),
        undoHref: absence.cancelledAt === null ? `/days/${date}/desk/undo/${absence.id}` : null,
      })),
    ),
    notices: noticesOf(view, cases, language),
    history: cases.flatMap((entry) => historyOf(view, entry, language)),
  };
}

/** Who was told of what, the newest first; what a newer one replaces needs no reading any more. */
function noticesOf(view: Named, cases: readonly DeskCaseView[], language: Language): object[] {
  const nameOf = personNamer(view);
  const all = cases.flatMap(({ notices }) => notices).toSorted((one, other) => other.id - one.id);
  return all.map((notice, index) => {
    const dates = notice.changes.map(({ date }) => date);
    const isReplaced = all
      .slice(0, index)
      .some(
        (later) => later.staffId === notice.staffId && later.changes.some(({ date }) => dates.includes(date)),
      );
    return {
      id: notice.id,
      name: nameOf(notice.staffId),
      at: clockOf(notice.at),
      days: dates.map((date) => dayText(LocalDate.parse(date), language)),
      acknowledgedAt: notice.acknowledgedAt === null ? null : clockOf(notice.acknowledgedAt),
      isReplaced,
      needsReading: notice.acknowledgedAt === null && !isReplaced,
    };
  });
}

/** A case that is not covered yet: one sentence, and what to do next. */
function openCase(view: Named, entry: DeskCaseView): object {
  const way = wayInForce(view, entry);
  const nameOf = personNamer(view);
  const waiting = way?.askedIds.filter((staffId) => !hasAgreed(entry.state, way, staffId)) ?? [];
  return {
    names: namesOf(view, entry),
    isAsking: way !== null,
    waiting: waiting.map(nameOf),
    hasPlanChanged: entry.deskCase.version !== view.plan.version,
    answers: answersOf(view, entry),
  };
}

/** The way whose people are being asked, unless another version is in force by now. */
export function wayInForce({ plan }: Named, { state }: Pick<DeskCaseView, 'state'>): ChosenWay | null {
  return state.way !== null && state.way.version === plan.version ? state.way : null;
}

/** Names of those whose absence the case is about, wrong entries left out. */
export function namesOf(view: Named, { absences }: Pick<DeskCaseView, 'absences'>): string[] {
  const standing = absences.filter(({ cancelledAt }) => cancelledAt === null);
  return [...new Set(standing.map(({ staffId }) => staffId))].map(personNamer(view));
}

/** The newest word of everybody who was asked, with who noted it and when. */
export function answersOf(view: Named, { state, events }: Pick<DeskCaseView, 'state' | 'events'>): object[] {
  const nameOf = personNamer(view);
  const way = wayInForce(view, { state });
  return state.answers.map(({ staffId, answer, duties }) => {
    const noted = events.findLast(({ act }) => act.kind === 'answered' && act.staffId === staffId)!;
    return {
      staffId,
      name: nameOf(staffId),
      answer,
      answerKey: `desk:answer.${answer}`,
      tone: toneOf[answer],
      hours: duties.map(({ start, end }) => rangeOf(parseTime(start), parseTime(end))),
      isNotNeeded: way !== null && isWaiting(answer) && !way.askedIds.includes(staffId),
      by: noted.byName,
      at: clockOf(noted.at),
    };
  });
}

/** Whether somebody expects to hear more: they have agreed, or they will tell. */
export function isWaiting(answer: DeskAnswer): boolean {
  return answer === 'yes' || answer === 'asked';
}

/** How an answer looks; its word stands beside. */
export const toneOf = { yes: 'done', no: 'H', noAnswer: 'W', asked: 'submitted' } as const;

/** Everybody whom the chosen way asks, with what for and what they have said. */
export function askedPeople(
  view: DayView,
  entry: DeskCaseView,
  way: ChosenWay,
  language: Language,
): object[] {
  const nameOf = personNamer(view);
  return way.askedIds.map((staffId) => {
    const given = entry.state.answers.find((answer) => answer.staffId === staffId);
    const isAgreed = hasAgreed(entry.state, way, staffId);
    // A yes to other hours is no yes to these.
    const answer = given?.answer === 'yes' && !isAgreed ? null : (given?.answer ?? null);
    return {
      staffId,
      name: nameOf(staffId),
      duties: way.duties
        .filter((duty) => duty.staffId === staffId)
        .map(({ date, start, end }) => ({
          day: date === view.day.date ? '' : dayText(LocalDate.parse(date), language),
          hours: rangeOf(parseTime(start), parseTime(end)),
        })),
      isAgreed,
      hadAgreed: given?.answer === 'yes' && !isAgreed,
      answerKey: answer === null ? 'desk:answer.none' : `desk:answer.${answer}`,
      tone: answer === null ? 'off' : toneOf[answer],
    };
  });
}

function historyOf(view: Named, entry: DeskCaseView, language: Language): object[] {
  const { events, absences } = entry;
  const nameOf = personNamer(view);
  return events.map(({ at, byName, act }) => {
    const absence = 'absenceId' in act ? absences.find(({ id }) => id === act.absenceId) : undefined;
    return {
      at: isOn(at, entry.deskCase.date) ? clockOf(at) : dateTimeText(japanDateTimeOf(at), language),
      by: byName,
      textKey: act.kind === 'answered' ? `desk:history.answered.${act.answer}` : `desk:history.${act.kind}`,
      name: 'staffId' in act ? nameOf(act.staffId) : '',
      range: absence === undefined ? '' : rangeOf(absence.startMinute, absence.endMinute),
      version: 'version' in act ? act.version : 0,
      kindKeys: act.kind === 'chosen' ? act.way.kinds.map((kind) => `desk:way.${kind}`) : [],
      asked: act.kind === 'chosen' ? act.way.askedIds.map(nameOf) : [],
      rate: act.kind === 'chosen' ? floorPercentText(act.way.dayAnswerRate) : '',
    };
  });
}

function stateOf(
  { deskCase, coveredByVersion }: DeskCaseView,
  isCancelled: boolean,
): { readonly stateKey: string; readonly tone: string; readonly version: number } {
  if (isCancelled) return { stateKey: 'desk:state.cancelled', tone: 'off', version: 0 };
  return deskCase.state === 'covered'
    ? { stateKey: 'desk:state.covered', tone: 'done', version: coveredByVersion ?? 0 }
    : { stateKey: 'desk:state.open', tone: 'W', version: 0 };
}

/** Whether a moment is on a day. */
function isOn(at: Instant, date: LocalDate): boolean {
  return japanDateTimeOf(at).toLocalDate().equals(date);
}

/** A moment of the day as a clock shows it, 8:43. */
export function clockOf(at: Instant): string {
  const time = japanDateTimeOf(at);
  return formatTime(time.hour() * 60 + time.minute()).replace(/^0/, '');
}
