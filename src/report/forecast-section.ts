import { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { boundsText, callsText, dateText, dayText, floorPercentText } from './format.ts';

/** The forecast of a month as a document shows it. */
export interface ForecastSection {
  readonly days: readonly {
    readonly day: string;
    readonly isBusy: boolean;
    readonly seasonReason: string;
    /** Calls with 80 % bounds. */
    readonly calls: string;
    readonly bounds95: string;
    /** Calls of the parts, to one decimal and signed but for the level; level and what lies in it for want of more. */
    readonly level: string;
    readonly weekday: string;
    readonly season: string;
    readonly events: string;
    readonly mailings: string;
    readonly queues: readonly string[];
    readonly isOverridden: boolean;
    /** The parts as a sentence; null for plans that have none. */
    readonly explanation: string | null;
  }[];
  /** Letters that nobody announced and that are expected all the same; null when none are. */
  readonly unannounced: { readonly letters: string; readonly expectedCalls: string } | null;
  /** Whether any day has calls from events. */
  readonly hasEvents: boolean;
  readonly queueNames: readonly string[];
  readonly month: {
    readonly calls: string;
    readonly bounds95: string;
    readonly level: string;
    readonly weekday: string;
    readonly season: string;
    readonly events: string;
    readonly mailings: string;
    readonly queues: readonly string[];
  };
  readonly mailings: readonly {
    readonly postedOn: string;
    readonly announcedOn: string;
    readonly kind: string;
    readonly letters: string;
    readonly expectedCalls: string;
    /** Chance in percent of a batch that is merely possible; null for planned ones. */
    readonly chance: string | null;
    readonly opensOn: string | null;
    readonly dueOn: string | null;
    /** Whether the letters are posted in the plan's month and so marked in the chart. */
    readonly isInMonth: boolean;
  }[];
  readonly overrides: readonly {
    readonly day: string;
    readonly modelCalls: string;
    readonly calls: string;
    readonly reason: string;
  }[];
  readonly assumptions: {
    readonly ahtSeconds: string;
    /** Null without history. */
    readonly measuredAhtSeconds: string | null;
    readonly patienceSeconds: string;
    readonly serviceLevelSeconds: string;
    readonly historyDays: string;
    /** Spread beyond chance that the month's days share, and that of one day: standard deviation ÷ mean. */
    readonly volumeSpread: string;
    readonly daySpread: string;
    readonly knowledgeDate: string;
    readonly contractCalls: string;
    readonly busyFactor: string;
  };
  /** Numbers of the chart, in order of the days. */
  readonly chart: {
    readonly days: readonly {
      readonly label: string;
      readonly calls: number;
      readonly letterCalls: number;
      readonly low80: number;
      readonly high80: number;
      readonly isBusy: boolean;
      /** Letters posted since the open day before, up to this day; 0 when none. */
      readonly letters: number;
    }[];
  };
}

/** @param mask puts codes in the place of names that the reader may not see */
export function forecastSection(
  contract: Contract,
  plan: PlanDocument,
  language: Language,
  mask: (text: string) => string,
): ForecastSection {
  const days = plan.days.map((day) => ({
    day: dayText(LocalDate.parse(day.date), language),
    isBusy: day.season === 'busy',
    seasonReason: mask(day.seasonReason[language]),
    calls: boundsText(day.forecastCalls, day.forecastBounds.low80, day.forecastBounds.high80, language),
    bounds95: rangeText(day.forecastBounds),
    ...partTexts([day]),
    queues: contract.queues.map(({ id }) => callsText(callsOfQueue(day, id))),
    isOverridden: day.override !== null,
    explanation: day.explanation === undefined ? null : mask(day.explanation[language]),
  }));
  const total = (of: (day: PlanDocument['days'][number]) => number): string =>
    callsText(plan.days.reduce((sum, day) => sum + of(day), 0));
  const { assumptions } = plan;
  return {
    days,
    hasEvents: plan.days.some((day) => Math.abs(day.forecastParts.events ?? 0) >= 0.05),
    queueNames: contract.queues.map((queue) => queue.name[language]),
    month: {
      calls: boundsText(
        plan.monthForecastCalls,
        plan.monthForecastBounds.low80,
        plan.monthForecastBounds.high80,
        language,
      ),
      bounds95: rangeText(plan.monthForecastBounds),
      ...partTexts(plan.days),
      queues: contract.queues.map(({ id }) => total((day) => callsOfQueue(day, id))),
    },
    mailings: plan.mailings
      .filter((mailing) => mailing.isExpected !== true)
      .map((mailing) => ({
        postedOn: dayText(LocalDate.parse(mailing.postedOn), language),
        announcedOn: dateText(LocalDate.parse(mailing.announcedOn), language),
        kind: mask(mailing.kind),
        letters: callsText(mailing.letters),
        expectedCalls: callsText(mailing.expectedCalls),
        chance:
          (mailing.chanceFraction ?? 1) === 1
            ? null
            : floorPercentText(mailing.chanceFraction!).replace('.0', ''),
        opensOn: dayOrNull(mailing.bookingOpensOn, language),
        dueOn: dayOrNull(mailing.dueOn, language),
        isInMonth: mailing.postedOn.startsWith(plan.month),
      })),
    unannounced: unannouncedOf(plan),
    overrides: plan.days.flatMap((day) =>
      day.override === null
        ? []
        : [
            {
              day: dayText(LocalDate.parse(day.date), language),
              modelCalls: callsText(day.override.modelCalls),
              calls: callsText(day.override.calls),
              reason: mask(day.override.reason),
            },
          ],
    ),
    assumptions: {
      ahtSeconds: callsText(assumptions.ahtSeconds),
      measuredAhtSeconds:
        assumptions.measuredAhtSeconds === null ? null : callsText(assumptions.measuredAhtSeconds),
      patienceSeconds: callsText(assumptions.patienceSeconds),
      serviceLevelSeconds: callsText(assumptions.serviceLevelSeconds),
      historyDays: callsText(assumptions.historyDays),
      volumeSpread: floorPercentText(assumptions.volumeCvFraction),
      daySpread: floorPercentText(assumptions.dayCvFraction),
      knowledgeDate: dateText(LocalDate.parse(plan.knowledgeDate), language),
      contractCalls: callsText(contract.queues.reduce((sum, queue) => sum + queue.monthlyCalls, 0)),
      busyFactor: floorPercentText(contract.busyFactor).replace('.0', ''),
    },
    chart: { days: chartDays(plan, language) },
  };
}

function chartDays(plan: PlanDocument, language: Language): ForecastSection['chart']['days'] {
  return plan.days.map((day, index) => {
    const previous = plan.days[index - 1]?.date ?? `${plan.month}-00`;
    const letters = plan.mailings
      .filter(
        ({ postedOn, isExpected }) => isExpected !== true && postedOn > previous && postedOn <= day.date,
      )
      .reduce((sum, mailing) => sum + mailing.letters, 0);
    return {
      label: dayText(LocalDate.parse(day.date), language),
      calls: day.forecastCalls,
      letterCalls: letterCallsOf(day),
      low80: day.forecastBounds.low80,
      high80: day.forecastBounds.high80,
      isBusy: day.season === 'busy',
      letters,
    };
  });
}

function unannouncedOf(plan: PlanDocument): ForecastSection['unannounced'] {
  const expected = plan.mailings.filter(({ isExpected }) => isExpected === true);
  if (expected.length === 0) return null;
  const sum = (of: (mailing: (typeof expected)[number]) => number): string =>
    callsText(expected.reduce((total, mailing) => total + of(mailing), 0));
  return {
    letters: sum(({ letters }) => letters),
    expectedCalls: sum(({ expectedCalls }) => expectedCalls),
  };
}

/** Sums of parts over days, the level taking what older plans do not tell apart. */
function partTexts(
  days: PlanDocument['days'],
): Pick<ForecastSection['month'], 'level' | 'weekday' | 'season' | 'events' | 'mailings'> {
  const sum = (of: (parts: PlanDocument['days'][number]['forecastParts']) => number): number =>
    days.reduce((total, day) => total + of(day.forecastParts), 0);
  return {
    level: sum((parts) => parts.level ?? parts.base).toFixed(1),
    weekday: signedText(sum((parts) => parts.weekday ?? 0)),
    season: signedText(sum((parts) => parts.season ?? 0)),
    events: signedText(sum((parts) => parts.events ?? 0)),
    mailings: sum((parts) => parts.mailings).toFixed(1),
  };
}

/** A part with its sign; 0.0 has none. */
function signedText(calls: number): string {
  const text = Math.abs(calls).toFixed(1);
  if (text === '0.0') return text;
  return calls < 0 ? `−${text}` : `+${text}`;
}

/** Calls from letters among those planned: a correction scales them as all others. */
function letterCallsOf(day: PlanDocument['days'][number]): number {
  const { base, mailings } = day.forecastParts;
  return base + mailings > 0 ? (day.forecastCalls * mailings) / (base + mailings) : 0;
}

function dayOrNull(date: string | null | undefined, language: Language): string | null {
  return date == null ? null : dayText(LocalDate.parse(date), language);
}

function callsOfQueue(day: PlanDocument['days'][number], id: string): number {
  return day.queues.find((queue) => queue.id === id)?.calls ?? 0;
}

function rangeText(bounds: { readonly low95: number; readonly high95: number }): string {
  return `${callsText(bounds.low95)}–${callsText(bounds.high95)}`;
}
