import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkRoster, emptyProfile, restrictionKinds, type StaffMember } from '../../../src/roster/index.ts';
import type { Shift } from '../../../src/roster/roster.ts';
import { finding } from '../../../src/roster/rules/rule.ts';
import { type RuleId, ruleTexts } from '../../../src/roster/rules/texts.ts';
import {
  datesFrom,
  day,
  labourContract,
  labour as labourOf,
  labourRecord,
  people,
  person,
  rosterDays,
  ruleContext,
  shift,
} from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
const ruleIds = Object.keys(ruleTexts) as RuleId[];
const labour = {
  ...sampleContract.labour,
  agreements: { ...sampleContract.labour.agreements, overtime36: null, staggeredBreaks: null },
};
const contract = { ...sampleContract, labour };

describe('ruleTexts', () => {
  it('asks for the same values in both languages', () => {
    for (const id of ruleIds) {
      const [ja, en] = (['ja', 'en'] as const).map((language) =>
        [...new Set(placeholders(ruleTexts[id][language]))].sort(),
      );
      expect(ja, id).to.deep.equal(en);
    }
  });

  it('names the article or the guideline for every rule of labour', () => {
    for (const id of ruleIds.filter((id) => id.startsWith('labour.'))) {
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

describe('unverifiedRules', () => {
  it('end with a word on it in both languages, and others do not', () => {
    const unverified = finding('labour.nursing-time', 'H', {}).text;
    expect(unverified.ja).to.match(/e-Gov で確認してください。）$/);
    expect(unverified.en).to.match(/Check the wording on e-Gov\.\)$/);
    expect(finding('labour.meal-break', 'H', {}).text.ja).not.to.include('e-Gov');
  });
});

describe('checkRoster', () => {
  const ids = ['OP01', 'OP02', 'OP03', 'SV01', 'SV02', 'MG01', 'XX01'];
  const quarter = fc.integer({ min: 0, max: 95 });
  const mealAt = (startMinute: number) => ({
    kind: 'meal' as const,
    startMinute,
    endMinute: startMinute + 30,
  });
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
      breaks: length > 20 && length + from < 96 ? [mealAt(from * 15 + 60)] : [],
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

  /** Some days with a few shifts, or a whole month in which nearly everybody is on duty. */
  const anyMonth: fc.Arbitrary<readonly (readonly [number, readonly Shift[]])[]> = fc.oneof(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 31 }), fc.array(anyShift, { maxLength: 8 })), {
      maxLength: 31,
    }),
    fc
      .array(fc.array(anyShift, { minLength: 12, maxLength: 20 }), { minLength: 31, maxLength: 31 })
      .map((days) => days.map((shifts, index) => [index + 1, shifts] as const)),
  );
  /** People of whom much is known, and a record of earlier months and of what is published. */
  const since = { from: day('2024-05-06'), to: day('2024-05-25'), minutes: null };
  const knownStaff = staff.map((entry, index) => ({
    ...entry,
    employment: index > 0 ? ('part' as const) : ('full' as const),
    employer: index === 2 ? sampleContract.city.name.ja : index === 3 ? '別の会社' : entry.employer,
    ...(index === 1 ? { profile: { ...emptyProfile, homeCentre: '津センター' } } : {}),
    labour: labourOf({
      restrictions: restrictionKinds
        .filter((_, place) => place % 6 === index)
        .map((kind) => ({ kind, ...since })),
      hourlyWageYen: index % 2 === 0 ? 1500 : null,
      isManagerial: index === 4,
      weeklyContractMinutes: index === 1 ? 600 : null,
      leaveGrant: { grantedOn: day('2023-07-01'), days: index === 0 ? 3 : 10, takenDays: 1 },
      hourlyLeave: [{ date: day('2024-05-14'), startMinute: 540, endMinute: 1020 }],
      careLeave: [day('2024-05-15')],
    }),
  }));
  const past = datesFrom('2023-07-01', 300)
    .filter((date) => date.endsWith('-01') && date !== '2024-03-01')
    .map((date) => date.slice(0, 7))
    .map((month) => ({
      month,
      people: ids.map((staffId) => ({
        staffId,
        workedMinutes: 12_000,
        overtimeMinutes: 5400,
        holidayMinutes: 600,
      })),
    }));
  const eight = ids.map((id) => shift(id, '9:00-18:00', { meal: '12:00-13:00' }));
  const published = rosterDays(
    Object.fromEntries(['2024-05-07', '2024-05-13', '2024-05-14'].map((date) => [date, eight])),
  );
  const fixed = { start: day('2024-05-01'), end: day('2024-05-31'), days: published };
  const variableHours = { concludedOn: day('2024-03-15'), startsOn: day('2024-04-01') };
  const terms = { specialClause: true, yearStartsInMonth: 12, holidayDaysPerMonth: 1 };
  const overtime36 = day('2024-03-15');
  const wholeYear = { ...terms, yearStartsInMonth: 7 };
  const noHourlyLeave = { concludedOn: overtime36, daysPerYear: 0 };
  const shiftTable = { wishesDaysBefore: 20, publishedDaysBefore: 10 };
  const worlds: readonly Parameters<typeof ruleContext>[0][] = [
    {
      contract,
      staff: staff.map((entry) => ({
        ...entry,
        wishes: [
          {
            kind: 'off' as const,
            from: day('2024-05-08'),
            to: day('2024-05-08'),
            patternCode: null,
            weight: 2,
          },
          {
            kind: 'pattern' as const,
            from: day('2024-05-01'),
            to: day('2024-05-31'),
            patternCode: '遅',
            weight: 1,
          },
        ],
        pins: [
          { date: day('2024-05-08'), patternCode: '遅' },
          { date: day('2024-05-09'), patternCode: null },
        ],
      })),
    },
    {
      contract: labourContract({ shiftTable }, { overtime36, overtime36Terms: terms }),
      staff: knownStaff,
      record: labourRecord({ pastMonths: past, today: day('2024-05-02') }),
    },
    {
      contract: labourContract({ fourWeekRestStartsOn: day('2024-05-01') }, { variableHours }),
      staff: knownStaff,
      record: labourRecord({
        published: { days: published, settled: [] },
        today: day('2024-05-02'),
        fixedPeriods: [fixed],
      }),
    },
    {
      contract: labourContract({ shiftTable }, { overtime36, variableHours }),
      staff: knownStaff,
      record: labourRecord({ today: day('2024-04-01') }),
    },
    {
      contract: labourContract({}, { overtime36, overtime36Terms: wholeYear, hourlyLeave: noHourlyLeave }),
      staff: knownStaff,
      record: labourRecord({ pastMonths: past }),
    },
    {
      contract: labourContract(
        { fourWeekRestStartsOn: day('2024-05-01') },
        { overtime36, overtime36Terms: { ...terms, holidayDaysPerMonth: 4 }, variableHours },
      ),
      staff: knownStaff,
      record: labourRecord({ today: day('2024-05-02') }),
    },
    {
      contract: {
        ...contract,
        minimumOperators: 1,
        queues: contract.queues.map((queue) => ({ ...queue, minimumSkilled: { operators: 1, level: 2 } })),
        roles: {
          ...contract.roles,
          requiredQualifications: [{ role: 'operator', name: '情報保護研修' }],
        },
      },
      staff: knownStaff.slice(0, -1).map((entry) => ({
        ...entry,
        role: entry.id === 'SV02' ? ('operator' as const) : entry.role,
      })),
      month: YearMonth.of(2999, 5),
    },
  ];

  it('never throws and never leaves a placeholder, on any roster and whatever is known beside it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        anyMonth,
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom(...worlds),
        (entries, seats, world) => {
          const year = world.month === undefined ? '2024' : '2999';
          const shifts = Object.fromEntries(
            entries.map(([date, ofDay]) => [`${year}-05-${String(date).padStart(2, '0')}`, ofDay]),
          );
          for (const found of checkRoster(ruleContext({ ...world, shifts, seats }))) {
            seen.add(found.rule);
            for (const text of [found.text.ja, found.text.en]) {
              expect(text).not.to.match(/[{}]|undefined|NaN|Infinity|\[object/);
              expect(text).to.equal(text.trim());
            }
          }
        },
      ),
      { numRuns: 250, seed: 1 },
    );
    // The rosters must have tripped most rules for the property to mean anything.
    const unseen = ruleIds.filter((id) => !seen.has(id) && !/^(target|forecast)\./.test(id));
    expect(unseen).to.deep.equal([]);
  });

  it('says the same of a roster whatever the order of its people', () => {
    fc.assert(
      fc.property(
        anyMonth,
        fc.constantFrom(...worlds.filter(({ month }) => month === undefined)),
        (entries, world) => {
          const shifts = Object.fromEntries(
            entries.map(([date, ofDay]) => [`2024-05-${String(date).padStart(2, '0')}`, ofDay]),
          );
          const sentences = (of: readonly StaffMember[]) =>
            checkRoster(ruleContext({ ...world, shifts, staff: of }))
              .map(({ level, text }) => `${level} ${text.ja}`)
              .sort();
          const all = world.staff!;
          expect(sentences(all.toReversed())).to.deep.equal(sentences(all));
        },
      ),
      { numRuns: 20, seed: 2 },
    );
  });
});
