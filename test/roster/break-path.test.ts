import { expect } from 'chai';
import fc from 'fast-check';
import { type BreakSeeker, cheapestBreaks } from '../../src/roster/break-path.ts';
import type { Break } from '../../src/roster/roster.ts';
import { range } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';
import { breakFaults, everyPlacement, priceOfPlacement } from '../oracle/breaks.ts';

const rules = sampleContract.breaks;
const seeker = (times: string, changes: Partial<BreakSeeker> = {}): BreakSeeker => ({
  staffId: 'OP01',
  ...range(times),
  mealMinutes: 0,
  takesRests: true,
  keptBreaks: [],
  freeFromMinute: 0,
  ...changes,
});
const free = (): number => 0;
/** A price per step that only the minute decides. */
const pricesOf = (values: readonly number[]) => (minute: number) => values[(minute / 5) % values.length]!;

describe('cheapestBreaks', () => {
  const anySeeker = fc
    .record({
      start: fc.integer({ min: 96, max: 130 }),
      length: fc.integer({ min: 6, max: 110 }),
      meal: fc.constantFrom(0, 45, 60),
      takesRests: fc.boolean(),
      freeFromMinute: fc.oneof(fc.constant(0), fc.integer({ min: 480, max: 1100 })),
    })
    .map(({ start, length, meal, ...rest }) => ({
      ...seeker('9:00-9:30', rest),
      startMinute: start * 5,
      endMinute: (start + length) * 5,
      mealMinutes: meal,
    }));
  const anyPrices = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 288, maxLength: 288 });

  it('gives only legal breaks, and the same ones each time', () => {
    fc.assert(
      fc.property(anySeeker, anyPrices, (person, values) => {
        const found = cheapestBreaks(person, rules, pricesOf(values));
        expect(cheapestBreaks(person, rules, pricesOf(values))).to.deep.equal(found);
        if (found !== null) expect(breakFaults(person, rules, found)).to.deep.equal([]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('keeps breaks that have begun and places none before it may', () => {
    fc.assert(
      fc.property(anySeeker, anyPrices, fc.integer({ min: 480, max: 1100 }), (person, values, now) => {
        const before = cheapestBreaks({ ...person, freeFromMinute: 0 }, rules, pricesOf(values));
        if (before === null) return;
        const keptBreaks = before.filter((entry) => entry.startMinute < now);
        const found = cheapestBreaks({ ...person, keptBreaks, freeFromMinute: now }, rules, free);
        // The rest of the old placement is legal from here on, so there is always a way.
        if (now % rules.stepMinutes === 0) expect(found).not.to.equal(null);
        if (found === null) return;
        expect(found.slice(0, keptBreaks.length)).to.deep.equal(keptBreaks);
        for (const entry of found.slice(keptBreaks.length)) expect(entry.startMinute).to.be.at.least(now);
        expect(breakFaults({ ...person, keptBreaks, freeFromMinute: now }, rules, found)).to.deep.equal([]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('costs what the cheapest of all legal placements costs', () => {
    const coarse = { ...rules, stepMinutes: 15 as const, restMinutes: 15 };
    const window = { start: 660, end: 840 };
    const price = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(
        price,
        fc.integer({ min: 3, max: 16 }),
        fc.constantFrom(0, 45),
        fc.constantFrom(15, 30, 90),
        (values, steps, mealMinutes, around) => {
          const changed = { ...coarse, mealWindow: window, minimumWorkAroundMealMinutes: around };
          const person = { ...seeker('10:30-11:00', { mealMinutes }), endMinute: 630 + steps * 15 };
          const priceAt = (minute: number): number => values[(minute - 630) / 15]!;
          const all = everyPlacement(person, changed).map((breaks) =>
            priceOfPlacement(person, changed, priceAt, breaks),
          );
          const found = cheapestBreaks(person, changed, priceAt);
          if (all.length === 0) expect(found).to.equal(null);
          else {
            expect(priceOfPlacement(person, changed, priceAt, found!)).to.be.closeTo(Math.min(...all), 1e-9);
          }
        },
      ),
      { numRuns: 120, seed: 4 },
    );
  });

  it('costs, from a minute on, what the cheapest of all ways to go on costs', () => {
    const coarse = {
      ...rules,
      stepMinutes: 15 as const,
      restMinutes: 15,
      mealWindow: { start: 660, end: 840 },
    };
    const person = { ...seeker('10:30-14:30', { mealMinutes: 45 }) };
    const placements = everyPlacement(person, coarse);
    const price = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(
        price,
        fc.nat({ max: placements.length - 1 }),
        fc.integer({ min: 0, max: 15 }),
        (values, which, passed) => {
          const now = 630 + passed * 15;
          const begun = (breaks: readonly Break[]): readonly Break[] =>
            breaks.filter((entry) => entry.startMinute < now);
          const keptBreaks = begun(placements[which]!);
          const priceAt = (minute: number): number => values[(minute - 630) / 15]!;
          const later = { ...person, keptBreaks, freeFromMinute: now };
          const costs = placements
            .filter((breaks) => JSON.stringify(begun(breaks)) === JSON.stringify(keptBreaks))
            .map((breaks) => priceOfPlacement(person, coarse, priceAt, breaks));
          const found = cheapestBreaks(later, coarse, priceAt)!;
          expect(priceOfPlacement(person, coarse, priceAt, found)).to.be.closeTo(Math.min(...costs), 1e-9);
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });

  it('answers null where a meal is owed and fits nowhere', () => {
    expect(cheapestBreaks(seeker('15:00-19:00', { mealMinutes: 45 }), rules, free)).to.equal(null);
    expect(cheapestBreaks(seeker('11:00-13:30', { mealMinutes: 45 }), rules, free)).to.equal(null);
  });

  it('rests at the next step when the run is over the limit already', () => {
    const found = cheapestBreaks(seeker('9:00-12:00', { freeFromMinute: 617 }), rules, free);
    expect(found?.[0]).to.deep.equal({ kind: 'rest', startMinute: 620, endMinute: 630 });
  });

  it('never places a meal at the start or the end of the work', () => {
    const loose = { ...rules, minimumWorkAroundMealMinutes: 0, mealWindow: { start: 0, end: 1440 } };
    const dearInside = (minute: number): number => (minute < 585 || minute >= 990 ? 0 : 100);
    const person = seeker('9:00-17:15', { mealMinutes: 45, takesRests: false });
    const found = cheapestBreaks(person, loose, dearInside) as readonly Break[];
    expect(found[0]!.startMinute).to.be.above(540);
    expect(found[0]!.endMinute).to.be.below(1035);
  });
});
