import { expect } from 'chai';
import fc from 'fast-check';
import type { TimeRange } from '../../src/calendar/index.ts';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import { mostOnPhone } from '../../src/roster/most-on-phone.ts';
import { placeBreaks } from '../../src/roster/place-breaks.ts';
import type { Break } from '../../src/roster/roster.ts';
import { day, demandOf, range } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';
import { everyPlacement } from '../oracle/breaks.ts';

const rules = sampleContract.breaks;
const anyRange = fc
  .tuple(fc.integer({ min: 480, max: 1080 }), fc.integer({ min: 0, max: 400 }))
  .map(([startMinute, length]) => ({ startMinute, endMinute: startMinute + length }));

/** Minutes on the phone within a range, minute by minute. */
function onPhone(shift: TimeRange, breaks: readonly Break[], within: TimeRange): number {
  const isIn = (minute: number) => (entry: TimeRange) =>
    entry.startMinute <= minute && minute < entry.endMinute;
  let sum = 0;
  for (let minute = within.startMinute; minute < within.endMinute; minute += 1) {
    if (isIn(minute)(shift) && !breaks.some(isIn(minute))) sum += 1;
  }
  return sum;
}

describe('mostOnPhone', () => {
  for (const stepMinutes of [10, 15] as const) {
    it(`is the most of all legal placements, in steps of ${stepMinutes} minutes`, () => {
      const coarse = {
        ...rules,
        stepMinutes,
        restMinutes: stepMinutes,
        minimumWorkAroundMealMinutes: 30,
        mealWindow: { start: 660, end: 840 },
      };
      fc.assert(
        fc.property(
          fc.integer({ min: 63, max: 70 }),
          fc.integer({ min: 1, max: 15 }),
          fc.constantFrom(0, 30, 60),
          fc.boolean(),
          anyRange,
          (start, steps, mealMinutes, takesRests, within) => {
            const startMinute = Math.ceil((start * 10) / stepMinutes) * stepMinutes;
            const shift = {
              startMinute,
              endMinute: startMinute + steps * stepMinutes,
              mealMinutes,
              takesRests,
            };
            const person: BreakSeeker = { ...shift, staffId: 'OP01', keptBreaks: [], freeFromMinute: 0 };
            const all = everyPlacement(person, coarse).map((breaks) => onPhone(shift, breaks, within));
            expect(mostOnPhone(shift, coarse, within)).to.equal(Math.max(0, ...all));
          },
        ),
        { numRuns: 150, seed: 11 },
      );
    });
  }

  it('is not reached past by any placement of a day, over any range', () => {
    const shifts = [
      ['8:45-17:15', 45],
      ['9:00-17:30', 60],
      ['8:45-13:00', 0],
      ['10:00-16:00', 0],
    ] as const;
    const anyPeople = fc.array(fc.constantFrom(...shifts), { minLength: 1, maxLength: 6 });
    const anyNeed = fc.array(fc.nat({ max: 4 }), { minLength: 33, maxLength: 33 });
    fc.assert(
      fc.property(anyPeople, anyNeed, anyRange, fc.boolean(), (chosen, requiredSeats, within, takesRests) => {
        const people = chosen.map(([times, mealMinutes], index) => ({
          staffId: `OP0${index}`,
          ...range(times),
          mealMinutes,
          takesRests,
          keptBreaks: [],
          freeFromMinute: 0,
        }));
        const demand = { ...demandOf(day('2024-05-08'), 0), requiredSeats };
        const placed = placeBreaks({ demand, people, rules, seed: 1, attempts: 2 });
        for (const person of people) {
          const minutes = onPhone(person, placed.breaks.get(person.staffId)!, within);
          expect(minutes).to.be.at.most(mostOnPhone(person, rules, within));
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  it('is the range less what breaks must take of it, and the shift less its breaks over the day', () => {
    const shift = { ...range('9:00-17:30'), mealMinutes: 60, takesRests: true };
    expect(mostOnPhone(shift, rules, range('9:00-10:00'))).to.equal(60);
    // Breaks begin on steps, so no run of an hour reaches over 10:07 to 11:07: that from 10:05 on loses two minutes.
    expect(mostOnPhone(shift, rules, range('10:07-11:07'))).to.equal(58);
    // Beside the meal 450 minutes; four rests leave six runs, 410 minutes in 360, so there are five rests.
    expect(mostOnPhone(shift, rules, range('8:00-18:00'))).to.equal(450 - 50);
  });

  it('is nothing for a shift without legal breaks', () => {
    const shift = { ...range('15:00-19:00'), mealMinutes: 45, takesRests: true };
    expect(mostOnPhone(shift, rules, range('15:00-19:00'))).to.equal(0);
  });
});
