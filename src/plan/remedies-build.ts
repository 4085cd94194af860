import type { LocalDate } from '@js-joda/core';
import {
  buildRoster,
  checkRoster,
  type Finding,
  type Pin,
  type RosterDay,
  type SearchRoster,
  type StaffMember,
  standbyCode,
} from '../roster/index.ts';
import { firstDayOfWeek } from '../roster/weeks.ts';
import { isToCome, type Lack, lacksOf, type RemedyGround, weightOf } from './remedies-lack.ts';
import type { RelaxedGround } from './remedies-relax.ts';

/** A month built again where it lacked something. */
export interface RebuiltRoster {
  /** Days of the ground, in its order; weeks without a lack are as they were. */
  readonly days: readonly RosterDay[];
  /** What lacks by the relaxed rules. */
  readonly lacks: readonly Lack[];
  /** Everything it was built for. */
  readonly relaxed: RelaxedGround;
}

/** What it costs, in hours of paid work, to change a person-day that people know: a day's work. */
const changePrice = 8;
/** Work of one search, in the engine's units: a second for a month of few people. */
const effortUnits = { perPersonDay: 6e5, least: 3e7 } as const;
const seed = 1;

/**
 * A month's roster with some rules relaxed or more people: only weeks that lack something are built again, and there as
 * little changes as may be. Null where the pure rules find in it what the law or a contract that stands forbids.
 * @param lacks of the ground's days
 */
export async function rebuilt(
  ground: RemedyGround,
  lacks: readonly Lack[],
  relaxed: RelaxedGround,
  search: SearchRoster,
): Promise<RebuiltRoster | null> {
  const { contract, days, month } = ground;
  const isOpen = openDaysOf(ground, lacks);
  const staff = relaxed.staff.map((person) => ({ ...person, pins: pinsOf(ground, person, isOpen) }));
  const demands = relaxed.demands.map((demand, index) =>
    // What stands already needs nobody looked for.
    isOpen[index] ? demand : { ...demand, requiredSeats: demand.requiredSeats.map(() => 0), skilled: [] },
  );
  const built = await buildRoster(
    {
      contract: relaxed.contract,
      month,
      staff,
      demands,
      dayCalls: ground.dayCalls,
      daysBefore: ground.daysBefore,
      daysAfter: ground.daysAfter ?? null,
      kept: { days, changePrice },
      seed,
    },
    (problem, effort) => {
      const { perPersonDay, least } = effortUnits;
      const personDays = problem.people.length * isOpen.filter(Boolean).length;
      const most = Math.max(least, personDays * perPersonDay);
      return search(problem, { ...effort, units: Math.min(effort.units, most), lanes: 1 });
    },
  );
  const context = { ...ground, ...relaxed };
  const made = built.days.map((day, index) => (isOpen[index] ? day : days[index]!));
  const isFewer = contract.standby.perDay > relaxed.contract.standby.perDay;
  const all = (isFewer ? withStandbys(ground, relaxed, made) : made).map((day, index) =>
    isOpen[index] ? betterDay(ground, relaxed, day, index) : day,
  );
  if (illegalIn(context, all).some((entry) => !illegalIn(ground, days).some(isLike(entry)))) return null;
  return { days: all, lacks: lacksOf(context, all), relaxed };
}

/** Person-days up to which a roster is built in a second or two; beyond, fewer are. */
const fewPersonDays = 400;

/** How many rosters may be built where few people would have so many: fewer, but some, where each takes longer. */
export function affordable(ground: RemedyGround, lacks: readonly Lack[], most: number): number {
  const personDays = ground.staff.length * openDaysOf(ground, lacks).filter(Boolean).length;
  return Math.max(Math.ceil(most / 5), Math.round(most * Math.min(1, fewPersonDays / personDays)));
}

/** Whether each day lies in a week that lacks something and is still to come. */
function openDaysOf(ground: RemedyGround, lacks: readonly Lack[]): boolean[] {
  const weekOf = (date: LocalDate): string =>
    firstDayOfWeek(date, ground.contract.labour.weekStartsOn).toString();
  const weeks = new Set(lacks.map(({ dayIndex }) => weekOf(ground.days[dayIndex]!.date)));
  return ground.days.map(({ date }, index) => weeks.has(weekOf(date)) && isToCome(ground, index));
}

/** What stays of a person's month: the days that are not built again, and what a planner fixed on the others. */
function pinsOf({ days }: RemedyGround, person: StaffMember, isOpen: readonly boolean[]): Pin[] {
  return days.flatMap(({ date, shifts }, index): Pin[] => {
    if (isOpen[index]) return (person.pins ?? []).filter((pin) => pin.date.equals(date));
    const own = shifts.find(({ staffId }) => staffId === person.id);
    return [{ date, patternCode: own?.patternCode ?? null }];
  });
}

/** A built day with the breaks that people know, where the same people work and no more lacks so. */
function betterDay(ground: RemedyGround, relaxed: RelaxedGround, day: RosterDay, index: number): RosterDay {
  const known = ground.days[index]!;
  const keyOf = ({ shifts }: RosterDay): string =>
    shifts
      .map(({ staffId, patternCode, startMinute, endMinute }) =>
        [staffId, patternCode, startMinute, endMinute].join(' '),
      )
      .toSorted()
      .join();
  if (keyOf(day) !== keyOf(known)) return day;
  const context = { ...ground, ...relaxed, demands: [relaxed.demands[index]!] };
  const lackOf = (one: RosterDay): number => weightOf(lacksOf(context, [one]));
  return lackOf(known) <= lackOf(day) ? known : day;
}

/** Days with those standbys that stood there before, as far as people are free and the rules that stand allow it. */
function withStandbys(
  ground: RemedyGround,
  relaxed: RelaxedGround,
  built: readonly RosterDay[],
): readonly RosterDay[] {
  const { perDay } = ground.contract.standby;
  const context = { ...ground, ...relaxed };
  let days = built;
  ground.days.forEach(({ shifts: before }, index) => {
    for (const standby of before.filter(({ isStandby }) => isStandby)) {
      const { date, shifts } = days[index]!;
      const isFull = shifts.filter(({ patternCode }) => patternCode === standbyCode).length >= perDay;
      if (isFull || shifts.some(({ staffId }) => staffId === standby.staffId)) continue;
      const more = days.with(index, { date, shifts: [...shifts, standby] });
      const said = illegalIn(context, days);
      if (illegalIn(context, more).every((entry) => said.some(isLike(entry)))) days = more;
    }
  });
  return days;
}

/** What forbids a duty: every finding of level H that is not about people who lack, and a rest between shifts too short. */
function illegalIn(context: RemedyGround, days: readonly RosterDay[]): Finding[] {
  return checkRoster({ ...context, days }).filter(isForbidding);
}

/** Whether a finding stands against a duty, rather than saying that somebody lacks. */
export function isForbidding({ level, rule }: Finding): boolean {
  return (level === 'H' && !rule.startsWith('cover.')) || rule === 'labour.interval';
}

/** Whether two findings speak of the same rule, person and day. */
export function isLike(one: Finding): (other: Finding) => boolean {
  return (other) =>
    one.rule === other.rule && one.staffId === other.staffId && String(one.date) === String(other.date);
}
