import type { LocalDate } from '@js-joda/core';
import type { OutboundView } from '../app/load-outbound.ts';
import { formatTime, japanDateTimeOf } from '../calendar/index.ts';
import { isInTerm } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import { isBelowByAny, outboundBases, recoveryCalls } from '../plan/outbound-agreement.ts';
import type { OutboundDayPlan } from '../plan/outbound-placement.ts';
import type { MiddleReading, OutboundReadings } from '../plan/outbound-readings.ts';
import { outboundOutcomes } from '../plan/outbound-records.ts';
import { openProbabilityText } from '../report/format.ts';
import { callsText, clockText, dateTimeText, dayText, finePercentText, monthText } from '../report/index.ts';

/** States in which there is nothing to do but wait or carry on. */
const toneOf = {
  early: 'warn',
  notBelow: 'done',
  otherReading: 'warn',
  mayAgree: 'warn',
  agreed: 'done',
  recovered: 'error',
  over: 'done',
} as const;

/** What every page of a month's outbound work shows. */
export function outboundFrame(view: OutboundView, language: Language) {
  const hrefOf = (month: OutboundView['month']): string | null =>
    isInTerm(view.contract, month) ? `/months/${month}/outbound` : null;
  const { maximumAttemptsPerDay, attemptSeconds } = view.contract.outbound;
  return {
    month: view.month.toString(),
    monthText: monthText(view.month, language),
    previousHref: hrefOf(view.month.minusMonths(1)),
    nextHref: hrefOf(view.month.plusMonths(1)),
    most: maximumAttemptsPerDay,
    attemptMinutes: Number((attemptSeconds / 60).toFixed(1)),
    version: view.version,
  };
}

/** The month: may we, by which reading, what was agreed, and what every day can take. */
export function outboundPage(view: OutboundView, language: Language) {
  const { readings, state } = view;
  return {
    ...outboundFrame(view, language),
    state,
    sentenceKey: state === null ? 'outbound:state.noPlan' : `outbound:state.${state}`,
    tone: state === null ? 'warn' : toneOf[state],
    readings:
      readings === null
        ? null
        : {
            assumed: callsText(readings.assumedCalls),
            threshold: callsText(readings.thresholdCalls),
            recovery: callsText(recoveryCalls(readings, valid(view))),
            middles: readings.middles.map((entry) => middleRow(entry, language)),
            now: projectionTexts(readings.now),
          },
    agreements: view.agreements.map((agreement) => ({
      id: agreement.id,
      isUndone: agreement.undone !== null,
      isStop: agreement.kind === 'stop',
      kindKey: `outbound:agreement.kind.${agreement.kind}`,
      agreedOn: dayText(agreement.agreedOn, language),
      cityPerson: agreement.cityPerson,
      contractorPerson: agreement.contractorPerson,
      terms: agreement.terms,
      startsOn: dayText(agreement.startsOn, language),
      endsOn: agreement.endsOn === null ? null : dayText(agreement.endsOn, language),
      basisKey:
        agreement.basis === null
          ? null
          : `outbound:basis.${agreement.basis.reading}-${agreement.basis.middle}`,
      evidence: evidenceTexts(agreement),
      note: agreement.note,
      reference: agreement.reference,
      recordedAt: dateTimeText(japanDateTimeOf(agreement.recordedAt), language),
    })),
    bases: outboundBases.map(({ reading, middle }) => ({
      value: `${reading}-${middle}`,
      textKey: `outbound:basis.${reading}-${middle}`,
    })),
    showsStart: readings !== null && isBelowByAny(readings),
    canStop: state === 'agreed' || state === 'recovered',
    firstDay: view.month.atDay(1).toString(),
    lastDay: view.month.atEndOfMonth().toString(),
    today: view.today.toString(),
    days: dayRows(view, language),
    proposal: view.proposal === null ? null : monthTexts(view.proposal, language),
  };
}

/** One day: what can still be done, where it fits, and what was done. */
export function outboundDayPage(view: OutboundView, date: LocalDate, language: Language) {
  const records = view.attempts.filter((attempt) => attempt.date.equals(date));
  const made = records.filter(({ undone }) => undone === null);
  const { maximumAttemptsPerDay: most } = view.contract.outbound;
  const proposal = view.proposal?.days.find((day) => day.date.equals(date)) ?? null;
  const totals = view.totals.find((entry) => entry.date.equals(date));
  const nameOf = new Map(view.callers.map(({ id, name }) => [id, name]));
  const index = view.agreedDays.findIndex((day) => day.equals(date));
  const hrefOf = (day: LocalDate | undefined): string | null =>
    day === undefined ? null : `/months/${view.month}/outbound/${day}`;
  return {
    ...outboundFrame(view, language),
    date: date.toString(),
    dayText: dayText(date, language),
    previousHref: index > 0 ? hrefOf(view.agreedDays[index - 1]) : null,
    nextHref: index >= 0 ? hrefOf(view.agreedDays[index + 1]) : null,
    count: made.length,
    left: Math.max(0, most - made.length),
    isFull: made.length >= most,
    isOpenForRecords: !date.isAfter(view.today) && view.agreedDays.some((day) => day.equals(date)),
    totals: outboundOutcomes.map((outcome) => ({
      textKey: `outbound:outcome.${outcome}`,
      count: totals?.byOutcome[outcome] ?? 0,
    })),
    organisations: totals?.organisations ?? 0,
    proposal: proposal === null ? null : { ...dayTexts(proposal), intervals: intervalRows(proposal) },
    outcomes: outboundOutcomes.map((value) => ({ value, textKey: `outbound:outcome.${value}` })),
    callers: view.callers,
    records: records.map((attempt) => ({
      id: attempt.id,
      number: attempt.number,
      time: clockText(formatTime(attempt.minute)),
      staffId: attempt.staffId,
      name: nameOf.get(attempt.staffId) ?? null,
      organisation: attempt.organisation,
      outcomeKey: `outbound:outcome.${attempt.outcome}`,
      note: attempt.note,
      isUndone: attempt.undone !== null,
      isUrgent: attempt.isUrgent && attempt.undone === null,
      reported:
        attempt.reported === null
          ? null
          : {
              to: attempt.reported.to,
              at: dateTimeText(japanDateTimeOf(attempt.reported.at), language),
            },
    })),
  };
}

function valid(view: OutboundView): OutboundView['agreements'] {
  return view.agreements.filter(({ undone }) => undone === null);
}

/** The figures that were kept with an agreement; null for a stop, which asks for none. */
function evidenceTexts({ basis, evidence }: OutboundView['agreements'][number]) {
  // Kept as plain data by `agreeOutbound`, from these very readings.
  const kept = evidence as Pick<OutboundReadings, 'thresholdCalls' | 'middles'>;
  const at = kept.middles.find(({ middle }) => middle === basis?.middle);
  if (at === undefined) return null;
  return {
    projection: callsText(at.projection.calls),
    cumulative: callsText(at.cumulative.calls),
    threshold: callsText(kept.thresholdCalls),
  };
}

function middleRow(entry: MiddleReading, language: Language) {
  return {
    textKey: `outbound:middle.${entry.middle}`,
    day: dayText(entry.date, language),
    isUsual: entry.middle === 'openDay',
    isCounted: entry.isCounted,
    missing: entry.missing.length,
    projection: { ...projectionTexts(entry.projection), isBelow: entry.projection.isBelow },
    cumulative: { calls: callsText(entry.cumulative.calls), isBelow: entry.cumulative.isBelow },
  };
}

function projectionTexts(projection: MiddleReading['projection']) {
  return {
    calls: callsText(projection.calls),
    low: callsText(projection.low80),
    high: callsText(projection.high80),
    counted: callsText(projection.countedCalls),
    rest: callsText(projection.restCalls),
  };
}

function monthTexts(proposal: NonNullable<OutboundView['proposal']>, language: Language) {
  const { answerRate, probabilityTargetMet } = proposal;
  return {
    attempts: proposal.days.reduce((sum, day) => sum + day.attempts, 0),
    rateWithout: finePercentText(answerRate.without),
    rateWith: finePercentText(answerRate.with),
    probabilityWithout: openProbabilityText(probabilityTargetMet.without, language),
    probabilityWith: openProbabilityText(probabilityTargetMet.with, language),
  };
}

function dayTexts(day: OutboundDayPlan) {
  return {
    attempts: day.attempts,
    limitKey: `outbound:limit.${day.limitedBy}`,
    rateWithout: finePercentText(day.answerRate.without),
    rateWith: finePercentText(day.answerRate.with),
  };
}

/** Agreed days and days with records. */
function dayRows(view: OutboundView, language: Language) {
  const agreed = new Set(view.agreedDays.map((date) => date.toString()));
  const totals = new Map(view.totals.map((entry) => [entry.date.toString(), entry]));
  const proposals = new Map(view.proposal?.days.map((day) => [day.date.toString(), day]));
  const dates = view.openDays.filter((date) => agreed.has(date.toString()) || totals.has(date.toString()));
  return dates.map((date) => {
    const key = date.toString();
    const own = totals.get(key);
    const proposal = agreed.has(key) ? proposals.get(key) : undefined;
    return {
      href: `/months/${view.month}/outbound/${key}`,
      day: dayText(date, language),
      isToday: date.equals(view.today),
      attempts: own?.attempts ?? 0,
      reached: (own?.attempts ?? 0) - (own?.byOutcome.notReached ?? 0),
      agreed: own?.byOutcome.agreed ?? 0,
      urgent: own?.urgent ?? 0,
      proposal: proposal === undefined ? null : dayTexts(proposal),
    };
  });
}

function intervalRows(day: OutboundDayPlan) {
  return day.intervals.map((span) => ({
    start: clockText(formatTime(span.startMinute)),
    end: clockText(formatTime(span.endMinute)),
    calls: span.calls.toFixed(1),
    seats: span.scheduledSeats,
    idle: Math.floor(span.idleMinutes),
    most: span.mostAttempts,
    attempts: span.attempts,
    rateWithout: finePercentText(span.answerRate.without),
    rateWith: finePercentText(span.answerRate.with),
  }));
}
