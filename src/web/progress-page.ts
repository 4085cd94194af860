import { LocalDate } from '@js-joda/core';
import type { AppContext } from '../app/context.ts';
import type { ProgressView } from '../app/load-month-progress.ts';
import type { Language } from '../errors.ts';
import { answerRateOf } from '../plan/actuals.ts';
import type { Restoration } from '../plan/restore-target.ts';
import { openProbabilityText } from '../report/format.ts';
import { boundsText, callsText, clockText, dayText, floorPercentText } from '../report/index.ts';
import { bandsChart } from './forecast-charts.ts';
import { monthToDateView } from './month-to-date-view.ts';

/** A month under way as its page shows it; null while it has no plan. */
export function progressPage(ctx: AppContext, view: ProgressView, language: Language): object | null {
  const { found, contract, month } = view;
  if (found === null) return null;
  const { plan, progress, restoration } = found;
  const { content } = plan;
  const actuals = new Map(progress.actuals.map((day) => [day.date.toString(), day]));
  const rest = new Map(progress.outlook.days.map((day) => [day.date, day]));
  return {
    toDate: monthToDateView(progress.toDate, content.assumptions, language),
    version: plan.version,
    planHref: `/plans/${plan.month}/${plan.version}`,
    isPublished: plan.publishedAt !== null,
    openCases: found.openCases,
    restoration: restoration === null ? null : restorationView(restoration, language),
    chart: bandsChart(ctx, language, {
      contract,
      from: month.atDay(1),
      to: month.atEndOfMonth(),
      // Part of a day beside the forecast of a whole one would look like a quiet day.
      counted: progress.actuals.flatMap(({ date, offered, state }) =>
        state === 'whole' ? [{ date, calls: offered }] : [],
      ),
      forecast: content.days.map((day) => {
        const ahead = rest.get(day.date);
        const isWhole = ahead !== undefined && !actuals.has(day.date);
        return {
          date: LocalDate.parse(day.date),
          calls: isWhole ? ahead.calls : day.forecastCalls,
          bounds: isWhole ? ahead.bounds : day.forecastBounds,
          isBusy: day.season === 'busy',
        };
      }),
      mailings: found.mailings,
    }),
    rows: content.days.map((day) => {
      const counted = actuals.get(day.date);
      const ahead = rest.get(day.date);
      const rate = counted === undefined ? null : answerRateOf(counted);
      const lost = counted === undefined ? 0 : counted.offered - counted.answered;
      return {
        href: `/days/${day.date}`,
        day: dayText(LocalDate.parse(day.date), language),
        planned: callsText(day.forecastCalls),
        isCounted: counted !== undefined,
        stateKey: counted === undefined ? '' : `progress:state.${counted.state}`,
        isWhole: counted?.state === 'whole',
        offered: callsText(counted?.offered ?? 0),
        lost: callsText(lost),
        answerRate: rate === null ? '–' : floorPercentText(rate),
        isMissed: rate !== null && rate < content.assumptions.targetAnswerRate - 1e-9,
        rest:
          ahead === undefined
            ? ''
            : boundsText(ahead.calls, ahead.bounds.low80, ahead.bounds.high80, language),
      };
    }),
  };
}

/** Days shown before the rest is folded away. */
const mostDays = 5;

function restorationView(restoration: Restoration, language: Language): object {
  const days = [...Map.groupBy(restoration.added, ({ date }) => date)].map(([date, runs]) => ({
    href: `/days/${date}`,
    day: dayText(LocalDate.parse(date), language),
    runs: runs.map(({ start, end, seats }) => ({ range: `${clockText(start)}–${clockText(end)}`, seats })),
  }));
  // A list that does not suffice is no plan to act on.
  const shown = restoration.kind === 'enough' ? mostDays : 0;
  return {
    isEnough: restoration.kind === 'enough',
    hasSeats: days.length > 0,
    seatHours: restoration.seatHours.toFixed(1),
    savedCalls: restoration.savedCalls.toFixed(1),
    probability: openProbabilityText(restoration.probabilityTargetMet, language),
    days: days.slice(0, shown),
    moreDays: days.slice(shown),
  };
}
