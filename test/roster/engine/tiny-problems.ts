import fc from 'fast-check';
import {
  type Duty,
  type Footprint,
  footprint,
  type Person,
  type RosterProblem,
  wantedCell,
} from '../../../src/roster/engine/index.ts';

/** A person without limits for whom nothing costs anything. */
export function freePerson(dayCount: number, dutyCount: number, changes: Partial<Person> = {}): Person {
  return {
    id: 'P',
    group: 0,
    dutyPrice: new Float64Array(dayCount * dutyCount),
    offPrice: new Float64Array(dayCount),
    minimumMinutes: 0,
    maximumMinutes: 1e6,
    minimumRun: 1,
    maximumRun: dayCount,
    minimumOff: 1,
    maximumWeekends: dayCount,
    dutyLimits: Array.from({ length: dutyCount }, () => dayCount),
    ...changes,
  };
}

/** A problem without cells for one person, on a week from Monday unless told otherwise. */
export function problemOf(
  person: Person,
  duties: readonly Duty[],
  dayCount: number,
  weekendOf = (day: number): number => (day % 7 >= 5 ? Math.floor(day / 7) : -1),
): RosterProblem {
  return {
    dayCount,
    weekendOf: Array.from({ length: dayCount }, (_, day) => weekendOf(day)),
    duties,
    people: [person],
    cells: [],
    footprints: [Array.from({ length: dayCount * duties.length }, () => footprint([]))],
    constant: 0,
    grain: 1,
  };
}

/** Weeks of four days with a weekend of two, so that few days hold several; beginning anywhere in such a week. */
const weekends = (dayCount: number) =>
  fc
    .integer({ min: 0, max: 3 })
    .map((first) =>
      Array.from({ length: dayCount }, (_, day) =>
        (day + first) % 4 >= 2 ? Math.floor((day + first) / 4) : -1,
      ),
    );

const dutiesOf = (dutyCount: number) =>
  fc
    .array(
      fc.record({
        minutes: fc.constantFrom(480, 480, 240, 360, 450, 0),
        blocksNext: fc.uniqueArray(fc.nat(dutyCount - 1), { maxLength: dutyCount }),
      }),
      { minLength: dutyCount, maxLength: dutyCount },
    )
    .map((duties): Duty[] => duties.map((duty, index) => ({ id: `D${index}`, ...duty })));

/** Prices, whole, some of them impossible. */
const prices = (count: number, impossible: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 20 - impossible, arbitrary: fc.integer({ min: -6, max: 9 }) },
        { weight: impossible, arbitrary: fc.constant(Infinity) },
      ),
      { minLength: count, maxLength: count },
    )
    .map((list) => Float64Array.from(list));

type PeriodLimit = NonNullable<Person['periodLimits']>[number];

/** Limits on periods of one to four days, some days between them free. */
const periodLimits = (dayCount: number, dutyCount: number): fc.Arbitrary<PeriodLimit[]> =>
  fc.array(
    fc
      .record({
        lengths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: dayCount, maxLength: dayCount }),
        areFree: fc.array(fc.constantFrom(false, false, false, true), {
          minLength: dayCount,
          maxLength: dayCount,
        }),
        amounts: fc.array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: dutyCount, maxLength: dutyCount }),
        each: fc.constantFrom(1, 60),
        most: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: dayCount, maxLength: dayCount }),
      })
      .map(({ lengths, areFree, amounts, each, most }) => {
        const periodOf = lengths
          .flatMap((length, period) => Array.from({ length }, () => (areFree[period] ? -1 : period)))
          .slice(0, dayCount);
        return {
          amounts: amounts.map((amount) => amount * each),
          periodOf,
          most: most.map((limit) => limit * each),
        };
      }),
    { maxLength: 2 },
  );

const personOf = (dayCount: number, dutyCount: number, offImpossible: number): fc.Arbitrary<Person> =>
  fc
    .tuple(plainPersonOf(dayCount, dutyCount, offImpossible), historyOf(dutyCount))
    .map(([person, { before, wantedMinutes }]) => ({
      ...person,
      // Nobody comes from a run that is too long already.
      ...(before === null || before.run > person.maximumRun ? {} : { before }),
      ...(wantedMinutes === null ? {} : { wantedMinutes }),
    }));

const historyOf = (dutyCount: number) =>
  fc.record({
    before: fc.option(fc.record({ run: fc.integer({ min: 1, max: 3 }), duty: fc.nat(dutyCount - 1) })),
    wantedMinutes: fc.option(
      fc.array(
        fc.record({
          minutes: fc.constantFrom(0, 400, 480, 1000, 1500),
          underCost: fc.constantFrom(0, 1, 2),
          overCost: fc.constantFrom(0, 0, 1),
        }),
        { maxLength: 2 },
      ),
      { freq: 3 },
    ),
  });

const plainPersonOf = (dayCount: number, dutyCount: number, offImpossible: number): fc.Arbitrary<Person> =>
  fc.record({
    id: fc.constant('P'),
    group: fc.constant(0),
    dutyPrice: prices(dayCount * dutyCount, 3),
    offPrice: prices(dayCount, offImpossible),
    minimumMinutes: fc.constantFrom(0, 0, 240, 480, 700, 960),
    maximumMinutes: fc.constantFrom(480, 1000, 1440, 1900, 1e6),
    minimumRun: fc.integer({ min: 0, max: 3 }),
    maximumRun: fc.constantFrom(0, 1, 2, 2, 3, 3, 4, dayCount),
    minimumOff: fc.integer({ min: 0, max: 3 }),
    maximumWeekends: fc.constantFrom(0, 1, 1, 2, 3),
    dutyLimits: fc.array(fc.constantFrom(0, 1, 2, 2, 3, dayCount), {
      minLength: dutyCount,
      maxLength: dutyCount,
    }),
    periodLimits: fc.oneof(fc.constant([]), periodLimits(dayCount, dutyCount)),
  });

/** One person with any rules: up to 7 days, 3 duties and 1,024 schedules. */
export const onePersonProblems: fc.Arbitrary<RosterProblem> = fc
  .constantFrom([4, 3], [5, 3], [4, 2], [5, 2], [6, 2], [6, 1], [7, 1])
  .chain(([dayCount, dutyCount]) =>
    fc
      .record({
        person: personOf(dayCount!, dutyCount!, 1),
        duties: dutiesOf(dutyCount!),
        weekendOf: weekends(dayCount!),
      })
      .map(({ person, duties, weekendOf }) => problemOf(person, duties, dayCount!, (day) => weekendOf[day]!)),
  );

/**
 * Up to three people in two groups and up to six cells, each covered by some duties of its day, by some in one group only.
 * Costs are whole.
 * @param offImpossible of 20 days, how many must be worked
 */
export function tinyProblems(offImpossible = 0): fc.Arbitrary<RosterProblem> {
  return fc
    .constantFrom([4, 2], [3, 2], [5, 1], [4, 1])
    .chain(([dayCount, dutyCount]) => {
      const moves = dayCount! * dutyCount!;
      const covered = (cells: number) =>
        fc.array(fc.uniqueArray(fc.nat(cells - 1), { maxLength: 2 }), { minLength: moves, maxLength: moves });
      return fc.integer({ min: 1, max: 6 }).chain((cellCount) =>
        fc.record({
          people: fc.array(fc.tuple(personOf(dayCount!, dutyCount!, offImpossible), fc.nat(1)), {
            minLength: 1,
            maxLength: 3,
          }),
          duties: dutiesOf(dutyCount!),
          weekendOf: weekends(dayCount!),
          cells: fc.array(
            fc.oneof(
              fc
                .record({
                  day: fc.nat(dayCount! - 1),
                  required: fc.nat(3),
                  underCost: fc.constantFrom(0, 3, 10, 100),
                  overCost: fc.constantFrom(0, 1, 1, 5),
                })
                .map(wantedCell),
              // Any cost that rises ever faster.
              fc
                .record({
                  day: fc.nat(dayCount! - 1),
                  emptyCost: fc.nat(50),
                  nextCosts: fc.array(fc.integer({ min: -40, max: 10 }), { minLength: 1, maxLength: 4 }),
                })
                .map(({ day, emptyCost, nextCosts }) => ({ day, costs: risingFaster(emptyCost, nextCosts) })),
            ),
            { minLength: cellCount, maxLength: cellCount },
          ),
          covers: fc.tuple(covered(cellCount), covered(cellCount)),
          times: fc.array(fc.constantFrom(1, 1, 1, 2, 3), { minLength: cellCount, maxLength: cellCount }),
          constant: fc.nat(20),
        }),
      );
    })
    .map(({ people, duties, weekendOf, cells: unsorted, covers, times, constant }) => {
      const cells = [...unsorted].sort((a, b) => a.day - b.day);
      return {
        dayCount: weekendOf.length,
        weekendOf,
        duties,
        people: people.map(([person, group], index) => ({ ...person, id: `P${index}`, group })),
        cells,
        // A duty covers cells of its own day.
        footprints: covers.map((lists) =>
          lists.map((list, at) =>
            footprintOf(
              list.filter((cell) => cells[cell]!.day === Math.floor(at / duties.length)),
              (cell) => (at % 2 === 0 ? times[cell]! : 1),
            ),
          ),
        ),
        constant,
        grain: 1,
      };
    });
}

/**
 * Problems with people of one kind: each of the first two people of a tiny problem two or three times, the others of the kind with
 * further prices and with limits of other sizes.
 */
export const alikeProblems: fc.Arbitrary<RosterProblem> = tinyProblems().chain((problem) => {
  const originals = problem.people.slice(0, problem.dayCount > 3 ? 1 : 2);
  const days = problem.dayCount;
  const change = fc.record({
    dutyPrice: fc.array(fc.constantFrom(0, 0, 1, 3), { minLength: days, maxLength: days }),
    offPrice: fc.array(fc.constantFrom(0, 0, 2), { minLength: days, maxLength: days }),
    maximumMinutes: fc.constantFrom(0, 480, 1e6),
    mostMore: fc.nat(2),
  });
  return fc
    .array(fc.array(change, { minLength: 1, maxLength: 2 }), {
      minLength: originals.length,
      maxLength: originals.length,
    })
    .map((changes) => ({
      ...problem,
      people: originals
        .flatMap((original, index) => [
          original,
          ...changes[index]!.map(
            ({ dutyPrice, offPrice, maximumMinutes, mostMore }): Person => ({
              ...original,
              dutyPrice: original.dutyPrice.map(
                (price, at) => price + dutyPrice[Math.floor(at / problem.duties.length)]!,
              ),
              offPrice: original.offPrice.map((price, day) => price + offPrice[day]!),
              minimumMinutes: 0,
              maximumMinutes: original.maximumMinutes + maximumMinutes,
              periodLimits: (original.periodLimits ?? []).map((limit) => ({
                ...limit,
                most: limit.most.map((most) => most + mostMore),
              })),
            }),
          ),
        ])
        .map((person, index) => ({ ...person, id: `P${index}` })),
    }));
});

function footprintOf(cells: readonly number[], timesIn: (cell: number) => number): Footprint {
  return footprint(cells, cells.map(timesIn));
}

/** Costs of 0, 1, 2 … people, each next one dearer than the one before. */
function risingFaster(emptyCost: number, nextCosts: readonly number[]): number[] {
  const costs = [emptyCost];
  for (const cost of nextCosts.toSorted((a, b) => a - b)) costs.push(costs.at(-1)! + cost);
  return costs;
}
