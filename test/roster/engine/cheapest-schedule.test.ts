import { expect } from 'chai';
import fc from 'fast-check';
import { CheapestScheduleSearch } from '../../../src/roster/engine/cheapest-schedule.ts';
import { isLegal, type Person, personRules, type RosterProblem } from '../../../src/roster/engine/index.ts';
import { daysBetween, openEdges, type WindowEdges, windowEdges } from '../../../src/roster/engine/window.ts';
import {
  costOfMinutes,
  everySchedule,
  keepsRules,
  legalSchedules,
  priceOfSchedule,
} from '../../oracle/rosters.ts';
import { freePerson, onePersonProblems, problemOf } from './tiny-problems.ts';

/** A bound may be a sum of prices that are no whole numbers. */
const rounding = 1e-9;

const day480 = { id: 'D', minutes: 480, blocksNext: [] };

/** Prices as the search takes them, of the days from … to. */
function pricesOf({ duties }: RosterProblem, person: Person, from: number, to: number): Float64Array {
  const stride = duties.length + 1;
  const price = new Float64Array((to - from) * stride);
  for (let day = from; day < to; day += 1) {
    const row = (day - from) * stride;
    price[row] = person.offPrice[day]!;
    for (let duty = 0; duty < duties.length; duty += 1) {
      price[row + duty + 1] = person.dutyPrice[day * duties.length + duty]!;
    }
  }
  return price;
}

/** The person of a problem with everything that a search of theirs needs. */
function searcher(problem: RosterProblem) {
  const person = problem.people[0]!;
  const rules = personRules(problem.duties, person);
  const meter = { units: 0 };
  return { person, rules, meter, search: new CheapestScheduleSearch(rules, problem.weekendOf, meter) };
}

/**
 * Checks what a search finds when any schedule will do, and that it finds the cheapest when nothing dearer will do: prices
 * are whole, so that under the least and a half there is only the least.
 */
function expectCheapest(
  search: CheapestScheduleSearch,
  edges: WindowEdges,
  price: Float64Array,
  least: number,
  costOf: (duties: Int16Array) => number,
): void {
  const any = search.find(edges, price, Infinity);
  expect(any === null).to.equal(least === Infinity);
  expect(search.bound).to.be.at.most(least + rounding);
  if (any === null) return;
  expect(any.value).to.be.at.least(least);
  expect(costOf(any.duties)).to.equal(any.value);
  const cheapest = search.find(edges, price, least + 0.5);
  expect(cheapest?.value).to.equal(least);
  expect(costOf(cheapest!.duties)).to.equal(least);
  expect(search.bound).to.be.at.most(least + rounding);
}

/** Problems with prices that change from search to search, as they do in column generation. */
const repriced = onePersonProblems.chain((problem) =>
  fc.tuple(
    fc.constant(problem),
    fc.array(
      fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: problem.dayCount * (problem.duties.length + 1),
        maxLength: problem.dayCount * (problem.duties.length + 1),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  ),
);

describe('CheapestScheduleSearch', () => {
  it('finds what is cheapest among all legal schedules, or that there is none', () => {
    let none = 0;
    fc.assert(
      fc.property(repriced, ([problem, changes]) => {
        const { person, rules, search } = searcher(problem);
        const legal = legalSchedules(problem, person);
        if (legal.length === 0) none += 1;
        const stride = problem.duties.length + 1;
        const edges = windowEdges(
          problem,
          rules,
          new Int16Array(problem.dayCount).fill(-1),
          0,
          daysBetween(0, problem.dayCount),
        );
        for (const change of changes) {
          const price = pricesOf(problem, person, 0, problem.dayCount).map((each, at) => each + change[at]!);
          const costOf = (schedule: ArrayLike<number>): number =>
            Array.from(schedule).reduce(
              (sum, duty, day) => sum + price[day * stride + duty + 1]!,
              costOfMinutes(problem, person, schedule),
            );
          const least = Math.min(Infinity, ...legal.map(costOf));
          expectCheapest(search, edges, price, least, (duties) => {
            expect(keepsRules(problem, person, [...duties])).to.equal(true);
            return costOf(duties);
          });
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    expect(none).to.be.within(10, 200);
  });

  it('gives null exactly when nothing is cheaper than the cutoff, with a bound that nothing legal is under', () => {
    fc.assert(
      fc.property(repriced, fc.integer({ min: -20, max: 20 }), ([problem], cutoff) => {
        const { person, rules, search } = searcher(problem);
        const least = Math.min(
          Infinity,
          ...legalSchedules(problem, person).map((schedule) => priceOfSchedule(problem, person, schedule)),
        );
        const edges = windowEdges(
          problem,
          rules,
          new Int16Array(problem.dayCount).fill(-1),
          0,
          daysBetween(0, problem.dayCount),
        );
        const price = pricesOf(problem, person, 0, problem.dayCount);
        // Twice: what the first search learnt about limits must not change the second.
        for (let time = 0; time < 2; time += 1) {
          const found = search.find(edges, price, cutoff);
          expect(found === null).to.equal(least >= cutoff);
          if (found !== null) expect(found.value).to.be.within(least, cutoff);
          else expect(search.bound).to.be.within(cutoff - rounding, least + rounding);
          expect(search.bound).to.be.at.most(least + rounding);
        }
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  /** A legal schedule of a problem and a window in it. */
  const windows = onePersonProblems
    .map((problem) => ({ problem, legal: legalSchedules(problem, problem.people[0]!) }))
    .filter(({ legal }) => legal.length > 0)
    .chain(({ problem, legal }) =>
      fc.record({
        problem: fc.constant(problem),
        around: fc.constantFrom(...legal),
        from: fc.nat(problem.dayCount - 1),
        width: fc.integer({ min: 1, max: problem.dayCount }),
        kept: fc.subarray(daysBetween(1, problem.dayCount)),
      }),
    )
    .map((each) => ({ ...each, to: Math.min(each.problem.dayCount, each.from + each.width) }));

  it('finds what is cheapest in a window, the days around it and between its days fixed', () => {
    fc.assert(
      fc.property(windows, ({ problem, around, from, to, kept }) => {
        const { person, rules, search } = searcher(problem);
        const { dayCount } = problem;
        const days = daysBetween(from, to).filter((day) => day === from || !kept.includes(day));
        const edges = windowEdges(problem, rules, around, 0, days);
        const withDays = (inner: ArrayLike<number>): number[] =>
          around.map((duty, day) => inner[days.indexOf(day)] ?? duty);
        const least = Math.min(
          ...everySchedule(days.length, problem.duties.length).map((inner) => {
            const schedule = withDays(inner);
            return keepsRules(problem, person, schedule)
              ? priceOfSchedule(problem, person, schedule)
              : Infinity;
          }),
        );
        const stride = problem.duties.length + 1;
        const everyDay = pricesOf(problem, person, 0, dayCount);
        const outside = around.reduce(
          (sum, duty, day) => (days.includes(day) ? sum : sum + everyDay[day * stride + duty + 1]!),
          0,
        );
        const price = Float64Array.from(
          days.flatMap((day) => [...everyDay.slice(day * stride, (day + 1) * stride)]),
        );
        expectCheapest(search, edges, price, least - outside, (duties) => {
          const schedule = withDays(duties);
          expect(keepsRules(problem, person, schedule)).to.equal(true);
          return priceOfSchedule(problem, person, schedule) - outside;
        });
      }),
      { numRuns: 1000, seed: 13 },
    );
  });

  function windowPrice(
    { duties }: RosterProblem,
    person: Person,
    schedule: readonly number[],
    from: number,
    to: number,
  ): number {
    return schedule.slice(from, to).reduce((sum, duty, step) => {
      const day = from + step;
      return sum + (duty < 0 ? person.offPrice[day]! : person.dutyPrice[day * duties.length + duty]!);
    }, 0);
  }

  it('takes the end of an open window for the end of the time', () => {
    fc.assert(
      fc.property(windows, ({ problem, around, from, to }) => {
        const { person, rules, search } = searcher(problem);
        const edges: WindowEdges = openEdges(problem, rules, around, 0, from, to);
        const cut = { ...problem, dayCount: to };
        const least = Math.min(
          Infinity,
          ...everySchedule(to - from, problem.duties.length).map((inner) => {
            const schedule = [...around.slice(0, from), ...inner];
            return keepsRules(cut, person, schedule)
              ? windowPrice(problem, person, schedule, from, to)
              : Infinity;
          }),
        );
        expectCheapest(search, edges, pricesOf(problem, person, from, to), least, (duties) => {
          const schedule = [...around.slice(0, from), ...duties];
          expect(keepsRules(cut, person, schedule)).to.equal(true);
          return windowPrice(problem, person, schedule, from, to);
        });
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('says what an open window leaves of hours and weekends', () => {
    const person = freePerson(14, 1, { minimumMinutes: 2400, maximumWeekends: 2 });
    const problem = problemOf(person, [day480], 14);
    const { rules } = searcher(problem);
    // Six days worked before the window, two of them a weekend; what stands after its start is not looked at.
    const around = [-1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0];
    const edges = openEdges(problem, rules, around, 0, 7, 14);
    expect(edges.unitsBefore * rules.unitMinutes).to.equal(2880);
    expect(edges.weekendsBefore).to.equal(1);
    expect(edges.weekendsLeft).to.equal(1);
  });

  it('counts its work, more for more days', () => {
    const workOf = (dayCount: number): number => {
      const problem = problemOf(freePerson(dayCount, 1), [day480], dayCount);
      const { person, rules, meter, search } = searcher(problem);
      const edges = windowEdges(
        problem,
        rules,
        new Int16Array(dayCount).fill(-1),
        0,
        daysBetween(0, dayCount),
      );
      search.find(edges, pricesOf(problem, person, 0, dayCount), Infinity);
      return meter.units;
    };
    expect(workOf(3)).to.be.greaterThan(0);
    expect(workOf(20)).to.be.greaterThan(workOf(3));
  });

  it('is not confused by the searches of others, whose memory it shares', () => {
    const small = problemOf(freePerson(4, 1, { minimumMinutes: 960 }), [day480], 4);
    const large = problemOf(
      freePerson(21, 2, { maximumRun: 5, minimumOff: 2, dutyLimits: [6, 3], maximumWeekends: 1 }),
      [day480, { id: 'E', minutes: 450, blocksNext: [0] }],
      21,
    );
    const answer = (problem: RosterProblem): readonly [number, number[]] => {
      const { person, rules, search } = searcher(problem);
      const edges = windowEdges(
        problem,
        rules,
        new Int16Array(problem.dayCount).fill(-1),
        0,
        daysBetween(0, problem.dayCount),
      );
      const price = pricesOf(problem, person, 0, problem.dayCount).map((_, at) => ((at * 7) % 11) - 5);
      const { value, duties } = search.find(edges, price, Infinity)!;
      return [value, [...duties]];
    };
    const first = [answer(small), answer(large)];
    expect([answer(small), answer(large), answer(small), answer(large)]).to.deep.equal([...first, ...first]);
  });
});

describe('isLegal', () => {
  it('says of every schedule what the rules on paper say', () => {
    let yes = 0;
    let no = 0;
    fc.assert(
      fc.property(onePersonProblems, (problem) => {
        const { person, rules } = searcher(problem);
        for (const schedule of everySchedule(problem.dayCount, problem.duties.length)) {
          const expected = keepsRules(problem, person, schedule);
          if (isLegal(problem, rules, schedule, 0) !== expected) {
            expect.fail(`${schedule.join()} should ${expected ? '' : 'not '}be legal`);
          }
          if (expected) yes += 1;
          else no += 1;
        }
      }),
      { numRuns: 200, seed: 12 },
    );
    expect(yes).to.be.greaterThan(1000);
    expect(no).to.be.greaterThan(1000);
  });

  it('reads a person out of a roster of several', () => {
    const person = freePerson(4, 1, { minimumOff: 2 });
    const problem = problemOf(person, [day480], 4);
    const { rules } = searcher(problem);
    const roster = [0, -1, 0, 0, 0, -1, -1, 0];
    expect(isLegal(problem, rules, roster, 0)).to.equal(false);
    expect(isLegal(problem, rules, roster, 4)).to.equal(true);
  });
});
