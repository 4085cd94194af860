import fc from 'fast-check';
import { type Duty, type Person, type RosterProblem, wantedCell } from '../../../src/roster/engine/index.ts';

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
    footprints: [Array.from({ length: dayCount * duties.length }, () => new Int32Array(0))],
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
      const footprint = (cells: number) =>
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
                .map((cell) => ({ ...cell, nextCosts: cell.nextCosts.toSorted((a, b) => a - b) })),
            ),
            { minLength: cellCount, maxLength: cellCount },
          ),
          covers: fc.tuple(footprint(cellCount), footprint(cellCount)),
          constant: fc.nat(20),
        }),
      );
    })
    .map(({ people, duties, weekendOf, cells: unsorted, covers, constant }) => {
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
            Int32Array.from(list.filter((cell) => cells[cell]!.day === Math.floor(at / duties.length))),
          ),
        ),
        constant,
        grain: 1,
      };
    });
}
