import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract, ShiftPattern } from '../../../src/contract/index.ts';
import { answeredNeeds } from '../../../src/roster/answered-needs.ts';
import { off, RosterState } from '../../../src/roster/engine/index.ts';
import { type DayDemand, onPhonePerInterval, type StaffMember } from '../../../src/roster/index.ts';
import { dayCells } from '../../../src/roster/month/day-cells.ts';
import { balancedPrices, prices } from '../../../src/roster/month/prices.ts';
import { monthProblem } from '../../../src/roster/month/problem.ts';
import { day, dayNeed, monthTask, person, range } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';
import { everyPlacement } from '../../oracle/breaks.ts';
import { leastMissingMinutes } from '../../oracle/missing-minutes.ts';
import { expectEverDearer } from './cells.ts';

/** A day of few hours in steps of a quarter, with the pattern of each person on duty. */
interface SmallDay {
  readonly contract: Contract;
  readonly demand: DayDemand;
  readonly staff: readonly StaffMember[];
  readonly patterns: readonly ShiftPattern[];
  readonly takesRests: boolean;
}

const open = 9 * 60;

const smallDays: fc.Arbitrary<SmallDay> = fc
  .record({
    hours: fc.integer({ min: 2, max: 5 }),
    intervalMinutes: fc.constantFrom(15, 15, 30, 60),
    maximumPhoneMinutes: fc.constantFrom(60, 60, 30, 45, 90, 120),
    mealFrom: fc.integer({ min: 2, max: 8 }),
    mealQuarters: fc.integer({ min: 3, max: 8 }),
    takesRests: fc.constantFrom(true, true, true, false),
    skillCount: fc.constantFrom(0, 0, 1, 2),
  })
  .chain((given) => {
    const quarters = given.hours * 4;
    const count = (given.hours * 60) / given.intervalMinutes;
    const anySeats = fc.array(fc.nat(3), { minLength: count, maxLength: count });
    return fc
      .record({
        requiredSeats: anySeats,
        skilled: fc.array(anySeats, { minLength: given.skillCount, maxLength: given.skillCount }),
        patterns: fc.array(
          fc.record({
            from: fc.integer({ min: -2, max: quarters - 3 }),
            length: fc.integer({ min: 2, max: quarters + 2 }),
            meal: fc.constantFrom(0, 0, 2, 3),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        people: fc.array(fc.record({ pattern: fc.nat(3), skills: fc.subarray(['booking', 'enquiry']) }), {
          minLength: 1,
          maxLength: 4,
        }),
      })
      .map((drawn) => smallDay({ ...given, ...drawn }));
  });

function smallDay(given: {
  readonly hours: number;
  readonly intervalMinutes: number;
  readonly maximumPhoneMinutes: number;
  readonly mealFrom: number;
  readonly mealQuarters: number;
  readonly takesRests: boolean;
  readonly requiredSeats: readonly number[];
  readonly skilled: readonly (readonly number[])[];
  readonly patterns: readonly { readonly from: number; readonly length: number; readonly meal: number }[];
  readonly people: readonly { readonly pattern: number; readonly skills: readonly string[] }[];
}): SmallDay {
  const { intervalMinutes, maximumPhoneMinutes } = given;
  const patterns = given.patterns.map(
    ({ from, length, meal }, index): ShiftPattern => ({
      ...sampleContract.shiftPatterns[0]!,
      code: `P${index}`,
      start: open + from * 15,
      end: open + (from + length) * 15,
      mealMinutes: meal * 15,
    }),
  );
  const start = open + given.mealFrom * 15;
  const contract: Contract = {
    ...sampleContract,
    shiftPatterns: patterns,
    breaks: {
      ...sampleContract.breaks,
      mealWindow: { start, end: start + given.mealQuarters * 15 },
      minimumWorkAroundMealMinutes: 30,
      maximumPhoneMinutes,
      restMinutes: 15,
      stepMinutes: 15,
    },
  };
  const demand: DayDemand = {
    date: day('2024-05-08'),
    startMinute: open,
    endMinute: open + given.hours * 60,
    intervalMinutes,
    requiredSeats: given.requiredSeats,
    skilled: given.skilled.map((seats, index) => ({
      queueId: ['booking', 'enquiry'][index]!,
      level: 1,
      seats,
    })),
  };
  const staff = given.people.map(({ skills }, index) =>
    person({
      id: `OP0${index + 1}`,
      patternCodes: patterns.map(({ code }) => code),
      skills: skills.length === 0 ? ['other'] : skills,
    }),
  );
  const own = given.people.map(({ pattern }) => patterns[pattern % patterns.length]!);
  return { contract, demand, staff, patterns: own, takesRests: given.takesRests };
}

/** Nine to twelve without rests, one person there from nine to a quarter to ten. */
const quietDay = {
  hours: 3,
  intervalMinutes: 15,
  maximumPhoneMinutes: 60,
  mealFrom: 4,
  mealQuarters: 3,
  takesRests: false,
  requiredSeats: [] as readonly number[],
  skilled: [],
  patterns: [{ from: 0, length: 3, meal: 0 }],
  people: [{ pattern: 0, skills: [] }],
};

/** Everybody with the shift that they have on the day. */
function seekersOf({ demand, staff, patterns, takesRests }: SmallDay) {
  return staff.map((member, index) => ({
    staffId: member.id,
    startMinute: patterns[index]!.start,
    endMinute: patterns[index]!.end,
    mealMinutes: patterns[index]!.mealMinutes,
    takesRests,
    keptBreaks: [],
    freeFromMinute: 0,
    answers: answeredNeeds(member, demand),
  }));
}

/** What the day's cells cost because operators are missing. */
function missingPart(
  { contract, demand, staff, patterns, takesRests }: SmallDay,
  missingPrice: number,
): number {
  const costAt = (price: number): number => {
    const task = monthTask({
      contract,
      people: staff,
      takesRests,
      needs: [dayNeed(demand)],
      missingPrice: price,
    });
    const { problem, duties, dayOf } = monthProblem(task);
    const schedule = new Int16Array(staff.length * problem.dayCount).fill(off);
    patterns.forEach(({ code }, index) => {
      schedule[index * problem.dayCount + dayOf[0]!] = duties.findIndex((duty) => duty?.code === code);
    });
    return new RosterState(problem, schedule).cost;
  };
  return costAt(missingPrice) - costAt(0);
}

describe('a day in the engine', () => {
  it('never asks more for missing operators than the best breaks leave missing', () => {
    let asked = 0;
    fc.assert(
      fc.property(smallDays, fc.constantFrom(100, 500, 777), (given, missingPrice) => {
        const missing = leastMissingMinutes(given.demand, seekersOf(given), given.contract.breaks);
        fc.pre(missing < Infinity);
        const part = missingPart(given, missingPrice);
        expect(part).to.be.at.most((missingPrice * missing) / given.demand.intervalMinutes + 1e-9);
        if (part > 0) asked += 1;
      }),
      { numRuns: 200, seed: 41 },
    );
    expect(asked).to.be.above(60);
  });

  it('has cells in which each further person is dearer than the one before, in whole multiples of the grain', () => {
    fc.assert(
      fc.property(smallDays, fc.integer({ min: 60, max: 800 }), (given, missingPrice) => {
        const { contract, takesRests } = given;
        const need = dayNeed(given.demand, { extraMealMinutes: 10 });
        const duties = contract.shiftPatterns;
        const input = {
          contract,
          duties,
          takesRests,
          standbyPerDay: 1,
          preferredRole: null,
          missingPrice,
          prices: balancedPrices,
        };
        const cells = dayCells(input, need, 7);
        for (const { cell, times } of cells) {
          expectEverDearer(cell);
          expect(cell.day).to.equal(7);
          expect(times).to.satisfy((all: readonly number[]) =>
            all.every((count) => Number.isInteger(count) && count >= 0),
          );
        }
      }),
      { numRuns: 200, seed: 44 },
    );
  });

  it('asks for the part of an interval in which nobody is there', () => {
    const given = smallDay({ ...quietDay, intervalMinutes: 60, requiredSeats: [1, 0, 0] });
    // From 9:45 on nobody is there: a quarter of the interval.
    expect(missingPart(given, 100)).to.be.within(100 * prices.missingParts.shifts * 0.25 - 1, 25);
  });

  it('asks no more where rests are few and many duties begin one after the other', () => {
    const times = ['9:00-10:00', '10:00-11:00', '11:00-12:00', '12:00-13:00', '17:30-18:00'];
    const patterns = times.map((each) => {
      const { startMinute, endMinute } = range(each);
      return { from: (startMinute - open) / 15, length: (endMinute - startMinute) / 15, meal: 0 };
    });
    const requiredSeats = Array.from({ length: 36 }, (_, quarter) => (quarter === 16 ? 1 : 0));
    const given = smallDay({
      ...quietDay,
      hours: 9,
      maximumPhoneMinutes: 240,
      mealFrom: 16,
      takesRests: true,
      requiredSeats,
      patterns,
      people: [{ pattern: 4, skills: [] }],
    });
    const { shifts, rests, meals } = prices.missingParts;
    expect(missingPart(given, 1000)).to.be.within(1000 * (shifts + rests + meals) - 1, 1000);
  });

  it('has parts of a missing operator’s price that together are no more than the whole', () => {
    // No minute lies in more than three of the spans where duties change.
    const { turns, ...others } = prices.missingParts;
    const sum = Object.values(others).reduce((all, part) => all + part, 3 * turns);
    expect(sum).to.be.at.most(1 + 1e-9);
  });

  it('costs nothing for missing operators where more are there than needed at any time, rests and meals included', () => {
    fc.assert(
      fc.property(smallDays, (drawn) => {
        const { startMinute, endMinute } = drawn.demand;
        const everybody = Array.from({ length: 24 }, (_, index) =>
          person({ id: `OP${10 + index}`, patternCodes: ['全'], skills: ['booking', 'enquiry'] }),
        );
        const pattern = {
          ...drawn.patterns[0]!,
          code: '全',
          start: startMinute,
          end: endMinute,
          mealMinutes: 0,
        };
        const contract = { ...drawn.contract, shiftPatterns: [...drawn.contract.shiftPatterns, pattern] };
        const given = { ...drawn, contract, staff: everybody, patterns: everybody.map(() => pattern) };
        expect(missingPart(given, 500)).to.equal(0);
      }),
      { numRuns: 60, seed: 43 },
    );
  });
});

describe('the fewest minutes missing', () => {
  it('are those of the best of all combinations of everybody’s breaks', () => {
    fc.assert(
      fc.property(smallDays, (drawn) => {
        const given = { ...drawn, staff: drawn.staff.slice(0, 2), patterns: drawn.patterns.slice(0, 2) };
        const seekers = seekersOf(given);
        fc.pre(seekers.every(({ startMinute, endMinute }) => endMinute - startMinute <= 210));
        const { breaks: rules } = given.contract;
        const { demand } = given;
        const placements = seekers.map((seeker) => everyPlacement(seeker, rules));
        const inSteps = { startMinute: demand.startMinute, endMinute: demand.endMinute };
        const shortOf = (chosen: readonly number[]): number => {
          const shifts = seekers.map((seeker, index) => ({
            ...seeker,
            role: 'operator' as const,
            patternCode: '',
            isStandby: false,
            breaks: placements[index]![chosen[index]!]!,
          }));
          const rows = [
            shifts,
            ...(demand.skilled ?? []).map((_, skill) =>
              shifts.filter(({ answers }) => answers.includes(skill)),
            ),
          ];
          const seats = [demand.requiredSeats, ...(demand.skilled ?? []).map((each) => each.seats)];
          const onPhone = rows.map((each) => onPhonePerInterval(each, inSteps, 15));
          return onPhone[0]!.reduce((sum, _, step) => {
            const interval = Math.floor((step * 15) / demand.intervalMinutes);
            const short = onPhone.map((row, index) => seats[index]![interval]! - row[step]!);
            return sum + 15 * Math.max(0, ...short);
          }, 0);
        };
        let least = Infinity;
        placements[0]!.forEach((_, first) => {
          if (placements.length === 1) least = Math.min(least, shortOf([first]));
          else
            placements[1]!.forEach((__, second) => {
              least = Math.min(least, shortOf([first, second]));
            });
        });
        expect(leastMissingMinutes(demand, seekers, rules)).to.equal(least);
      }),
      { numRuns: 30, seed: 42 },
    );
  });
});
