import { LocalDate } from '@js-joda/core';
import {
  emptyProfile,
  profileOf,
  type RosterDay,
  type SearchRoster,
  type StaffMember,
} from '../roster/index.ts';
import { affordable, rebuilt } from './remedies-build.ts';
import { isOfGroup, type Lack, type LackKind, type RemedyGround, weightOf } from './remedies-lack.ts';
import { type WrittenDuty, writtenDuty } from './remedies-uses.ts';

/** One duty of somebody who would join. */
export interface JoinersDuty {
  /** 1 = the first who joins. */
  readonly joiner: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly duty: WrittenDuty;
}

/** What people more would bring, all of the kind that is most common among those who are there and free on every day. */
export interface JoinersAnswer {
  readonly group: 'operators' | 'supervisors';
  readonly employment: StaffMember['employment'];
  readonly patternCodes: readonly string[];
  readonly maximumWeeklyDays: number;
  readonly maximumWeeklyMinutes: number;
  /** People who would join; as many as are enough, or those who bring most. */
  readonly people: number;
  readonly isEnough: boolean;
  /** What lacks of the group's with them. */
  readonly left: readonly Lack[];
  /** What each number of people would leave, in minutes as `weightOf`; the first is one person. */
  readonly leftMinutes: readonly number[];
  /** When they would be needed, as few days as the search finds. */
  readonly duties: readonly JoinersDuty[];
}

/** Most people who are asked for. */
const mostJoiners = 5;
/** Weight of a wish to be off on every day, so that they are needed on few. */
const offWeight = 20;
/** Rosters built to find out which of their days are not needed. */
const mostNarrowed = 8;

/**
 * How many people more would be enough for each group that lacks somebody, and on which days they are needed. Null for a
 * group in which nobody is there to be like.
 * @param lacks of the ground's days that are to come, at least one
 */
export async function joinersAnswers(
  ground: RemedyGround,
  lacks: readonly Lack[],
  search: SearchRoster,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<JoinersAnswer[]> {
  const groupOf = (kind: LackKind): JoinersAnswer['group'] =>
    kind === 'supervisors' ? 'supervisors' : 'operators';
  const groups = [...new Set(lacks.map(({ kind }) => groupOf(kind)))];
  const answers: JoinersAnswer[] = [];
  for (const [index, group] of groups.entries()) {
    const like = mostCommon(ground, group);
    if (like === null) continue;
    const ofGroup = (all: readonly Lack[]): Lack[] => all.filter(({ kind }) => groupOf(kind) === group);
    const leftMinutes: number[] = [];
    let best: Joined | null = null;
    for (let count = 1; count <= mostJoiners; count += 1) {
      onProgress((index + (count - 1) / mostJoiners) / groups.length);
      const joined = await joinedBy(ground, lacks, joinersLike(ground, like, count), search);
      const left = ofGroup(joined?.left ?? lacks);
      const before: number = weightOf(ofGroup(best?.left ?? lacks));
      leftMinutes.push(weightOf(left));
      if (joined === null || weightOf(left) >= before) break;
      best = joined;
      if (left.length === 0) break;
    }
    if (best === null) continue;
    const { employment, patternCodes, maximumWeeklyDays, maximumWeeklyMinutes } = like;
    answers.push({
      ...{ group, employment, patternCodes, maximumWeeklyDays, maximumWeeklyMinutes, leftMinutes },
      ...(await neededLess(ground, lacks, best, search, ofGroup)),
    });
  }
  onProgress(1);
  return answers;
}

/** A roster with people who join. */
interface Joined {
  readonly joiners: readonly StaffMember[];
  readonly days: readonly RosterDay[];
  readonly left: readonly Lack[];
}

/** The roster with them: first with nobody of them on days on which nobody lacks, which mostly is enough. */
async function joinedBy(
  ground: RemedyGround,
  lacks: readonly Lack[],
  joiners: readonly StaffMember[],
  search: SearchRoster,
): Promise<Joined | null> {
  const short = new Set(lacks.map(({ dayIndex }) => dayIndex));
  const others = ground.days.flatMap(({ date }, index) => (short.has(index) ? [] : [date]));
  const few = joiners.map((person) => others.reduce(withoutDay, person));
  const found: Joined[] = [];
  for (const people of [few, joiners]) {
    const relaxed = { ...ground, staff: [...ground.staff, ...people] };
    const roster = await rebuilt(ground, lacks, relaxed, search);
    if (roster === null) continue;
    if (roster.lacks.length === 0) return { joiners: people, days: roster.days, left: [] };
    found.push({ joiners: people, days: roster.days, left: roster.lacks });
  }
  return found.toSorted((one, other) => weightOf(one.left) - weightOf(other.left))[0] ?? null;
}

/** The same people on fewer days, as far as a few more searches can tell. */
async function neededLess(
  ground: RemedyGround,
  lacks: readonly Lack[],
  joined: Joined,
  search: SearchRoster,
  ofGroup: (lacks: readonly Lack[]) => Lack[],
): Promise<Pick<JoinersAnswer, 'people' | 'isEnough' | 'left' | 'duties'>> {
  let best = joined;
  const needed = new Set<string>();
  const keyOf = ({ joiner, date }: JoinersDuty): string => `${joiner} ${date}`;
  const tries = affordable(ground, lacks, mostNarrowed);
  for (let tried = 0; tried < tries; tried += 1) {
    const out = dutiesOf(best).find((duty) => !needed.has(keyOf(duty)));
    if (out === undefined) break;
    const people = best.joiners.map((person, place) =>
      place + 1 === out.joiner ? withoutDay(person, LocalDate.parse(out.date)) : person,
    );
    const relaxed = { ...ground, staff: [...ground.staff, ...people] };
    const roster = await rebuilt(ground, lacks, relaxed, search);
    const isAsGood = roster !== null && weightOf(ofGroup(roster.lacks)) <= weightOf(ofGroup(best.left));
    const fewer: Joined | null = isAsGood ? { joiners: people, days: roster.days, left: roster.lacks } : null;
    if (fewer !== null && dutiesOf(fewer).length < dutiesOf(best).length) best = fewer;
    else needed.add(keyOf(out));
  }
  const left = ofGroup(best.left);
  return { people: best.joiners.length, isEnough: left.length === 0, left, duties: dutiesOf(best) };
}

function dutiesOf({ joiners, days }: Joined): JoinersDuty[] {
  return days.flatMap(({ date, shifts }) =>
    joiners.flatMap(({ id }, place) =>
      shifts
        .filter(({ staffId }) => staffId === id)
        .map((shift) => ({ joiner: place + 1, date: date.toString(), duty: writtenDuty(shift) })),
    ),
  );
}

function withoutDay(person: StaffMember, date: LocalDate): StaffMember {
  const away = { date, isoWeekday: null, startMinute: 0, endMinute: 1440 };
  return { ...person, unavailable: [...person.unavailable, away] };
}

/** One of the people whose contract and patterns are the most common of a group on the month's first day. */
function mostCommon(ground: RemedyGround, group: JoinersAnswer['group']): StaffMember | null {
  const role = group === 'operators' ? 'operator' : 'supervisor';
  const people = ground.staff.filter(
    (person) => person.role === role && person.maximumWeeklyDays > 0 && isOfGroup(ground, group, person),
  );
  const kinds = [...Map.groupBy(people, kindOf).values()];
  const most = kinds.reduce<StaffMember[]>((best, kind) => (kind.length > best.length ? kind : best), []);
  return most[0] ?? null;
}

function kindOf(person: StaffMember): string {
  const { employment, maximumWeeklyMinutes, maximumDailyMinutes, maximumWeeklyDays, patternCodes } = person;
  return [employment, maximumWeeklyMinutes, maximumDailyMinutes, maximumWeeklyDays, ...patternCodes].join();
}

function joinersLike(ground: RemedyGround, like: StaffMember, count: number): StaffMember[] {
  return Array.from({ length: count }, (_, place) => joiner(ground, like, place + 1));
}

/** Somebody like a person, free on every day, who would rather be off on each. */
function joiner({ month, staff }: RemedyGround, like: StaffMember, number: number): StaffMember {
  const { labour: _, pins: __, ...person } = like;
  let id = `NEW${number}`;
  while (staff.some((other) => other.id === id)) id = `${id}+`;
  const first = month.atDay(1);
  return {
    ...person,
    id,
    name: '',
    startsOn: first.minusYears(1),
    endsOn: null,
    minimumMonthlyMinutes: 0,
    leave: [],
    unavailable: [],
    profile: {
      ...emptyProfile,
      qualifications: profileOf(like).qualifications,
      skillLevels: profileOf(like).skillLevels.map((skill) => ({ ...skill, trainedFrom: null })),
    },
    wishes: [{ kind: 'off', from: first, to: month.atEndOfMonth(), patternCode: null, weight: offWeight }],
  };
}
