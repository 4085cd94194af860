import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import {
  footprint,
  type LaneEvent,
  type OpenLp,
  off,
  type Report,
  type RosterProblem,
  RosterState,
  searchLane,
  wantedCell,
} from '../../../src/roster/engine/index.ts';
import { openLpSolver } from '../../../src/solver/live-lp.ts';
import { costOfRoster, leastCost, legalSchedules } from '../../oracle/rosters.ts';
import { instancePath, isLegalRoster, publishedInstance, publishedProblem } from './instances.ts';
import { freePerson, tinyProblems } from './tiny-problems.ts';

let openLp: OpenLp;
before(async () => {
  openLp = await openLpSolver();
});

interface Found {
  readonly cost: number;
  readonly schedule: Int16Array;
  readonly bound: number;
  readonly isDone: boolean;
}

/**
 * Drives a lane alone until its work is used up, it is done or the roster costs `enough`, and checks everything it says on its way:
 * rosters legal, counted right and ever cheaper; bounds ever higher and under every roster.
 */
function searched(
  problem: RosterProblem,
  options: { seed: number; units: number; start?: Int16Array; enough?: number },
): Found {
  const { seed, units, start = null, enough = -Infinity } = options;
  let found: Found = { cost: Infinity, schedule: new Int16Array(0), bound: -Infinity, isDone: false };
  for (const event of searchLane(problem, { openLp, seed, lane: 0, lanes: 1, start, gap: 0 })) {
    if (event.kind === 'best') {
      expect(event.cost).to.be.below(found.cost);
      expect(event.cost).to.equal(new RosterState(problem, event.schedule).cost);
      expect(isLegalRoster(problem, event.schedule)).to.equal(true);
      found = { ...found, cost: event.cost, schedule: event.schedule.slice() };
    } else if (event.kind === 'bound') {
      expect(event.bound).to.be.at.least(found.bound);
      found = { ...found, bound: event.bound };
    } else if (event.kind === 'report') {
      expect([...event.report.schedule]).to.deep.equal([...found.schedule]);
      return { ...found, bound: event.report.bound, isDone: event.report.isDone };
    } else if (event.kind === 'tick' && event.units >= units) return found;
    expect(found.bound).to.be.at.most(found.cost);
    if (found.cost <= enough) return found;
  }
  return found;
}

/** The same problem with people and duties in reverse order. */
function reversed(problem: RosterProblem): RosterProblem {
  const { dayCount, duties } = problem;
  const last = duties.length - 1;
  const turned = <T>(list: ArrayLike<T>): T[] =>
    Array.from({ length: dayCount }, (_, day) =>
      duties.map((_, duty) => list[day * duties.length + last - duty]!),
    ).flat();
  return {
    ...problem,
    duties: [...duties]
      .reverse()
      .map((duty) => ({ ...duty, blocksNext: duty.blocksNext.map((next) => last - next) })),
    people: [...problem.people].reverse().map((person) => ({
      ...person,
      dutyPrice: Float64Array.from(turned(person.dutyPrice)),
      dutyLimits: [...person.dutyLimits].reverse(),
      ...(person.before === undefined
        ? {}
        : { before: { ...person.before, duty: last - person.before.duty } }),
      periodLimits: (person.periodLimits ?? []).map((limit) => ({
        ...limit,
        amounts: [...limit.amounts].reverse(),
      })),
    })),
    footprints: problem.footprints.map((lists) => turned(lists)),
  };
}

/** The roster of a file of a published instance. */
function publishedRoster(number: number): Int16Array {
  const { people, shifts, dayCount } = publishedInstance(number);
  const schedule = new Int16Array(people.length * dayCount).fill(off);
  const rows: Record<string, string>[] = parse(readFileSync(instancePath(`Instance${number}.csv`)), {
    columns: true,
  });
  for (const { employee, day, shift } of rows) {
    const person = people.findIndex(({ id }) => id === employee);
    schedule[person * dayCount + Number(day)] = shifts.findIndex(({ id }) => id === shift);
  }
  return schedule;
}

/** Tiny problems that have a roster, with all schedules of each person. */
const solvable = tinyProblems()
  .map((problem) => ({ problem, legal: problem.people.map((person) => legalSchedules(problem, person)) }))
  .filter(({ legal }) => legal.every((each) => each.length > 0));
const tinyUnits = 1e8;

describe('searchLane', () => {
  it('finds the best roster of tiny problems', () => {
    fc.assert(
      fc.property(solvable, fc.nat(1000), ({ problem, legal }, seed) => {
        const least = leastCost(problem, legal);
        const found = searched(problem, { seed, units: tinyUnits, enough: least });
        expect(found.cost).to.equal(least);
        expect(found.bound).to.be.at.most(least);
        const roster = problem.people.map((_, person) => [
          ...found.schedule.slice(person * problem.dayCount, (person + 1) * problem.dayCount),
        ]);
        expect(costOfRoster(problem, roster)).to.equal(least);
      }),
      { numRuns: 60, seed: 31 },
    );
  });

  it('is done exactly when its roster costs as little as its bound', () => {
    let done = 0;
    fc.assert(
      fc.property(solvable, fc.nat(1000), ({ problem, legal }, seed) => {
        const found = searched(problem, { seed, units: 1e7 });
        expect(found.isDone).to.equal(found.bound === found.cost);
        if (found.isDone) expect(found.cost).to.equal(leastCost(problem, legal));
        if (found.isDone) done += 1;
      }),
      { numRuns: 40, seed: 32 },
    );
    expect(done).to.be.greaterThan(15);
  });

  it('does not care in which order people and duties stand', () => {
    fc.assert(
      fc.property(solvable, ({ problem, legal }) => {
        const least = leastCost(problem, legal);
        const found = searched(reversed(problem), { seed: 5, units: tinyUnits, enough: least });
        expect(found.cost).to.equal(least);
      }),
      { numRuns: 30, seed: 33 },
    );
    for (const [number, best] of [
      [2, 828],
      [4, 1716],
    ] as const) {
      const found = searched(reversed(publishedProblem(number)), { seed: 1, units: 5e8 });
      expect(found).to.include({ cost: best, bound: best, isDone: true });
    }
  });

  it('never pays for one more person who need not work', () => {
    fc.assert(
      fc.property(solvable, fc.nat(1), ({ problem, legal }, group) => {
        const person = freePerson(problem.dayCount, problem.duties.length, { id: 'new', group });
        const more = { ...problem, people: [...problem.people, person] };
        const before = leastCost(problem, legal);
        const found = searched(more, { seed: 2, units: tinyUnits, enough: before });
        expect(found.cost).to.be.at.most(before);
        expect(found.bound).to.be.at.most(before);
      }),
      { numRuns: 30, seed: 34 },
    );
    const problem = publishedProblem(2);
    const person = { ...problem.people[0]!, id: 'new', minimumMinutes: 0 };
    const free = { ...person, dutyPrice: person.dutyPrice.map((price) => Math.max(0, price)) };
    const found = searched({ ...problem, people: [...problem.people, free] }, { seed: 1, units: 5e8 });
    expect(found.isDone).to.equal(true);
    expect(found.cost).to.be.below(828);
  });

  it('begins with the roster it is given and never ends with a worse one', () => {
    const starts = solvable.chain(({ problem, legal }) =>
      fc.tuple(fc.constant(problem), fc.tuple(...legal.map((each) => fc.constantFrom(...each)))),
    );
    fc.assert(
      fc.property(starts, fc.nat(100), ([problem, roster], seed) => {
        const start = Int16Array.from(roster.flat());
        const options = { openLp, seed, lane: 0, lanes: 1, start, gap: 0 };
        const first = searchLane(problem, options).next().value;
        expect(first).to.deep.include({ kind: 'best', cost: costOfRoster(problem, roster) });
        const found = searched(problem, { seed, units: 1e6, start });
        expect(found.cost).to.be.at.most(costOfRoster(problem, roster));
        // What was given is the caller's.
        expect([...start]).to.deep.equal(roster.flat());
      }),
      { numRuns: 30, seed: 35 },
    );
    const given = searched(publishedProblem(1), { seed: 1, units: 1e7, start: publishedRoster(1) });
    expect(given.cost).to.equal(607);
    const proven = searched(publishedProblem(2), { seed: 1, units: 5e8, start: publishedRoster(2) });
    expect(proven).to.include({ cost: 828, bound: 828, isDone: true });
  });

  it('gives the same rosters for the same seed and work', () => {
    const said = (seed: number): string => {
      const events: unknown[] = [];
      const options = { openLp, seed, lane: 0, lanes: 1, start: null, gap: 0 };
      for (const event of searchLane(publishedProblem(1), options)) {
        if (event.kind === 'best') events.push([event.cost, ...event.schedule]);
        else events.push(event);
        if (event.kind === 'tick' && event.units > 1.5e7) break;
      }
      return JSON.stringify(events);
    };
    const first = said(1);
    expect(said(1)).to.equal(first);
    expect(said(2)).not.to.equal(first);
  });

  it('gives the same rosters however the lanes take turns, as long as they exchange their reports', () => {
    const orders = {
      inTurn: (turn: number, waiting: number): number => turn % waiting,
      unevenly: (turn: number, waiting: number): number => (turn % 7 === 0 ? 0 : waiting - 1),
    };
    const results = Object.values(orders).map((order) => exchanged(publishedProblem(1), 2, 2, order));
    expect(results[0]).to.have.lengthOf(2);
    for (const result of results) expect(result).to.deep.equal(results[0]);
    for (const reports of results[0]!) {
      for (const { cost, bound } of reports) expect(cost).to.be.at.least(bound);
    }
  });

  /** Lets lanes take turns in some order until each has reported so often; every lane waits for the reports of all. */
  function exchanged(
    problem: RosterProblem,
    lanes: number,
    times: number,
    order: (turn: number, waiting: number) => number,
  ): { readonly cost: number; readonly bound: number; readonly schedule: string }[][] {
    const running = Array.from({ length: lanes }, (_, lane) =>
      searchLane(problem, { openLp, seed: 6, lane, lanes, start: null, gap: 0 }),
    );
    const history: Report[][] = [];
    let answers: readonly Report[] | undefined;
    while (history.length < times) {
      const reports = new Map<number, Report>();
      const asked = new Set<number>();
      for (let turn = 0; reports.size < lanes; turn += 1) {
        const waiting = running.map((_, lane) => lane).filter((lane) => !reports.has(lane));
        const lane = waiting[order(turn, waiting.length)]!;
        const step =
          answers === undefined || asked.has(lane) ? running[lane]!.next() : running[lane]!.next(answers);
        asked.add(lane);
        const event = step.value as LaneEvent;
        if (event.kind === 'report') {
          expect(isLegalRoster(problem, event.report.schedule)).to.equal(true);
          expect(event.report.cost).to.equal(new RosterState(problem, event.report.schedule).cost);
          reports.set(lane, event.report);
        }
      }
      answers = running.map((_, lane) => reports.get(lane)!);
      history.push([...answers]);
    }
    return history.map((reports) =>
      reports.map(({ cost, bound, schedule }) => ({ cost, bound, schedule: schedule.join() })),
    );
  }

  it('solves the published instances 1 and 2 to their best', () => {
    const first = searched(publishedProblem(1), { seed: 1, units: 2e9, enough: 607 });
    expect(first.cost).to.equal(607);
    const second = searched(publishedProblem(2), { seed: 1, units: 5e8 });
    expect(second).to.include({ cost: 828, bound: 828, isDone: true });
  });
});

describe('searchLane, where little is to be decided', () => {
  const nobody = (): RosterProblem => ({ ...publishedProblem(1), people: [] });

  it('has an answer without cells, without demand and for one day', () => {
    const problem = publishedProblem(1);
    const noCells = {
      ...problem,
      cells: [],
      footprints: problem.footprints.map((lists) => lists.map(() => footprint([]))),
    };
    const wishes = searched(noCells, { seed: 1, units: 5e8 });
    expect(wishes.isDone).to.equal(true);
    const noDemand = {
      ...problem,
      cells: problem.cells.map(({ day }) => ({ day, costs: [0, 0] })),
    };
    expect(searched(noDemand, { seed: 1, units: 5e8 })).to.include({ cost: wishes.cost, isDone: true });
    const person = freePerson(1, 1);
    const oneDay: RosterProblem = {
      dayCount: 1,
      weekendOf: [-1],
      duties: [{ id: 'D', minutes: 480, blocksNext: [] }],
      people: [person, { ...person, id: 'Q', dutyLimits: [0] }],
      cells: [wantedCell({ day: 0, required: 2, underCost: 100, overCost: 1 })],
      footprints: [[footprint([0])]],
      constant: 7,
      grain: 1,
    };
    expect(searched(oneDay, { seed: 1, units: 5e8 })).to.include({ cost: 107, bound: 107, isDone: true });
  });

  it('answers for nobody what it costs that nobody comes', () => {
    const problem = nobody();
    const { cost } = new RosterState(problem);
    expect(searched(problem, { seed: 1, units: 1e7 })).to.include({ cost, bound: cost, isDone: true });
  });

  it('finds rosters where some days must be worked', () => {
    const mustWork = tinyProblems(4)
      .map((problem) => ({ problem, legal: problem.people.map((person) => legalSchedules(problem, person)) }))
      .filter(
        ({ problem, legal }) =>
          legal.every((each) => each.length > 0) &&
          problem.people.some(({ offPrice }) => offPrice.includes(Infinity)),
      );
    fc.assert(
      fc.property(mustWork, fc.nat(1000), ({ problem, legal }, seed) => {
        const least = leastCost(problem, legal);
        expect(searched(problem, { seed, units: tinyUnits, enough: least }).cost).to.equal(least);
      }),
      { numRuns: 30, seed: 36 },
    );
  });
});
