import { parseTime } from '../calendar/index.ts';
import { type DayRisk, dayRisk, type MonthRiskTerms, probabilityAtSurplus } from './answer-rate.ts';
import type { PlanContent } from './format.ts';
import type { PlanOutlook } from './reforecast-plan.ts';

/** What the rest of a month risks, per way in which its calls may turn out. */
export interface RestRisk {
  readonly weights: readonly number[];
  /** Per day of the outlook: moments of its surplus, one per weight. */
  readonly days: readonly DayRisk[];
}

/** Seats of a day's intervals still to come, in the outlook's order; whole, ≥ 0. */
export type RestSeats = (date: string) => readonly number[];

/** Seats of the plan in the intervals still to come, by date. */
export function plannedRestSeats(content: PlanContent, outlook: PlanOutlook): ReadonlyMap<string, number[]> {
  const days = new Map(content.days.map((day) => [day.date, day]));
  return new Map(
    outlook.days.map(({ date, intervals }) => {
      const seats = new Map(days.get(date)!.intervals.map((own) => [own.start, own.scheduledSeats]));
      return [date, intervals.map(({ start }) => seats.get(start)!)];
    }),
  );
}

/**
 * The risk of a month's rest: what comes is one of the reforecast's scenarios, each day varies of its own around it, and calls
 * are answered as Erlang A has it at the seats (`dayRisk`, `probabilityTargetMet`).
 */
export function restRisk(content: PlanContent, outlook: PlanOutlook, seats: RestSeats): RestRisk {
  const { scenarios } = outlook.reforecast;
  return {
    weights: scenarios.map(({ weight }) => weight),
    days: outlook.days.map(({ date }, index) => restDayRisk(content, outlook, index, seats(date))),
  };
}

/** The same of one day, to be asked for again when its seats change. @param index of the outlook's days */
export function restDayRisk(
  content: PlanContent,
  outlook: PlanOutlook,
  index: number,
  seats: readonly number[],
): DayRisk {
  const { date, intervals } = outlook.days[index]!;
  const place = content.days.findIndex((day) => day.date === date);
  const first = content.days[place]!.intervals[0]!;
  const { ahtSeconds, patienceSeconds, targetAnswerRate } = content.assumptions;
  const terms: MonthRiskTerms = {
    intervalSeconds: (parseTime(first.end) - parseTime(first.start)) * 60,
    ahtSeconds,
    patienceSeconds,
    targetFraction: targetAnswerRate,
    volumeCvFraction: 0,
    dayCvFraction: outlook.reforecast.ownCvFractions[place]!,
  };
  return outlook.reforecast.scenarios.map(({ factors }) => {
    const day = intervals.map(({ plannedCalls }, position) => ({
      calls: plannedCalls * factors[place]!,
      scheduledSeats: seats[position]!,
    }));
    return dayRisk(terms, day)[0]!;
  });
}

/** Probability that a month reaches its target. @param surplusCalls answered less target × offered so far */
export function restProbability({ weights, days }: RestRisk, surplusCalls: number): number {
  const sum = weights.reduce(
    (total, weight, scenario) =>
      total +
      weight *
        probabilityAtSurplus(
          days.map((day) => day[scenario]!),
          surplusCalls,
        ),
    0,
  );
  // The weights add up to 1 but for a last digit.
  return Math.min(1, Math.max(0, sum / weights.reduce((total, weight) => total + weight, 0)));
}
