import { formatTime, type TimeRange } from '../calendar/index.ts';
import { type Editing, edited } from '../roster/editing.ts';
import { contractOn, optionsOn, type Shift, type StaffMember, standbyCode } from '../roster/index.ts';
import { type ReasonKind, reasonKinds, reasonsAgainst } from './remedies-against.ts';
import {
  isOfGroup,
  type Lack,
  type LackKind,
  lacksOf,
  type RemedyGround,
  weightOf,
} from './remedies-lack.ts';
import { dutyOf, type WrittenDuty, writtenDuty } from './remedies-uses.ts';

/** One person who is not there when people lack, with everything that stands against the duty that would serve best. */
export interface AwayPerson {
  readonly staffId: string;
  /** The weightiest first, at least one. */
  readonly reasons: readonly ReasonKind[];
  /** The duty that was tried; null where there is none to try. */
  readonly duty: WrittenDuty | null;
}

/** Why people of one kind lack on a day. */
export interface GapReasons {
  readonly kind: LackKind;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly ranges: readonly { readonly start: string; readonly end: string; readonly people: number }[];
  /** People by their first reason; together they are everybody of the group who is not there all the time. */
  readonly counts: readonly { readonly reason: ReasonKind; readonly people: number }[];
  readonly people: readonly AwayPerson[];
}

/**
 * For each day and kind of lack, what keeps everybody else of the group away: the duty that would serve best is tried and
 * every rule is asked about it.
 * @param editing of the ground's days @param lacks to explain
 */
export function gapReasons(ground: RemedyGround, editing: Editing, lacks: readonly Lack[]): GapReasons[] {
  const gaps = Map.groupBy(lacks, ({ dayIndex, kind }) => `${dayIndex} ${kind}`);
  return [...gaps.values()].map((ofDay): GapReasons => {
    const { kind, dayIndex } = ofDay[0]!;
    const { date } = ground.days[dayIndex]!;
    const people = ground.staff
      .filter((person) => isOfGroup(ground, kind, person))
      .flatMap((person) => awayPerson(ground, editing, ofDay, person));
    const first = Map.groupBy(people, ({ reasons }) => reasons[0]!);
    return {
      kind,
      date: date.toString(),
      ranges: ofDay.map(({ startMinute, endMinute, people: missing }) => ({
        start: formatTime(startMinute),
        end: formatTime(endMinute),
        people: missing,
      })),
      counts: reasonKinds.flatMap((reason) => {
        const count = first.get(reason)?.length ?? 0;
        return count === 0 ? [] : [{ reason, people: count }];
      }),
      people,
    };
  });
}

/** A duty tried for a person. */
export interface TriedDuty {
  readonly shift: Shift;
  readonly reasons: readonly ReasonKind[];
  /** By how much less lacks on the day, in minutes as `weightOf`; may be negative. */
  readonly gained: number;
}

/**
 * The person's own duties that reach into what lacks on a day, each tried against every rule: what the fewest rules stand
 * against first, then what helps most.
 */
export function triedDuties(
  ground: RemedyGround,
  editing: Editing,
  lacks: readonly Lack[],
  person: StaffMember,
): TriedDuty[] {
  const { kind, dayIndex } = lacks[0]!;
  const { date } = ground.days[dayIndex]!;
  const own = contractOn(person, date);
  const codes =
    kind === 'standby'
      ? [standbyCode]
      : ground.contract.shiftPatterns
          .filter(
            ({ code, roles, start, end }) =>
              roles.includes(own.role) &&
              own.patternCodes.includes(code) &&
              lacks.some((lack) => overlap(lack, { startMinute: start, endMinute: end }) > 0),
          )
          .map(({ code }) => code);
  return codes
    .map((patternCode): TriedDuty => {
      const outcome = edited(editing, { kind: 'assign', date, staffId: person.id, patternCode });
      const { days } = outcome.editing.check.context;
      return {
        shift: dutyOf(days[dayIndex]!, person.id)!,
        reasons: reasonsAgainst(editing.check.context, person, dayIndex, days, outcome.appeared),
        gained: gainOn(ground, editing, days, [dayIndex]),
      };
    })
    .toSorted((one, other) => one.reasons.length - other.reasons.length || other.gained - one.gained);
}

/** By how much less lacks on some days than in the roster as it is, in minutes as `weightOf`. */
export function gainOn(
  ground: RemedyGround,
  editing: Editing,
  days: RemedyGround['days'],
  dayIndexes: readonly number[],
): number {
  const part = { ...ground, demands: dayIndexes.map((index) => ground.demands[index]!) };
  const weight = (all: RemedyGround['days']): number =>
    weightOf(
      lacksOf(
        part,
        dayIndexes.map((index) => all[index]!),
      ),
    );
  return weight(editing.check.context.days) - weight(days);
}

function awayPerson(
  ground: RemedyGround,
  editing: Editing,
  lacks: readonly Lack[],
  person: StaffMember,
): AwayPerson[] {
  const { kind, dayIndex } = lacks[0]!;
  const duty = dutyOf(ground.days[dayIndex]!, person.id);
  const because = (reasons: readonly ReasonKind[], shift: Shift | undefined): AwayPerson[] => [
    { staffId: person.id, reasons, duty: shift === undefined ? null : writtenDuty(shift) },
  ];
  if (duty?.isStandby === true) return kind === 'standby' ? [] : because(['standby'], duty);
  if (duty !== undefined && kind === 'standby') return because(['shift'], duty);
  if (duty !== undefined) {
    const away = minutesAway(duty, lacks);
    if (away.all === 0) return [];
    if (away.outside === 0) return because([away.meal >= away.rest ? 'meal' : 'rest'], duty);
  }
  const [best] = triedDuties(ground, editing, lacks, person);
  if (duty !== undefined) {
    const isBetter = best !== undefined && best.reasons.length === 0 && best.gained > 0;
    return isBetter ? because(['free'], best.shift) : because(['shift'], duty);
  }
  if (best === undefined) return because([plainObstacle(ground, person, dayIndex) ?? 'pattern'], undefined);
  if (best.reasons.length > 0) return because(best.reasons, best.shift);
  if (kind === 'standby') {
    if (!person.canStandBy) return because(['noStandby'], undefined);
    return because([plainObstacle(ground, person, dayIndex) ?? 'free'], best.shift);
  }
  return because([best.gained > 0 ? 'free' : kind === 'skilled' ? 'untrained' : 'rest'], best.shift);
}

/** What keeps a person away who has no pattern to try. */
function plainObstacle(ground: RemedyGround, person: StaffMember, dayIndex: number): ReasonKind | null {
  switch (optionsOn(person, ground.demands[dayIndex]!, ground.contract).obstacle) {
    case 'leave':
    case 'careLeave':
      return 'leave';
    case 'notEmployed':
    case 'otherCentre':
    case 'unapproved':
      return 'notEmployed';
    case 'untrained':
    case 'inexperienced':
      return 'untrained';
    case 'unavailable':
      return 'unavailable';
    case 'noPattern':
      return 'pattern';
    case null:
      return null;
  }
}

/** Minutes of a lack at which a person on shift is not at their place, and why. */
function minutesAway(
  shift: Shift,
  lacks: readonly Lack[],
): { readonly all: number; readonly outside: number; readonly meal: number; readonly rest: number } {
  const sum = (of: (lack: Lack) => number): number => lacks.reduce((total, lack) => total + of(lack), 0);
  const inBreaks = (kind: 'meal' | 'rest'): number =>
    sum((lack) =>
      shift.breaks.reduce((total, entry) => total + (entry.kind === kind ? overlap(entry, lack) : 0), 0),
    );
  const outside = sum((lack) => lack.endMinute - lack.startMinute - overlap(shift, lack));
  const [meal, rest] = [inBreaks('meal'), inBreaks('rest')];
  return { all: outside + meal + rest, outside, meal, rest };
}

function overlap(one: TimeRange, other: TimeRange): number {
  return Math.max(0, Math.min(one.endMinute, other.endMinute) - Math.max(one.startMinute, other.startMinute));
}
