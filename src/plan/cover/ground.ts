import { YearMonth } from '@js-joda/core';
import type { RosterDay, Shift } from '../../roster/index.ts';
import type { EditPlanInput } from '../edit-plan.ts';
import { demandsOf, rosterDaysOf } from '../plan-roster.ts';
import { type Absence, withoutAbsent } from './absent-day.ts';
import type { CoverAction } from './action.ts';
import { actionsOf, lostShifts } from './actions.ts';
import { type CoverJudgement, judgeCover, openCover } from './check.ts';
import { knownRates } from './day-service.ts';
import { exchangesOf } from './exchanges.ts';
import { type FoundWays, searchWays } from './search.ts';
import { askedBy, daysWith, type TriedWay, type WayGround } from './ways.ts';

/** What `proposeCover` works on. */
export interface ProposeCoverInput extends EditPlanInput {
  /** `YYYY-MM-DD` of a day of the plan. */
  readonly date: string;
  /** Who is away when on the day, as far as the plan does not show it yet; at least one. */
  readonly absences: readonly Absence[];
  /** Nothing before this minute of the day can change any more. */
  readonly nowMinute: number;
  /** People with an absence recorded on the same day already: they are not asked. */
  readonly alsoAbsentIds?: readonly string[];
  /** People who said no or did not answer: they are not asked again. */
  readonly declinedIds?: readonly string[];
  /** How often people have come at short notice before; who is not named never has. */
  readonly timesBefore?: ReadonlyMap<string, number>;
}

/** A day with its absences and everything that is asked about ways to cover them. */
export interface CoverGround {
  readonly input: ProposeCoverInput;
  readonly days: readonly RosterDay[];
  /** Of the day in the plan. */
  readonly index: number;
  readonly ways: WayGround;
  readonly actions: readonly CoverAction[];
}

/** The day of an absence, laid out. */
export function coverGround(input: ProposeCoverInput): CoverGround {
  const { content, contract, absences } = input;
  const days = rosterDaysOf(content);
  const demands = demandsOf(content);
  const index = content.days.findIndex((day) => day.date === input.date);
  const planned = content.days[index]!;
  const demand = demands[index]!;
  const hole = absences.reduce(withoutAbsent, days[index]!);
  const lost = lostShifts(days[index]!, absences);
  const isSide = (side: 'operator' | 'supervisor'): boolean =>
    lost.some(({ shift }) => (shift.role === 'operator') === (side === 'operator'));
  const handling = {
    intervalSeconds: contract.intervalMinutes * 60,
    ahtSeconds: content.assumptions.ahtSeconds,
    patienceSeconds: content.assumptions.patienceSeconds,
  };
  return {
    input,
    days,
    index,
    ways: {
      breaks: { contract, demand, fromMinute: input.nowMinute },
      standard: {
        contract,
        demand,
        calls: planned.intervals.map(({ calls }) => calls),
        plannedSeats: planned.intervals.map(({ scheduledSeats }) => scheduledSeats),
        rateOf: knownRates(handling),
        fromMinute: input.nowMinute,
      },
      hole,
      sides: (['operator', 'supervisor'] as const).filter(isSide),
    },
    actions: actionsOf({
      contract,
      staff: input.staff,
      days: [...(input.daysBefore ?? []), ...days, ...(input.daysAfter ?? [])],
      hole,
      lost,
      notAsked: new Set([
        ...absences.map(({ staffId }) => staffId),
        ...(input.alsoAbsentIds ?? []),
        ...(input.declinedIds ?? []),
      ]),
      nowMinute: input.nowMinute,
    }),
  };
}

/** What every rule says of a way on the ground; the rules are asked once about everything that no way changes. */
export function judgeOf(ground: CoverGround): (way: TriedWay) => CoverJudgement {
  const { input, days, index, actions, ways } = ground;
  const { content, contract, absences } = input;
  const check = openCover({
    contract,
    month: YearMonth.parse(content.month),
    staff: input.staff,
    days,
    demands: demandsOf(content),
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.record === undefined ? {} : { record: input.record }),
    staffIds: new Set([
      ...days[index]!.shifts.map(({ staffId }) => staffId),
      ...actions.map(({ staffId }) => staffId),
    ]),
    dates: new Set(days.slice(index).map(({ date }) => date.toString())),
  });
  const absentIds = absences.map(({ staffId }) => staffId);
  return (way) =>
    judgeCover(check, {
      ...daysWith(days, index, way),
      changedIds: [...absentIds, ...changedIds(ways.hole, way.day), ...askedBy(way.actions)],
      actions: way.actions,
    });
}

/** Legal ways to cover the absences of a day, judged by every rule, and what is refused. */
export function findWays(ground: CoverGround): FoundWays {
  const { input, days, index, actions, ways } = ground;
  const { contract, absences } = input;
  const later = { contract, days, demands: demandsOf(input.content), index, absences };
  return searchWays({
    ground: ways,
    actions,
    exchangesOf: (coming) => exchangesOf(later, coming),
    judge: judgeOf(ground),
    timesBefore: input.timesBefore ?? new Map(),
  });
}

/** People whose shift or breaks differ between two rosters of a day. */
export function changedIds(before: RosterDay, after: RosterDay): string[] {
  const shiftsOf = (day: RosterDay): Map<string, Shift> =>
    new Map(day.shifts.map((shift) => [shift.staffId, shift]));
  const [was, is] = [shiftsOf(before), shiftsOf(after)];
  const differs = (id: string): boolean => {
    const [one, other] = [was.get(id), is.get(id)];
    return one !== other && JSON.stringify(one) !== JSON.stringify(other);
  };
  return [...new Set([...was.keys(), ...is.keys()])].filter(differs).sort();
}
