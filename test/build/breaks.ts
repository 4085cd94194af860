import type { Contract } from '../../src/contract/index.ts';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import { mostOnPhone } from '../../src/roster/most-on-phone.ts';
import { type BreakProblem, placeBreaks } from '../../src/roster/place-breaks.ts';
import { seededRandom } from '../../src/roster/random.ts';
import type { Break } from '../../src/roster/roster.ts';
import { onPhonePerInterval } from '../../src/roster/seats-on-phone.ts';
import { day, range } from './roster.ts';
import { sampleContract } from './sample.ts';

const shiftTimes = [
  ['8:00-16:30', 45],
  ['8:30-17:30', 60],
  ['9:00-17:30', 45],
  ['10:00-19:00', 60],
  ['11:00-20:00', 60],
  ['8:00-13:00', 0],
  ['10:00-16:00', 0],
  ['14:00-18:00', 0],
  ['15:00-20:00', 0],
] as const;

const may8 = day('2024-05-08');
const open = range('8:00-20:00');
const rules: Contract['breaks'] = { ...sampleContract.breaks, mealWindow: { start: 660, end: 960 } };
/**
 * A large day open from 8:00 to 20:00 with a need that is known to be possible: people are placed in some legal way,
 * and an interval needs as many as are then on the phone throughout, less a few at random until the need is no more than
 * a share of the most that the people can be on the phone.
 * @param input.needShare minutes needed to the most possible, 0 to 1
 * @param input.skillShares share of the people who have each skill, needed in the same way; none when left out
 */
export function possibleDay(input: {
  readonly people: number;
  readonly needShare: number;
  readonly seed: number;
  readonly intervalMinutes?: number;
  readonly skillShares?: readonly number[];
}): BreakProblem {
  const random = seededRandom(input.seed);
  const { intervalMinutes = 15, skillShares = [] } = input;
  const people = Array.from({ length: input.people }, (_, index) => {
    const [times, mealMinutes] = shiftTimes[Math.floor(random() * shiftTimes.length)]!;
    return {
      staffId: `OP${String(index + 1).padStart(4, '0')}`,
      ...range(times),
      mealMinutes,
      takesRests: true,
      keptBreaks: [],
      freeFromMinute: 0,
      answers: skillShares.flatMap((share, skill) => (random() < share ? [skill] : [])),
    };
  });
  const breaks = spreadBreaks(people, skillShares.length, input.seed);
  const seatsFor = (answering: readonly BreakSeeker[]): number[] =>
    neededSeats(answering, breaks, { ...input, intervalMinutes }, random);
  const skilled = skillShares.map((_, skill) => ({
    queueId: `queue-${skill}`,
    level: 1,
    seats: seatsFor(people.filter(({ answers }) => answers.includes(skill))),
  }));
  return {
    demand: { date: may8, ...open, intervalMinutes, requiredSeats: seatsFor(people), skilled },
    people,
    rules,
    seed: input.seed + 1,
    attempts: 60,
  };
}

type Placement = ReadonlyMap<string, readonly Break[]>;

/** Breaks that take about the same part of the people on duty at any time, and of those with each skill. */
function spreadBreaks(people: BreakProblem['people'], skills: number, seed: number): Placement {
  const skilled = Array.from({ length: skills }, (_, skill) => ({
    queueId: `queue-${skill}`,
    level: 1,
    seats: evenSeats(people.filter(({ answers }) => answers?.includes(skill) === true)),
  }));
  const demand = {
    date: may8,
    ...open,
    intervalMinutes: rules.stepMinutes,
    requiredSeats: evenSeats(people),
    skilled,
  };
  return placeBreaks({ demand, people, rules, seed, attempts: 1 }).breaks;
}

/** About as many per step as stay on the phone when breaks are spread evenly. */
function evenSeats(people: readonly BreakSeeker[]): number[] {
  const steps = (open.endMinute - open.startMinute) / rules.stepMinutes;
  return Array.from({ length: steps }, (_, step) => {
    const minute = open.startMinute + step * rules.stepMinutes;
    const onDuty = people.filter((person) => person.startMinute <= minute && minute < person.endMinute);
    const mayEat = minute >= rules.mealWindow.start && minute < rules.mealWindow.end;
    const eating = mayEat ? onDuty.filter(({ mealMinutes }) => mealMinutes > 0).length : 0;
    return Math.round(onDuty.length * 0.88 - eating * 0.16);
  });
}

function neededSeats(
  people: readonly BreakSeeker[],
  breaks: Placement,
  { needShare, intervalMinutes }: { readonly needShare: number; readonly intervalMinutes: number },
  random: () => number,
): number[] {
  const shifts = people.map((person) => ({
    ...person,
    role: 'operator' as const,
    patternCode: '',
    isStandby: false,
    breaks: breaks.get(person.staffId)!,
  }));
  const seats = onPhonePerInterval(shifts, open, intervalMinutes);
  const most = people.reduce((sum, person) => sum + mostOnPhone(person, rules, open), 0);
  let needed = seats.reduce((sum, count) => sum + count, 0) * intervalMinutes;
  while (needed > needShare * most) {
    const interval = Math.floor(random() * seats.length);
    if (seats[interval] === 0) continue;
    seats[interval]! -= 1;
    needed -= intervalMinutes;
  }
  return seats;
}
