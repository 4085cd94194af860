import { expect } from 'chai';
import fc from 'fast-check';
import { checkRoster } from '../../../src/roster/index.ts';
import type { Shift } from '../../../src/roster/roster.ts';
import { finding } from '../../../src/roster/rules/rule.ts';
import { type RuleId, ruleTexts } from '../../../src/roster/rules/texts.ts';
import { day, people, person, ruleContext, shift } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
const ids = Object.keys(ruleTexts) as RuleId[];
const labour = {
  ...sampleContract.labour,
  agreements: { ...sampleContract.labour.agreements, overtime36: null, staggeredBreaks: null },
};
const contract = { ...sampleContract, labour };

describe('ruleTexts', () => {
  it('asks for the same values in both languages', () => {
    for (const id of ids) {
      const [ja, en] = (['ja', 'en'] as const).map((language) =>
        [...new Set(placeholders(ruleTexts[id][language]))].sort(),
      );
      expect(ja, id).to.deep.equal(en);
    }
  });

  it('names the article or the guideline for every rule of labour', () => {
    for (const id of ids.filter((id) => id.startsWith('labour.'))) {
      expect(ruleTexts[id].ja, id).to.match(/法\d+条|法\d+条の\d|基発\d+第\d号/);
    }
  });
});

describe('finding', () => {
  it('puts values into the sentence, and ends without a space', () => {
    const values = { required: 3, scheduled: 2 };
    const found = finding('cover.seats', 'W', {
      date: day('2024-05-08'),
      range: { startMinute: 540, endMinute: 555 },
      values,
    });
    expect(found.text.en).to.equal(
      'On 2024-05-08 from 09:00 to 09:15 seats are missing: 2 filled of 3 required at the worst.',
    );
  });
});

describe('checkRoster', () => {
  const ids = ['OP01', 'OP02', 'OP03', 'SV01', 'SV02', 'MG01', 'XX01'];
  const quarter = fc.integer({ min: 0, max: 95 });
  const anyShift: fc.Arbitrary<Shift> = fc
    .record({
      id: fc.constantFrom(...ids),
      from: quarter,
      length: fc.integer({ min: 1, max: 60 }),
      isStandby: fc.boolean(),
    })
    .map(({ id, from, length, isStandby }) => ({
      ...shift(id, '9:00-10:00', {
        isStandby,
        role: id.startsWith('SV') ? 'supervisor' : id.startsWith('MG') ? 'manager' : 'operator',
      }),
      startMinute: from * 15,
      endMinute: Math.min(1440, (from + length) * 15),
    }));
  const staff = people(3).map((entry, index) =>
    person({
      ...entry,
      skills: index === 0 ? [] : entry.skills,
      birthDate: index === 1 ? day('2008-01-01') : null,
      isExemptFromOvertime: index % 2 === 0,
      maximumWeeklyMinutes: 600 + index * 200,
      minimumMonthlyMinutes: 3000 + index * 300,
      managementSince: null,
      leave: index === 2 ? [day('2024-05-08')] : [],
      endsOn: index === 1 ? day('2024-05-20') : null,
      unavailable: [{ date: null, isoWeekday: 3, startMinute: 700, endMinute: 800 }],
    }),
  );

  it('never throws and never leaves a placeholder, on any roster', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 31 }), fc.array(anyShift, { maxLength: 8 })), {
          maxLength: 31,
        }),
        fc.integer({ min: 0, max: 4 }),
        (entries, seats) => {
          const shifts = Object.fromEntries(
            entries.map(([date, ofDay]) => [`2024-05-${String(date).padStart(2, '0')}`, ofDay]),
          );
          for (const found of checkRoster(ruleContext({ contract, staff, shifts, seats }))) {
            seen.add(found.rule);
            for (const text of [found.text.ja, found.text.en]) {
              expect(text).not.to.match(/[{}]|undefined|NaN|\[object/);
              expect(text).to.equal(text.trim());
            }
          }
        },
      ),
      { numRuns: 150, seed: 1 },
    );
    // The rosters must have tripped most rules for the property to mean anything.
    expect(seen.size).to.be.at.least(20);
  });
});
