import { CheapestScheduleSearch } from './cheapest-schedule.ts';
import type { Meter } from './meter.ts';
import { type PersonRules, personRules } from './person-rules.ts';
import { cellCost, type Footprint, minutesCost, off, type RosterProblem } from './problem.ts';

/** A roster on its way: who has which duty on each day, how many cover each cell, and what it costs. */
export class RosterState {
  readonly problem: RosterProblem;
  /** Duty or `off` per `person × days + day`. */
  readonly schedule: Int16Array;
  /** People per cell. */
  readonly cover: Int32Array;
  /** Minutes of work per person. */
  readonly minutes: Float64Array;
  /** Cost of what is possible in the roster, and how many of its days are not. */
  #cost = 0;
  #impossible = 0;

  constructor(problem: RosterProblem, schedule?: Int16Array) {
    this.problem = problem;
    this.schedule = schedule?.slice() ?? new Int16Array(problem.people.length * problem.dayCount).fill(off);
    this.cover = new Int32Array(problem.cells.length);
    this.minutes = new Float64Array(problem.people.length);
    this.recount();
  }

  /** Cost of the roster; Infinity while a day is in it that is not possible. */
  get cost(): number {
    return this.#impossible > 0 ? Infinity : this.#cost;
  }

  /** Counts everything afresh. */
  recount(): void {
    const { problem, schedule, cover } = this;
    cover.fill(0);
    this.minutes.fill(0);
    this.#cost = problem.constant;
    this.#impossible = 0;
    for (let person = 0; person < problem.people.length; person += 1) {
      for (let day = 0; day < problem.dayCount; day += 1) {
        const duty = schedule[person * problem.dayCount + day]!;
        this.#price(dayPrice(problem, person, day, duty), 1);
        if (duty === off) continue;
        this.minutes[person]! += problem.duties[duty]!.minutes;
        const { cells, times } = footprintOf(problem, person, day, duty);
        for (let at = 0; at < cells.length; at += 1) cover[cells[at]!]! += times[at]!;
      }
      this.#cost += minutesCost(problem.people[person]!, this.minutes[person]!);
    }
    for (let index = 0; index < cover.length; index += 1) {
      this.#cost += cellCost(problem.cells[index]!, cover[index]!);
    }
  }

  /** Takes over another roster. */
  adopt(schedule: Int16Array): void {
    this.schedule.set(schedule);
    this.recount();
  }

  /** Gives a person another duty on a day. */
  set(person: number, day: number, duty: number): void {
    const { problem, schedule } = this;
    const at = person * problem.dayCount + day;
    const before = schedule[at]!;
    if (before === duty) return;
    this.#price(dayPrice(problem, person, day, before), -1);
    this.#price(dayPrice(problem, person, day, duty), 1);
    if (before !== off) this.#count(footprintOf(problem, person, day, before), -1);
    if (duty !== off) this.#count(footprintOf(problem, person, day, duty), 1);
    schedule[at] = duty;
    const minutes = this.minutes[person]!;
    const minutesOf = (each: number): number => (each === off ? 0 : problem.duties[each]!.minutes);
    const after = minutes + minutesOf(duty) - minutesOf(before);
    this.minutes[person] = after;
    if (problem.people[person]!.wantedMinutes === undefined) return;
    this.#cost += minutesCost(problem.people[person]!, after) - minutesCost(problem.people[person]!, minutes);
  }

  /** Adds a day's price or takes it away; one that is not possible is counted apart, as Infinity cannot be taken away. */
  #price(price: number, sign: 1 | -1): void {
    if (price === Infinity) this.#impossible += sign;
    else this.#cost += sign * price;
  }

  #count({ cells, times }: Footprint, sign: 1 | -1): void {
    for (let at = 0; at < cells.length; at += 1) {
      const index = cells[at]!;
      const people = this.cover[index]!;
      const cell = this.problem.cells[index]!;
      this.#cost += cellCost(cell, people + sign * times[at]!) - cellCost(cell, people);
      this.cover[index] = people + sign * times[at]!;
    }
  }
}

/** Price of a person's duty on a day, without what it does to the cells. */
export function dayPrice(problem: RosterProblem, person: number, day: number, duty: number): number {
  const { dutyPrice, offPrice } = problem.people[person]!;
  return duty === off ? offPrice[day]! : dutyPrice[day * problem.duties.length + duty]!;
}

/** What a person's duty on a day covers. */
export function footprintOf(problem: RosterProblem, person: number, day: number, duty: number): Footprint {
  return problem.footprints[problem.people[person]!.group]![day * problem.duties.length + duty]!;
}

/** Rules and searches of all people, in their order. */
export interface Crew {
  readonly rules: readonly PersonRules[];
  readonly searches: readonly CheapestScheduleSearch[];
  /** Counts the work of all of them. */
  readonly meter: Meter;
}

/** Prepares a problem's people for searching. @param meter that counts their work too, a new one unless given */
export function crewOf(problem: RosterProblem, meter: Meter = { units: 0 }): Crew {
  const rules = problem.people.map((person) => personRules(problem.duties, person));
  return {
    rules,
    meter,
    searches: rules.map((each) => new CheapestScheduleSearch(each, problem.weekendOf, meter)),
  };
}
