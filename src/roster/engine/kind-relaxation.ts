import { piecesOf } from './block-rows.ts';
import { type Kind, type KindShare, movesOf, pricesOf } from './kinds.ts';
import type { OpenLp } from './live-lp.ts';
import { minutesCost, off, type Person, type RosterProblem } from './problem.ts';

/** What the relaxation says: a bound, and how many of each kind do what. */
export interface KindRelaxation {
  /** No roster costs less. */
  readonly bound: number;
  /** Every kind, day and duty that is possible, nobody included. */
  readonly shares: readonly KindShare[];
  /** Work done, in the meter's units. */
  readonly units: number;
}

/** Work of a linear program this sparse per simplex iteration and row, in the meter's units. */
const unitsPerIterationRow = 8;
/** What floating point may have made too much of the bound, relative. */
const boundTolerance = 1e-7;

/**
 * The roster with people of a kind taken together and divisible: how many of each kind have each duty on each day, within the
 * sums of their limits, at the cheapest of their prices. A linear program whose size does not grow with the number of people;
 * runs, least minutes off and what may follow on what are left out, so its value is a bound, and good where people are alike.
 * @returns null when even this has no solution
 */
export function relaxKinds(
  problem: RosterProblem,
  kinds: readonly Kind[],
  openLp: OpenLp,
): KindRelaxation | null {
  const program = new Program();
  const cellRows = problem.cells.map((cell, index) => {
    program.constant += cell.costs[0]!;
    const row = program.row(0);
    for (const { cost, length } of piecesOf(cell, 0, mostIn(problem, kinds, index))) {
      program.column(cost, length, [[row, -1]]);
    }
    return row;
  });
  program.constant += problem.constant;
  const shares: (Omit<KindShare, 'people'> & { readonly columns: readonly number[] })[] = [];
  kinds.forEach((kind, index) => {
    const kindRows = limitRows(program, problem, kind);
    for (let day = 0; day < problem.dayCount; day += 1) {
      const dayRow = program.row(kind.people.length);
      for (const duty of movesOf(kind)) {
        const entries = [
          [dayRow, 1] as const,
          ...(duty === off ? [] : kindRows(day, duty)),
          ...(duty === off ? [] : cellEntries(problem, kind, day, duty, cellRows)),
        ];
        const columns = pricesOf(problem, kind, day, duty).map(({ price, people }) =>
          program.column(price, people, entries),
        );
        if (duty !== off && columns.length > 0) shares.push({ kind: index, day, duty, columns });
      }
    }
  });
  const solved = program.solve(openLp);
  if (solved === null) return null;
  const { objective, values, iterations } = solved;
  return {
    bound: objective - Math.abs(objective) * boundTolerance,
    shares: shares.map(({ columns, ...share }) => ({
      ...share,
      people: columns.reduce((sum, column) => sum + values[column]!, 0),
    })),
    units: iterations * program.rowCount * unitsPerIterationRow,
  };
}

type Entry = readonly [row: number, value: number];

/** Collects rows and columns of a linear program, all rows equations. */
class Program {
  readonly #right: number[] = [];
  readonly #costs: number[] = [];
  readonly #uppers: number[] = [];
  readonly #starts: number[] = [];
  readonly #rows: number[] = [];
  readonly #values: number[] = [];
  /** Cost that no column changes. */
  constant = 0;

  get rowCount(): number {
    return this.#right.length;
  }

  row(right: number): number {
    return this.#right.push(right) - 1;
  }

  column(cost: number, upper: number, entries: readonly Entry[]): number {
    this.#starts.push(this.#rows.length);
    for (const [row, value] of entries) {
      this.#rows.push(row);
      this.#values.push(value);
    }
    this.#uppers.push(upper);
    return this.#costs.push(cost) - 1;
  }

  solve(openLp: OpenLp): { objective: number; values: Float64Array; iterations: number } | null {
    const lp = openLp(this.#right);
    try {
      lp.addColumns({
        costs: this.#costs,
        uppers: this.#uppers,
        starts: this.#starts,
        rows: this.#rows,
        values: this.#values,
      });
      const solution = lp.solve('dual');
      if (solution === null) return null;
      return { ...solution, objective: solution.objective + this.constant };
    } finally {
      lp.dispose();
    }
  }
}

/** Rows of a kind's limits and minutes; gives the entries of a duty on a day in them. */
function limitRows(
  program: Program,
  problem: RosterProblem,
  kind: Kind,
): (day: number, duty: number) => Entry[] {
  const limits = kind.rules[0]!.limits.map(({ amounts, periodOf, most }, limit) => ({
    amounts,
    periodOf,
    rows: most.map((_, period) => {
      const allowed = kind.rules.reduce(
        (sum, rules, index) =>
          sum +
          Math.min(rules.limits[limit]!.most[period]!, mostCounted(problem, kind, index, limit, period)),
        0,
      );
      const row = program.row(allowed);
      program.column(0, Infinity, [[row, 1]]);
      return row;
    }),
  }));
  const minutes = minutesRows(program, kind);
  return (day, duty) => [
    ...limits.flatMap(({ amounts, periodOf, rows }): Entry[] =>
      periodOf[day]! >= 0 && amounts[duty]! > 0 ? [[rows[periodOf[day]!]!, amounts[duty]!]] : [],
    ),
    ...minutes.map((row): Entry => [row, problem.duties[duty]!.minutes]),
  ];
}

/** The most that one person can count in a period with a duty on every day. */
function mostCounted(
  problem: RosterProblem,
  kind: Kind,
  index: number,
  limit: number,
  period: number,
): number {
  const { amounts, periodOf } = kind.rules[index]!.limits[limit]!;
  const { dutyPrice } = problem.people[kind.people[index]!]!;
  let sum = 0;
  periodOf.forEach((other, day) => {
    if (other !== period) return;
    const possible = kind.duties.map((duty) =>
      dutyPrice[day * problem.duties.length + duty]! < Infinity ? amounts[duty]! : 0,
    );
    sum += Math.max(0, ...possible);
  });
  return sum;
}

/** Rows in which a kind's minutes are what its people's minutes cost together, cheapest first. */
function minutesRows(program: Program, kind: Kind): number[] {
  const persons = kind.rules.map(({ person }) => person);
  const least = persons.reduce((sum, { minimumMinutes }) => sum + minimumMinutes, 0);
  const rows: number[] = [];
  if (least > 0) {
    rows.push(program.row(least));
    program.column(0, Infinity, [[rows[0]!, -1]]);
  }
  const steps = new Map<number, number>();
  for (const person of persons) {
    program.constant += minutesCost(person, 0);
    for (const { cost, minutes } of minuteSteps(person)) steps.set(cost, (steps.get(cost) ?? 0) + minutes);
  }
  const row = program.row(0);
  for (const [cost, minutes] of steps) program.column(cost, minutes, [[row, -1]]);
  return [...rows, row];
}

/** What the next minute of a person costs, in steps from none to the most; rising, as every wish for minutes is convex. */
function minuteSteps(person: Person): { readonly cost: number; readonly minutes: number }[] {
  const wanted = (person.wantedMinutes ?? []).map(({ minutes }) => minutes);
  const edges = [...new Set([0, ...wanted, person.maximumMinutes])]
    .filter((minutes) => minutes <= person.maximumMinutes)
    .sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => ({
    minutes: end - edges[index]!,
    cost: (minutesCost(person, end) - minutesCost(person, edges[index]!)) / (end - edges[index]!),
  }));
}

function cellEntries(
  problem: RosterProblem,
  kind: Kind,
  day: number,
  duty: number,
  cellRows: readonly number[],
): Entry[] {
  const { group } = problem.people[kind.people[0]!]!;
  const { cells, times } = problem.footprints[group]![day * problem.duties.length + duty]!;
  return [...cells].map((cell, at): Entry => [cellRows[cell]!, times[at]!]);
}

/** How often a cell can be covered at most. */
function mostIn(problem: RosterProblem, kinds: readonly Kind[], cell: number): number {
  const { day } = problem.cells[cell]!;
  return kinds.reduce((sum, kind) => {
    const { group } = problem.people[kind.people[0]!]!;
    const counts = kind.duties.map((duty) => {
      const { cells, times } = problem.footprints[group]![day * problem.duties.length + duty]!;
      return times[cells.indexOf(cell)] ?? 0;
    });
    return sum + Math.max(0, ...counts) * kind.people.length;
  }, 0);
}
