import { type Duty, off, type PeriodLimit, type Person } from './problem.ts';

/**
 * What a person's rules make of a day that follows a day: a small automaton whose states say how long the person has
 * been off or at work, and what may follow. Off states first (1 … minimumOff days off, the last meaning "or more"), then
 * per class of duties the days worked in a row.
 */
export interface PersonRules {
  readonly person: Person;
  readonly stateCount: number;
  readonly offStates: number;
  readonly maximumRun: number;
  /** Class of each duty: duties with the same followers blocked; -1 where the person never has it. */
  readonly classOf: Int16Array;
  /** Whether the person may have each duty at all. */
  readonly isUsed: readonly boolean[];
  readonly classCount: number;
  /** Whether a class blocks a duty on the next day, `class × duties + duty`. */
  readonly blocks: Uint8Array;
  /** Greatest common divisor of the minutes of the duties, ≥ 1. */
  readonly unitMinutes: number;
  /** Minutes of each duty, in units. */
  readonly units: Int32Array;
  readonly minimumUnits: number;
  readonly maximumUnits: number;
  readonly longestUnits: number;
  /** Every limit on what is counted, duty limits of the whole time among them. */
  readonly limits: readonly PeriodLimit[];
}

/** The automaton of a person. */
export function personRules(duties: readonly Duty[], person: Person): PersonRules {
  const count = duties.length;
  const isUsed = duties.map(
    (_, duty) =>
      person.maximumRun > 0 &&
      person.dutyLimits[duty]! > 0 &&
      person.dutyPrice.some((price, at) => at % count === duty && price < Infinity),
  );
  const classes = new Map<string, number>();
  const classOf = new Int16Array(count).fill(-1);
  const blockRows: boolean[][] = [];
  duties.forEach((duty, index) => {
    // The last duty before the time has its followers too, though it may be had no more.
    if (!isUsed[index] && person.before?.duty !== index) return;
    const row = duties.map((_, next) => isUsed[next]! && duty.blocksNext.includes(next));
    const key = row.map(Number).join('');
    let known = classes.get(key);
    if (known === undefined) {
      known = classes.size;
      classes.set(key, known);
      blockRows.push(row);
    }
    classOf[index] = known;
  });
  const used = duties.filter((_, index) => isUsed[index]);
  const unitMinutes = used.reduce((divisor, duty) => gcd(divisor, duty.minutes), 0) || 1;
  const units = Int32Array.from(duties, (duty, index) => (isUsed[index] ? duty.minutes / unitMinutes : 0));
  const maximumRun = Math.max(1, person.maximumRun);
  const offStates = Math.max(1, person.minimumOff);
  return {
    person,
    stateCount: offStates + classes.size * maximumRun,
    offStates,
    maximumRun,
    classOf,
    isUsed,
    classCount: classes.size,
    blocks: Uint8Array.from(blockRows.flat(), Number),
    unitMinutes,
    units,
    minimumUnits: Math.ceil(person.minimumMinutes / unitMinutes),
    maximumUnits: Math.floor(person.maximumMinutes / unitMinutes),
    longestUnits: Math.max(0, ...units),
    limits: limitsOf(duties.length, isUsed, person),
  };
}

function limitsOf(dutyCount: number, isUsed: readonly boolean[], person: Person): PeriodLimit[] {
  const dayCount = person.offPrice.length;
  const wholeTime = Array.from({ length: dayCount }, () => 0);
  const perDuty = person.dutyLimits.flatMap((most, duty): PeriodLimit[] => {
    if (!isUsed[duty] || most >= dayCount) return [];
    const amounts = Array.from({ length: dutyCount }, (_, other) => (other === duty ? 1 : 0));
    return [{ amounts, periodOf: wholeTime, most: [most] }];
  });
  const further = (person.periodLimits ?? []).map((limit): PeriodLimit => {
    const amounts = limit.amounts.map((amount, duty) => (isUsed[duty] ? amount : 0));
    const divisor = amounts.reduce(gcd, 0) || 1;
    return {
      ...limit,
      amounts: amounts.map((amount) => amount / divisor),
      most: limit.most.map((most) => Math.floor(most / divisor)),
    };
  });
  return [...perDuty, ...further];
}

/** Most days of work that fit into some days, ascending; between those that do not follow each other anything may lie. */
export function mostWorkdays(rules: PersonRules, days: readonly number[]): number {
  const cycle = rules.maximumRun + rules.offStates;
  let most = 0;
  for (let first = 0; first < days.length; ) {
    let after = first + 1;
    while (after < days.length && days[after] === days[after - 1]! + 1) after += 1;
    const length = after - first;
    most += Math.floor(length / cycle) * rules.maximumRun + Math.min(length % cycle, rules.maximumRun);
    first = after;
  }
  return most;
}

/** Most units of work that fit into some days. */
export function mostUnits(rules: PersonRules, days: readonly number[]): number {
  return mostWorkdays(rules, days) * rules.longestUnits;
}

/** State before the first day of the whole time. */
export function startState({ person, offStates, maximumRun, classOf }: PersonRules): number {
  // A run that began with the time itself has no least length: off states start at "long enough" already.
  if (person.before === undefined) return offStates - 1;
  const { run, duty } = person.before;
  return offStates + classOf[duty]! * maximumRun + Math.min(run, maximumRun) - 1;
}

/** State after one more day in a state; what the day has must be allowed there. */
export function nextState(rules: PersonRules, state: number, duty: number): number {
  if (duty === off) return state < rules.offStates ? Math.min(state + 1, rules.offStates - 1) : 0;
  const run = state < rules.offStates ? 0 : ((state - rules.offStates) % rules.maximumRun) + 1;
  return rules.offStates + rules.classOf[duty]! * rules.maximumRun + run;
}

/** Whether a day off may follow a state on a day; a run that began with the time itself has no least length. */
export function mayRest(rules: PersonRules, state: number, day: number): boolean {
  if (state < rules.offStates) return true;
  const run = ((state - rules.offStates) % rules.maximumRun) + 1;
  return run >= rules.person.minimumRun || run === day + (rules.person.before?.run ?? 0);
}

/** Whether a duty may follow a state. */
export function mayWork(rules: PersonRules, state: number, duty: number): boolean {
  if (state < rules.offStates) return state === rules.offStates - 1;
  const run = ((state - rules.offStates) % rules.maximumRun) + 1;
  const cls = Math.floor((state - rules.offStates) / rules.maximumRun);
  return run < rules.maximumRun && rules.blocks[cls * rules.classOf.length + duty] === 0;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
