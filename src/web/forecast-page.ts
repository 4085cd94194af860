import type { LocalDate, YearMonth } from '@js-joda/core';
import type { Actor } from '../app/context.ts';
import type { ForecastView } from '../app/load-forecast.ts';
import { formatTime, japanDateTimeOf, openDaysOfMonth } from '../calendar/index.ts';
import { isInTerm } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { CleanedDay, DayForecast } from '../forecast/index.ts';
import { callsText, clockText, dateText, dateTimeText, dayText, monthText } from '../report/index.ts';
import {
  addedParts,
  callsIn80,
  knownQuery,
  lettersByDay,
  methodRows,
  rangeOf95,
  signedCallsText,
  signedTenthsText,
  tenthsText,
  wholePercentText,
} from './forecast-texts.ts';

/** Changes that differ less are called none. */
const noChangeFraction = 0.005;

/** The head of the pages of one month's forecast: where one is, and where one can go. */
export function forecastHead(
  view: Pick<ForecastView, 'contract'>,
  month: YearMonth,
  knowledge: { readonly date: LocalDate; readonly asked: LocalDate | null },
  actor: Actor,
  language: Language,
) {
  const hrefOf = (other: YearMonth): string | null =>
    isInTerm(view.contract, other) ? `/forecast/${other}` : null;
  return {
    month: month.toString(),
    monthText: monthText(month, language),
    previousHref: hrefOf(month.minusMonths(1)),
    nextHref: hrefOf(month.plusMonths(1)),
    known: knowledge.date.toString(),
    knownText: dateText(knowledge.date, language),
    query: knownQuery(knowledge.asked),
    canChange: actor.role === 'manager',
  };
}

/** Handling times as history shows them, beside the contract's. */
function handlingOf({ forecast, contract }: ForecastView, language: Language) {
  const queues = contract.queues.flatMap((terms) => {
    const own = forecast.queues.find(({ queueId }) => queueId === terms.id);
    return own === undefined ? [] : [{ terms, handling: own.handling }];
  });
  return {
    leadKey: `forecast:handling.from.${contract.assumptions.ahtFrom}`,
    queues: queues.map(({ terms, handling }) => ({
      name: terms.name[language],
      measured: `${callsText(handling.ahtSeconds)} ± ${callsText(2 * handling.standardErrorSeconds)}`,
      assumed: callsText(terms.ahtSeconds),
    })),
    halfHours: (queues[0]?.handling.halfHours ?? []).map(({ startMinute, endMinute }, index) => ({
      time: `${clockText(formatTime(startMinute))}–${clockText(formatTime(endMinute))}`,
      seconds: queues.map(({ handling }) => callsText(handling.halfHours[index]!.ahtSeconds)),
    })),
  };
}

/** What the month's forecast page shows below its head. */
export function forecastPage(view: ForecastView, asked: LocalDate | null, language: Language) {
  const { forecast, contract } = view;
  const { month } = forecast;
  const counted = new Map(view.counted.map(({ date, calls }) => [date.toEpochDay(), calls]));
  const letters = lettersByDay(
    forecast.days.map(({ date }) => date),
    forecast.mailings.map(({ mailing }) => mailing),
    month.atDay(1),
  );
  const events = Map.groupBy(view.events, ({ date }) => date.toEpochDay());
  const sums = sumOfParts(forecast.days);
  const countedDays = forecast.days.filter(({ date }) => counted.has(date.toEpochDay()));
  return {
    answer: {
      calls: callsIn80(forecast, language),
      range95: rangeOf95(forecast.bounds),
      change: changeOf(view, language),
      openDays: forecast.days.length,
      busyDays: forecast.days.filter(({ season }) => season === 'busy').length,
      heaviest: heaviestOf(forecast.days, language),
    },
    hasCorrected: forecast.days.some(({ override }) => override !== null),
    hasCounted: countedDays.length > 0,
    hasEvents: forecast.days.some(({ parts }) => Math.abs(parts.events) >= 0.05),
    days: forecast.days.map((day, index) => ({
      ...dayRow(day, asked, language),
      letters: letters[index]! > 0 ? callsText(letters[index]!) : null,
      events: (events.get(day.date.toEpochDay()) ?? []).map(({ name }) => name),
      counted: numberOrNull(counted.get(day.date.toEpochDay())),
    })),
    total: {
      calls: callsIn80(forecast, language),
      range95: rangeOf95(forecast.bounds),
      ...textsOf(sums),
      sum: tenthsText(forecast.days.reduce((sum, day) => sum + day.modelCalls, 0)),
      counted:
        countedDays.length === forecast.days.length
          ? callsText(countedDays.reduce((sum, { date }) => sum + counted.get(date.toEpochDay())!, 0))
          : null,
    },
    weeks: forecast.weeks.map((week) => ({
      start: dayText(week.start, language),
      end: week.end.equals(week.start) ? null : dayText(week.end, language),
      calls: callsIn80(week, language),
      range95: rangeOf95(week.bounds),
    })),
    mailings: forecast.mailings.map(({ mailing, calls }) => ({
      posted: mailing.expectedOfKind === undefined ? dayText(mailing.postedOn, language) : null,
      kind: mailing.kind,
      letters: callsText(mailing.letters),
      calls: tenthsText(calls),
      due: mailing.dueOn === null ? null : dayText(mailing.dueOn, language),
      chance:
        mailing.expectedOfKind === undefined && mailing.chanceFraction < 1
          ? wholePercentText(mailing.chanceFraction)
          : null,
    })),
    hasExpected: forecast.mailings.some(({ mailing }) => mailing.expectedOfKind !== undefined),
    handling: handlingOf(view, language),
    queues: forecast.queues.map((queue) => ({
      name: queueName(view, queue.queueId, language),
      calls: callsIn80(queue, language),
      historyDays: callsText(queue.historyDays),
      methods: methodRows(queue.methods),
      slotMethods: methodRows(queue.slotMethods),
    })),
    cleaned: forecast.cleaned.map((day) => cleanedRow(view, day, language)),
    decisions: view.decisions.map((decision) => ({
      date: decision.date.toString(),
      day: dateText(decision.date, language),
      queueId: decision.queueId ?? '',
      queue: decision.queueId === null ? null : queueName(view, decision.queueId, language),
      useKey: `forecast:use.${decision.use}`,
      reason: decision.reason,
      by: view.nameOf(decision.by),
      at: dateTimeText(japanDateTimeOf(decision.at), language),
    })),
    queueChoices: contract.queues.map(({ id, name }) => ({ id, name: name[language] })),
    overrides: view.overrides.map((override, index) => ({
      date: override.date.toString(),
      day: dayText(override.date, language),
      calls: callsText(override.calls),
      model: modelOf(forecast.days, override.date),
      reason: override.reason,
      by: view.nameOf(override.by),
      at: dateTimeText(japanDateTimeOf(override.at), language),
      undone:
        override.undone === null
          ? null
          : {
              by: view.nameOf(override.undone.by),
              at: dateTimeText(japanDateTimeOf(override.undone.at), language),
            },
      // Only the newest one of a day that was not taken back holds.
      isHolding:
        override.undone === null &&
        !view.overrides
          .slice(0, index)
          .some((newer) => newer.date.equals(override.date) && newer.undone === null),
    })),
    openDays: openDaysOfMonth(contract.opening, month).map(({ date }) => ({
      value: date.toString(),
      text: `${dayText(date, language)}　${modelOf(forecast.days, date) ?? ''}`.trim(),
    })),
  };
}

function changeOf(view: ForecastView, language: Language): object | null {
  const { change, forecast } = view;
  if (change === null) return null;
  const size = Math.abs(change.changeFraction);
  const direction = size < noChangeFraction ? 'same' : change.changeFraction > 0 ? 'more' : 'fewer';
  const [main] = change.drivers;
  return {
    key: `forecast:change.${direction}`,
    percent: wholePercentText(size),
    month: monthText(forecast.month.minusMonths(1), language),
    calls: callsText(change.previousCalls),
    isCounted: change.countedDays > 0,
    driverKey: direction === 'same' ? null : `forecast:driver.${main!.driver}`,
    driverCalls: signedCallsText(main!.calls),
    drivers: change.drivers.map(({ driver, calls }) => ({
      key: `forecast:driver.${driver}`,
      calls: signedCallsText(calls),
    })),
  };
}

function heaviestOf(days: readonly DayForecast[], language: Language): object | null {
  const [first, ...rest] = days;
  if (first === undefined) return null;
  const most = rest.reduce((heaviest, day) => (day.calls > heaviest.calls ? day : heaviest), first);
  return { day: dayText(most.date, language), calls: callsIn80(most, language) };
}

function dayRow(day: DayForecast, asked: LocalDate | null, language: Language) {
  const parts = addedParts(day.parts, day.modelCalls);
  return {
    href: `/forecast/${day.date.toString().slice(0, 7)}/days/${day.date}${knownQuery(asked)}`,
    day: dayText(day.date, language),
    isBusy: day.season === 'busy',
    isOverridden: day.override !== null,
    calls: callsIn80(day, language),
    range95: rangeOf95(day.bounds),
    ...textsOf(parts),
    sum: tenthsText(day.modelCalls),
    explanation: day.explanation[language],
  };
}

function textsOf(parts: ReturnType<typeof addedParts>) {
  return {
    level: tenthsText(parts.level),
    weekday: signedTenthsText(parts.weekday),
    season: signedTenthsText(parts.season),
    eventCalls: signedTenthsText(parts.events),
    mailings: signedTenthsText(parts.mailings),
  };
}

function sumOfParts(days: readonly DayForecast[]): ReturnType<typeof addedParts> {
  const all = days.map((day) => addedParts(day.parts, day.modelCalls));
  const total = (of: (parts: ReturnType<typeof addedParts>) => number): number =>
    all.reduce((sum, parts) => sum + of(parts), 0);
  return {
    level: total((parts) => parts.level),
    weekday: total((parts) => parts.weekday),
    season: total((parts) => parts.season),
    events: total((parts) => parts.events),
    mailings: total((parts) => parts.mailings),
  };
}

function cleanedRow(view: ForecastView, day: CleanedDay, language: Language): object {
  return {
    date: day.date.toString(),
    day: dateText(day.date, language),
    queueId: day.queueId,
    queue: queueName(view, day.queueId, language),
    reasonKey: `forecast:cleaned.reason.${day.reason}`,
    time:
      day.range === null
        ? null
        : [day.range.startMinute, day.range.endMinute]
            .map((minute) => formatTime(minute).replace(/^0/, ''))
            .join('–'),
    counted: callsText(day.countedCalls),
    used: day.usedCalls === null ? null : callsText(day.usedCalls),
    // What a person left out is taken back where the decision stands.
    canUse: day.reason !== 'leftOut',
  };
}

/** The name of a queue, or its id when the contract has it no more. */
export function queueName(
  { contract }: Pick<ForecastView, 'contract'>,
  queueId: string,
  language: Language,
): string {
  return contract.queues.find(({ id }) => id === queueId)?.name[language] ?? queueId;
}

function modelOf(days: readonly DayForecast[], date: LocalDate): string | null {
  return numberOrNull(days.find((day) => day.date.equals(date))?.modelCalls);
}

function numberOrNull(calls: number | undefined): string | null {
  return calls === undefined ? null : callsText(calls);
}
