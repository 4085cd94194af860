import { dayRisk, probabilityOfDays } from '../answer-rate.ts';
import { demandsOf } from '../plan-roster.ts';
import { rounded } from '../rounding.ts';
import { type DayService, dayService } from './day-service.ts';
import type { CoverGround } from './ground.ts';
import { daysWith, type TriedWay } from './ways.ts';

/** What a way makes of its month. */
export interface MonthFigures {
  readonly monthAnswerRate: number;
  readonly probabilityTargetMet: number;
}

/** 応答率 and risk of the month with a way's days; the other days are worked out once. */
export function monthMeasure({ input, days, index, ways }: CoverGround): (way: TriedWay) => MonthFigures {
  const { content } = input;
  const { assumptions } = content;
  const { standard } = ways;
  const terms = {
    intervalSeconds: input.contract.intervalMinutes * 60,
    ahtSeconds: assumptions.ahtSeconds,
    patienceSeconds: assumptions.patienceSeconds,
    targetFraction: assumptions.targetAnswerRate,
    volumeCvFraction: assumptions.volumeCvFraction,
    dayCvFraction: assumptions.dayCvFraction,
  };
  const risks = content.days.map(({ intervals }) => dayRisk(terms, intervals));
  const answeredOf = (day: number, seats: readonly number[]): number =>
    content.days[day]!.intervals.reduce(
      (sum, { calls }, interval) => sum + calls * standard.rateOf(calls, seats[interval]!),
      0,
    );
  const answered = content.days.map(({ intervals }, day) =>
    answeredOf(
      day,
      intervals.map(({ scheduledSeats }) => scheduledSeats),
    ),
  );
  const offered = content.days.reduce(
    (sum, { intervals }) => sum + intervals.reduce((ofDay, { calls }) => ofDay + calls, 0),
    0,
  );
  const demands = demandsOf(content);
  return (way) => {
    const after = daysWith(days, index, way);
    const changed = new Map<number, DayService>([[index, way.service]]);
    for (const date of after.dates.slice(1)) {
      const later = days.findIndex((day) => day.date.equals(date));
      const ofDay = { ...standard, demand: demands[later]!, calls: [], plannedSeats: [], fromMinute: 0 };
      changed.set(later, dayService(ofDay, after.days[later]!.shifts));
    }
    const total = answered.reduce(
      (sum, value, day) => sum + (changed.has(day) ? answeredOf(day, changed.get(day)!.seats) : value),
      0,
    );
    const probability = probabilityOfDays(
      terms,
      risks.map((risk, day) => {
        const service = changed.get(day);
        if (service === undefined) return risk;
        const intervals = content.days[day]!.intervals.map(({ calls }, interval) => ({
          calls,
          scheduledSeats: service.seats[interval]!,
        }));
        return dayRisk(terms, intervals);
      }),
    );
    return {
      monthAnswerRate: offered === 0 ? 1 : rounded(total / offered, 6),
      probabilityTargetMet: rounded(probability, 4),
    };
  };
}
