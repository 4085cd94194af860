import type { Person, RosterProblem } from '../../src/roster/engine/index.ts';

/** Every way to fill so many days with off (-1) and so many duties. */
export function everySchedule(days: number, duties: number): number[][] {
  let found: number[][] = [[]];
  for (let day = 0; day < days; day += 1) {
    found = found.flatMap((start) => Array.from({ length: duties + 1 }, (_, move) => [...start, move - 1]));
  }
  return found;
}

/** Whether a person may have this schedule of the whole time: the rules of the benchmark on the schedule's letters. */
export function keepsRules(problem: RosterProblem, person: Person, schedule: readonly number[]): boolean {
  const { duties, weekendOf } = problem;
  const worked = schedule.filter((duty) => duty >= 0);
  const minutes = worked.reduce((sum, duty) => sum + duties[duty]!.minutes, 0);
  // What was worked right before the time is a run that has begun.
  const letters =
    'w'.repeat(person.before?.run ?? 0) + schedule.map((duty) => (duty >= 0 ? 'w' : '-')).join('');
  // Runs between two days of the other kind: those that touch an edge have the other kind on one side only.
  const inner = (run: RegExp): number[] => [...letters.matchAll(run)].map((match) => match[0].length);
  const weekends = schedule.map((duty, day) => (duty >= 0 ? weekendOf[day]! : -1));
  return (
    isPriced(problem, person, schedule) &&
    minutes >= person.minimumMinutes &&
    minutes <= person.maximumMinutes &&
    !letters.includes('w'.repeat(person.maximumRun + 1)) &&
    inner(/(?<=-)w+(?=-)/g).every((length) => length >= person.minimumRun) &&
    inner(/(?<=w)-+(?=w)/g).every((length) => length >= person.minimumOff) &&
    new Set(weekends.filter((weekend) => weekend >= 0)).size <= person.maximumWeekends &&
    person.dutyLimits.every((most, duty) => worked.filter((each) => each === duty).length <= most) &&
    (person.periodLimits ?? []).every(({ amounts, periodOf, most }) =>
      most.every(
        (limit, period) =>
          schedule.reduce(
            (sum, duty, day) => sum + (duty >= 0 && periodOf[day] === period ? amounts[duty]! : 0),
            0,
          ) <= limit,
      ),
    ) &&
    schedule.every(
      (duty, day) =>
        duty < 0 ||
        !duties[day > 0 ? schedule[day - 1]! : (person.before?.duty ?? -1)]?.blocksNext.includes(duty),
    )
  );
}

function isPriced(problem: RosterProblem, person: Person, schedule: readonly number[]): boolean {
  return priceOfSchedule(problem, person, schedule) < Infinity;
}

/** What a person's days and their minutes cost by themselves; Infinity when one of them is not possible. */
export function priceOfSchedule(
  { duties }: RosterProblem,
  person: Person,
  schedule: readonly number[],
): number {
  return schedule.reduce(
    (sum, duty, day) =>
      sum + (duty < 0 ? person.offPrice[day]! : person.dutyPrice[day * duties.length + duty]!),
    costOfMinutes({ duties }, person, schedule),
  );
}

/** What the minutes of a schedule of the whole time cost. */
export function costOfMinutes(
  { duties }: Pick<RosterProblem, 'duties'>,
  person: Person,
  schedule: ArrayLike<number>,
): number {
  const minutes = Array.from(schedule).reduce((sum, duty) => sum + (duty < 0 ? 0 : duties[duty]!.minutes), 0);
  return (person.wantedMinutes ?? [])
    .map((wanted) => {
      const over = minutes - wanted.minutes;
      return over < 0 ? -over * wanted.underCost : over * wanted.overCost;
    })
    .reduce((sum, cost) => sum + cost, 0);
}

/** Every legal schedule of a person. */
export function legalSchedules(problem: RosterProblem, person: Person): number[][] {
  return everySchedule(problem.dayCount, problem.duties.length).filter((schedule) =>
    keepsRules(problem, person, schedule),
  );
}

/** Cost of a cell with so many people, added up one by one. */
export function costOfCell({ costs }: RosterProblem['cells'][number], people: number): number {
  let sum = costs[0]!;
  for (let there = 0; there < people; there += 1) {
    const at = Math.min(there, costs.length - 2);
    sum += costs[at + 1]! - costs[at]!;
  }
  return sum;
}

/** How often a duty of a person counts in a cell. */
function timesIn(problem: RosterProblem, person: Person, day: number, duty: number, cell: number): number {
  if (duty < 0) return 0;
  const { cells, times } = problem.footprints[person.group]![day * problem.duties.length + duty]!;
  return times[cells.indexOf(cell)] ?? 0;
}

/** Cost of a roster, one schedule a person, counted cell by cell. */
export function costOfRoster(problem: RosterProblem, roster: readonly (readonly number[])[]): number {
  const prices = problem.people.map((person, index) => priceOfSchedule(problem, person, roster[index]!));
  const cells = problem.cells.map((wanted, cell) => {
    const there = problem.people.reduce(
      (sum, person, index) =>
        sum + roster[index]!.reduce((own, duty, day) => own + timesIn(problem, person, day, duty, cell), 0),
      0,
    );
    return costOfCell(wanted, there);
  });
  return [...prices, ...cells].reduce((sum, cost) => sum + cost, problem.constant);
}

/**
 * The least that a roster can cost, over every combination of the schedules that each person may have: person by person, of all
 * combinations that cover the same only the cheapest is kept. Infinity when somebody may have none.
 */
export function leastCost(problem: RosterProblem, choices: readonly (readonly number[][])[]): number {
  let byCover = new Map([['', { cost: problem.constant, cover: problem.cells.map(() => 0) }]]);
  problem.people.forEach((person, index) => {
    const next: typeof byCover = new Map();
    for (const schedule of choices[index]!) {
      const price = priceOfSchedule(problem, person, schedule);
      for (const known of byCover.values()) {
        const cover = [...known.cover];
        schedule.forEach((duty, day) => {
          cover.forEach((_, cell) => {
            cover[cell]! += timesIn(problem, person, day, duty, cell);
          });
        });
        const key = cover.join();
        const before = next.get(key);
        const cost = known.cost + price;
        if (before === undefined || cost < before.cost) next.set(key, { cost, cover });
      }
    }
    byCover = next;
  });
  const totals = [...byCover.values()].map(({ cost, cover }) =>
    problem.cells.reduce((sum, wanted, cell) => sum + costOfCell(wanted, cover[cell]!), cost),
  );
  return Math.min(Infinity, ...totals);
}
