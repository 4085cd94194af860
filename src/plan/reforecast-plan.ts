import { parseTime } from '../calendar/index.ts';
import { assumedReforecast, type Outlook, type Reforecast, reforecast } from '../forecast/reforecast.ts';
import type { ReforecastDay } from '../forecast/reforecast-posterior.ts';
import { type DayActuals, plannedCallsFrom } from './actuals.ts';
import type { PlanContent, PlanDay } from './format.ts';

/** Calls still to come in one interval of a plan's day. */
export interface IntervalOutlook extends Outlook {
  /** `HH:mm`; the start is that of the interval even where part of it is over. */
  readonly start: string;
  readonly end: string;
  /** Planned calls of what is still to come of it, ≥ 0. */
  readonly plannedCalls: number;
}

/** Calls still to come on one day of a plan. */
export interface PlanDayOutlook extends Outlook {
  readonly date: string;
  /** Planned calls of what is still to come of the day, ≥ 0. */
  readonly plannedCalls: number;
  /** Intervals with anything still to come, in order. */
  readonly intervals: readonly IntervalOutlook[];
  /** The same for any part of it. @param plannedCalls what the plan expects in the part, ≥ 0 */
  readonly partOf: (plannedCalls: number) => Outlook;
}

/** Calls still to come in a plan's month. */
export interface PlanOutlook extends Outlook {
  readonly plannedCalls: number;
  /** Days with anything still to come, in order. */
  readonly days: readonly PlanDayOutlook[];
  /** The distribution behind it, its days in the order of the plan's. */
  readonly reforecast: Reforecast;
}

const normal80 = 1.2816;

/**
 * The rest of a plan's month after what came (`reforecast`). A day's own variation is that which its bounds of 80 % leave
 * beside chance and what all days share. While nothing has come the bounds are the plan's own.
 * @param actuals of days of the plan
 */
export function planOutlook(content: PlanContent, actuals: readonly DayActuals[]): PlanOutlook {
  const byDate = new Map(actuals.map((day) => [day.date.toString(), day]));
  const { volumeCvFraction } = content.assumptions;
  const given = content.days.map((day) => reforecastDay(day, byDate.get(day.date), volumeCvFraction));
  const result = reforecast(given, { ...assumedReforecast, volumeCvFraction });
  const isPlanned = actuals.length === 0;
  const days = content.days.flatMap((day, index): PlanDayOutlook[] => {
    const { restFraction } = given[index]!;
    if (restFraction === 0) return [];
    const { calls, bounds, partOf } = result.days[index]!;
    const ofPart = (planned: number) => partOf(day.forecastCalls > 0 ? planned / day.forecastCalls : 0);
    const until = byDate.get(day.date)?.untilMinute ?? 0;
    const intervals = day.intervals.flatMap(({ start, end, calls: planned }): IntervalOutlook[] => {
      const [startMinute, endMinute] = [parseTime(start), parseTime(end)];
      const left = Math.max(0, endMinute - Math.max(until, startMinute)) / (endMinute - startMinute);
      if (left === 0) return [];
      return [{ start, end, plannedCalls: planned * left, ...ofPart(planned * left) }];
    });
    const own = isPlanned ? day.forecastBounds : bounds;
    const plannedCalls = day.forecastCalls * restFraction;
    return [{ date: day.date, plannedCalls, calls, bounds: own, intervals, partOf: ofPart }];
  });
  return {
    calls: result.calls,
    bounds: isPlanned ? content.monthForecastBounds : result.bounds,
    plannedCalls: days.reduce((sum, day) => sum + day.plannedCalls, 0),
    days,
    reforecast: result,
  };
}

function reforecastDay(
  day: PlanDay,
  actuals: DayActuals | undefined,
  volumeCvFraction: number,
): ReforecastDay {
  const { forecastCalls: calls, forecastBounds, forecastParts } = day;
  const modelCalls = forecastParts.base + forecastParts.mailings;
  const letterFraction = modelCalls > 0 ? Math.max(0, Math.min(1, forecastParts.mailings / modelCalls)) : 0;
  const deviation = (forecastBounds.high80 - forecastBounds.low80) / 2 / normal80;
  const variance = calls > 0 ? Math.max(0, deviation ** 2 - calls) / calls ** 2 - volumeCvFraction ** 2 : 0;
  const common = { calls, letterFraction, cvFraction: Math.sqrt(Math.max(0, variance)) };
  if (actuals === undefined) return { ...common, came: null, restFraction: 1 };
  const left = Math.max(0, plannedCallsFrom(day, actuals.untilMinute));
  const dueFraction = actuals.state === 'whole' ? 1 : calls > 0 ? Math.max(0, 1 - left / calls) : 0;
  const restFraction = actuals.state === 'underWay' ? 1 - dueFraction : 0;
  const came = dueFraction > 0 ? { dueFraction, calls: actuals.offered } : null;
  return { ...common, came, restFraction };
}
