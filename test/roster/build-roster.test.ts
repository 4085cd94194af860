import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract } from '../../src/contract/index.ts';
import {
  buildRoster,
  checkRoster,
  type DayDemand,
  type Finding,
  type RosterDay,
  type SearchRoster,
  type StaffMember,
} from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { day, demandsOfMonth, people, person, range, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const month = YearMonth.of(2024, 5);

interface Case {
  readonly staff: readonly StaffMember[];
  readonly demands: readonly DayDemand[];
  readonly contract?: Contract;
  readonly daysBefore?: readonly RosterDay[];
}

/** Rules that say that people are missing; every other H finding is a duty that the law or a contract forbids. */
const isIllegal = (found: Finding): boolean =>
  found.level === 'H' && !['cover.minimum-operators', 'cover.supervisor'].includes(found.rule);

describe('buildRoster', () => {
  let search: SearchRoster;
  before(async () => {
    search = await openRosterSearch();
  });

  const build = async ({ staff, demands, contract = sampleContract, daysBefore }: Case) => {
    const roster = await buildRoster(
      {
        contract,
        month,
        staff,
        demands,
        dayCalls: demands.map((_, index) => 10 + (index % 3)),
        daysBefore: daysBefore ?? null,
        seed: 1,
      },
      search,
    );
    const findings = checkRoster({
      contract,
      month,
      staff,
      days: roster.days,
      demands,
      daysBefore: daysBefore ?? null,
    });
    return { ...roster, findings };
  };
  const firstDays = (seats: number, count: number): DayDemand[] =>
    demandsOfMonth(sampleContract, month, seats).slice(0, count);

  it('covers a month with two seats by seven operators, and breaks no rule', async () => {
    const roster = await build({ staff: people(7), demands: demandsOfMonth(sampleContract, month, 2) });
    expect(roster.status).to.equal('covered');
    expect(roster.uncovered).to.deep.equal([]);
    expect(roster.findings.filter(({ level }) => level !== 'I')).to.deep.equal([]);
  });

  it('gives the same roster, byte for byte, for the same input', async () => {
    const given = { staff: people(6), demands: firstDays(2, 6) };
    expect(JSON.stringify((await build(given)).days)).to.equal(JSON.stringify((await build(given)).days));
  });

  it('covers as well when people are listed in another order', async () => {
    const demands = firstDays(2, 6);
    expect((await build({ staff: people(5).toReversed(), demands })).status).to.equal('covered');
  });

  const anyStaff: fc.Arbitrary<StaffMember[]> = fc.array(
    fc
      .record({
        isPart: fc.boolean(),
        canStandBy: fc.boolean(),
        hasSkills: fc.integer({ min: 0, max: 5 }).map((value) => value > 0),
        leave: fc.subarray([
          '2024-05-01',
          '2024-05-02',
          '2024-05-07',
          '2024-05-08',
          '2024-05-09',
          '2024-05-10',
        ]),
        awayFrom: fc.integer({ min: 32, max: 68 }),
        awayWeekday: fc.integer({ min: 1, max: 5 }),
        startsLate: fc.boolean(),
      })
      .map((entry) =>
        person({
          skills: entry.hasSkills ? ['booking'] : [],
          canStandBy: entry.canStandBy,
          leave: entry.leave.map(day),
          unavailable: [
            {
              date: null,
              isoWeekday: entry.awayWeekday,
              startMinute: entry.awayFrom * 15,
              endMinute: entry.awayFrom * 15 + 60,
            },
          ],
          ...(entry.startsLate ? { startsOn: day('2024-05-08') } : {}),
          ...(entry.isPart
            ? {
                employment: 'part' as const,
                maximumWeeklyMinutes: 1050,
                maximumDailyMinutes: 360,
                maximumWeeklyDays: 4,
                patternCodes: ['前', '中', '後'],
              }
            : {}),
        }),
      ),
    { minLength: 2, maxLength: 9 },
  );

  it('never gives anybody an illegal duty, whoever there is and whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStaff,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        async (operators, seats, hasBefore) => {
          const staff = [
            ...operators.map((entry, index) => ({ ...entry, id: `OP0${index + 1}` })),
            ...people(0),
          ];
          const daysBefore = rosterDays({
            '2024-04-29': [shift('OP01', '8:45-17:15', { meal: '12:00-12:45' })],
            '2024-04-30': [shift('OP01', '8:45-17:15', { meal: '12:00-12:45' })],
          });
          const demands = firstDays(seats, 6);
          const roster = await build({ staff, demands, ...(hasBefore ? { daysBefore } : {}) });
          expect(roster.findings.filter(isIllegal)).to.deep.equal([]);
          expect(roster.findings.filter(({ rule }) => rule === 'labour.vdt-rest')).to.deep.equal([]);
          const isShort = roster.uncovered.length > 0 || roster.daysWithoutStandby.length > 0;
          expect(roster.status).to.equal(isShort ? 'partial' : 'covered');
        },
      ),
      { numRuns: 12, seed: 10 },
    );
  });

  it('keeps a free day in seven where the centre never closes, over the turn of the month too', async () => {
    const contract: Contract = {
      ...sampleContract,
      opening: {
        ...sampleContract.opening,
        closedOnNationalHolidays: false,
        hours: [
          {
            weekdays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'],
            open: range('9:00-17:15').startMinute,
            close: range('9:00-17:15').endMinute,
          },
        ],
      },
      minimumOperators: 0,
    };
    const staff = people(3, false).map((entry) => ({
      ...entry,
      maximumWeeklyDays: 7,
      patternCodes: ['前', '後'],
      canStandBy: true,
    }));
    const daysBefore = rosterDays(
      Object.fromEntries(
        Array.from({ length: 6 }, (_, offset) => [
          day('2024-04-25').plusDays(offset).toString(),
          [shift('OP01', '8:45-13:00'), shift('OP02', '13:00-17:30')],
        ]),
      ),
    );
    const demands = demandsOfMonth(contract, month, 2).slice(0, 10);
    const roster = await build({ staff, demands, contract, daysBefore });
    expect(roster.findings.filter(({ rule }) => rule === 'labour.weekly-rest')).to.deep.equal([]);
    const first = roster.days[0]!.shifts.map((entry) => entry.staffId);
    expect(first).not.to.include.members(['OP01']).and.not.to.include.members(['OP02']);
  });

  describe('without enough people', () => {
    it('gives a partial roster for three operators, and says when and why', async () => {
      const roster = await build({ staff: people(3), demands: firstDays(3, 5) });
      expect(roster.status).to.equal('partial');
      expect(roster.findings.filter(isIllegal)).to.deep.equal([]);
      const short = roster.findings.filter(
        ({ rule }) => rule === 'cover.seats' || rule === 'cover.minimum-operators',
      );
      expect(short.length).to.be.above(0);
      for (const found of short) {
        expect(found.date).not.to.equal(null);
        expect(found.range!.endMinute).to.be.above(found.range!.startMinute);
        expect(found.why?.ja).to.match(/内訳：.*\d/);
      }
      for (const gap of roster.uncovered) expect(gap.scheduled).to.be.below(gap.required);
    });

    it('gives a partial roster when everybody is on leave on one day, and covers the others', async () => {
      const staff = people(7).map((entry) => ({ ...entry, leave: [day('2024-05-09')] }));
      const roster = await build({ staff, demands: firstDays(2, 7) });
      expect(roster.status).to.equal('partial');
      const dates = [...new Set(roster.uncovered.map((gap) => gap.date.toString()))];
      expect(dates).to.deep.equal(['2024-05-09']);
      expect(roster.daysWithoutStandby.map(String)).to.deep.equal(['2024-05-09']);
      expect(roster.days.find(({ date }) => date.equals(day('2024-05-09')))!.shifts).to.deep.equal([]);
      expect(roster.findings.filter(isIllegal)).to.deep.equal([]);
      const rules = roster.findings.filter(({ level }) => level !== 'I').map(({ rule }) => rule);
      expect(rules).to.deep.equal(['cover.minimum-operators', 'cover.supervisor', 'cover.standby']);
      expect(roster.findings[0]!.why!.ja).to.include('年休（労働基準法39条） 7');
    });

    it('places nobody under age at night and no supervisor without experience', async () => {
      const contract: Contract = {
        ...sampleContract,
        shiftPatterns: sampleContract.shiftPatterns.map((pattern) =>
          pattern.code === '後' ? { ...pattern, start: 17 * 60, end: 23 * 60 } : pattern,
        ),
        opening: {
          ...sampleContract.opening,
          hours: [{ ...sampleContract.opening.hours[0]!, open: 17 * 60, close: 23 * 60 }],
        },
      };
      const minor = person({ birthDate: day('2007-01-01'), patternCodes: ['後'] });
      const grown = person({ id: 'OP02', patternCodes: ['後'] });
      const novice = person({
        id: 'SV01',
        role: 'supervisor',
        managementSince: day('2024-01-01'),
      });
      const demands = demandsOfMonth(contract, month, 1).slice(0, 3);
      const late = await build({ staff: [minor, grown], demands, contract });
      expect(new Set(late.days.flatMap(({ shifts }) => shifts.map(({ staffId }) => staffId)))).to.deep.equal(
        new Set(['OP02']),
      );
      const roster = await build({ staff: [...people(5, false), novice], demands: firstDays(2, 3) });
      expect(
        roster.days.flatMap(({ shifts }) => shifts).filter(({ role }) => role === 'supervisor'),
      ).to.have.length(0);
      const found = roster.findings.find(({ rule }) => rule === 'cover.supervisor');
      expect(found!.why!.ja).to.include('業務管理の経験不足 1');
    });

    it('answers for nobody at all and for a month without an open day', async () => {
      const nobody = await build({ staff: [], demands: firstDays(2, 2) });
      expect(nobody.status).to.equal('partial');
      expect(nobody.days.every(({ shifts }) => shifts.length === 0)).to.equal(true);
      expect(await build({ staff: people(3), demands: [] })).to.deep.include({ status: 'covered', days: [] });
    });
  });
});
