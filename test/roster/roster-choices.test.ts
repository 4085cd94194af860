import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  type BuiltRoster,
  buildRoster,
  type DayDemand,
  type FairnessPrice,
  type RosterInput,
  type SearchRoster,
  type StaffMember,
  type Wish,
} from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { day, demandsOfMonth, people } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const month = YearMonth.of(2024, 5);

/** The first open days of May 2024: 1, 2, 7, 8, 9, 10, 13 … */
const firstDays = (seats: number, count: number): DayDemand[] =>
  demandsOfMonth(sampleContract, month, seats).slice(0, count);

/** Duty codes of a person per date, days off left out. */
function codesOf({ days }: BuiltRoster, staffId: string): Record<string, string> {
  return Object.fromEntries(
    days.flatMap(({ date, shifts }) => {
      const own = shifts.find((shift) => shift.staffId === staffId);
      return own === undefined ? [] : [[date.toString(), own.patternCode]];
    }),
  );
}

/** Everybody's duties per date. */
const dutiesOf = ({ days }: BuiltRoster): Record<string, string[]> =>
  Object.fromEntries(
    days.map(({ date, shifts }) => [
      date.toString(),
      shifts.map(({ staffId, patternCode }) => `${staffId} ${patternCode}`).sort(),
    ]),
  );

/** Operators missing, added up over the intervals. */
const missingIn = ({ uncovered }: BuiltRoster): number =>
  uncovered.reduce((sum, { required, scheduled }) => sum + required - scheduled, 0);

const wish = (date: string, changes: Partial<Wish> = {}): Wish => ({
  kind: 'off',
  from: day(date),
  to: day(date),
  patternCode: null,
  weight: 1,
  ...changes,
});

describe('a roster', () => {
  let search: SearchRoster;
  before(async () => {
    // Small months need less work than any month is given.
    const best = await openRosterSearch();
    search = (problem, effort) => best(problem, { ...effort, units: Math.min(effort.units, 4e7) });
  });

  const build = async (
    staff: readonly StaffMember[],
    demands: readonly DayDemand[],
    changes: Partial<RosterInput> = {},
  ): Promise<BuiltRoster> => {
    const roster = await buildRoster(
      {
        contract: sampleContract,
        month,
        staff,
        demands,
        dayCalls: demands.map((_, index) => 10 + (index % 3)),
        daysBefore: null,
        seed: 1,
        ...changes,
      },
      search,
    );
    expect(roster.proof.boundHours ?? -Infinity).to.be.at.most(roster.proof.costHours);
    return roster;
  };
  /** Changes to some people, by id. */
  const withChanges = (
    staff: readonly StaffMember[],
    changes: Readonly<Record<string, Partial<StaffMember>>>,
  ): StaffMember[] => staff.map((member) => ({ ...member, ...changes[member.id] }));

  it('keeps what a planner has fixed: shifts, standbys and days off', async () => {
    const staff = withChanges(people(6), {
      OP01: {
        pins: [
          { date: day('2024-05-01'), patternCode: '遅' },
          { date: day('2024-05-07'), patternCode: null },
          { date: day('2024-05-08'), patternCode: '待' },
        ],
      },
      OP02: { pins: [{ date: day('2024-05-08'), patternCode: '早' }] },
      SV01: { pins: [{ date: day('2024-05-02'), patternCode: '遅' }] },
    });
    const roster = await build(staff, firstDays(2, 6));
    const own = codesOf(roster, 'OP01');
    expect(own['2024-05-01']).to.equal('遅');
    expect(own).not.to.have.property('2024-05-07');
    expect(own['2024-05-08']).to.equal('待');
    expect(codesOf(roster, 'OP02')['2024-05-08']).to.equal('早');
    expect(codesOf(roster, 'SV01')['2024-05-02']).to.equal('遅');
    expect(roster.status).to.equal('covered');
  });

  it('keeps a fixed day off where somebody is missing for it', async () => {
    const pins = [{ date: day('2024-05-08'), patternCode: null }];
    const staff = withChanges(people(2), { OP01: { pins }, OP02: { pins } });
    const roster = await build(staff, firstDays(1, 6));
    for (const id of ['OP01', 'OP02']) expect(codesOf(roster, id)).not.to.have.property('2024-05-08');
    expect(roster.uncovered.some(({ date }) => date.equals(day('2024-05-08')))).to.equal(true);
  });

  it('gives up what is fixed where a rule forbids it, and nothing more', async () => {
    const week = ['2024-05-07', '2024-05-08', '2024-05-09', '2024-05-10'];
    const staff = withChanges(people(6), {
      OP01: { maximumWeeklyDays: 3, pins: week.map((date) => ({ date: day(date), patternCode: '早' })) },
      OP02: {
        leave: [day('2024-05-08')],
        pins: ['2024-05-08', '2024-05-09'].map((date) => ({ date: day(date), patternCode: '遅' })),
      },
    });
    const roster = await build(staff, firstDays(2, 6));
    const own = codesOf(roster, 'OP01');
    expect(week.filter((date) => own[date] === '早')).to.have.length(3);
    expect(week.filter((date) => own[date] !== undefined)).to.have.length(3);
    expect(codesOf(roster, 'OP02')).not.to.have.property('2024-05-08');
    expect(codesOf(roster, 'OP02')['2024-05-09']).to.equal('遅');
  });

  it('grants a wish for a day off when others can cover, and not when nobody can', async () => {
    const dates = ['2024-05-02', '2024-05-08', '2024-05-10'];
    const many = withChanges(people(7), { OP01: { wishes: dates.map((date) => wish(date)) } });
    const granted = await build(many, firstDays(2, 6));
    expect(granted.status).to.equal('covered');
    for (const date of dates) expect(codesOf(granted, 'OP01')).not.to.have.property(date);
    const one = withChanges(people(1), { OP01: { wishes: [wish('2024-05-08', { weight: 3 })] } });
    expect(codesOf(await build(one, firstDays(1, 6)), 'OP01')).to.have.property('2024-05-08');
  });

  it('gives fewest standbys to whoever had most of them before', async () => {
    const points = (staffId: string, standby: number): FairnessPrice => ({
      staffId,
      prices: { early: 0, late: 0, lunchRelay: 0, standby, beforeDayOff: 0, wishRefused: 0 },
    });
    const staff = people(6);
    const ids = staff.filter(({ role }) => role === 'operator').map(({ id }) => id);
    for (const burdened of ['OP01', 'OP04']) {
      const fairness = ids.map((id) => points(id, id === burdened ? 24 : 0));
      const roster = await build(staff, firstDays(2, 8), { fairness });
      const standbys = new Map(
        ids.map((id) => [id, Object.values(codesOf(roster, id)).filter((code) => code === '待').length]),
      );
      expect(roster.daysWithoutStandby).to.deep.equal([]);
      expect(standbys.get(burdened)).to.equal(Math.min(...standbys.values()));
      expect(standbys.get(burdened)).to.be.below(Math.max(...standbys.values()));
    }
  });

  it('changes nothing in a roster that people know when nothing has changed', async () => {
    const staff = people(7);
    const demands = firstDays(2, 7);
    const known = await build(staff, demands);
    const again = await build(staff, demands, { seed: 2, kept: { days: known.days, changePrice: 50 } });
    expect(dutiesOf(again)).to.deep.equal(dutiesOf(known));
  });

  it('changes the day on which somebody goes on leave, and no other', async () => {
    const staff = people(7);
    const demands = firstDays(2, 7);
    const known = await build(staff, demands);
    const date = '2024-05-08';
    const away = known.days.find((each) => each.date.equals(day(date)))!.shifts[0]!.staffId;
    const others = withChanges(staff, { [away]: { leave: [day(date)] } });
    const again = await build(others, demands, { seed: 2, kept: { days: known.days, changePrice: 50 } });
    const { [date]: ofDay, ...rest } = dutiesOf(again);
    const { [date]: before, ...restBefore } = dutiesOf(known);
    expect(rest).to.deep.equal(restBefore);
    expect(ofDay!.some((duty) => duty.startsWith(away))).to.equal(false);
    // The fewest that can be: who goes, and whoever takes over from whom.
    expect(ofDay!.filter((duty) => !before!.includes(duty)).length).to.be.at.most(2);
    expect(again.status).to.equal('covered');
  });

  it('is covered no worse with one person more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 5, max: 7 }),
        async (count, seats, days) => {
          const demands = firstDays(seats, days);
          const fewer = await build(people(count), demands);
          const more = await build(people(count + 1), demands);
          expect(missingIn(more)).to.be.at.most(missingIn(fewer));
          expect(more.daysWithoutStandby.length).to.be.at.most(fewer.daysWithoutStandby.length);
        },
      ),
      { numRuns: 6, seed: 31 },
    );
  });

  it('costs the same whatever people are called', async () => {
    const staff = people(6);
    const demands = firstDays(2, 6);
    const ids = ['OP04', 'OP02', 'OP06', 'OP01', 'OP03', 'OP05', 'SV02', 'SV01', 'MG01'];
    const renamed = staff.map((member, index) => ({ ...member, id: ids[index]! }));
    const [one, other] = [await build(staff, demands), await build(renamed, demands)];
    expect(one.status).to.equal('covered');
    expect(other.proof).to.deep.equal(one.proof);
    expect(other.status).to.equal('covered');
  });

  it('is the same for the same seed, with skills, wishes and a ledger too', async () => {
    const staff = withChanges(people(6), {
      OP01: { wishes: [wish('2024-05-08')] },
      OP02: { skills: ['booking'] },
      OP03: { skills: ['enquiry'] },
    });
    const demands = firstDays(2, 5).map((demand) => ({
      ...demand,
      skilled: ['booking', 'enquiry'].map((queueId) => ({
        queueId,
        level: 1,
        seats: demand.requiredSeats.map(() => 1),
      })),
    }));
    const once = await build(staff, demands, { seed: 3 });
    const again = await build(staff, demands, { seed: 3 });
    expect(JSON.stringify(again)).to.equal(JSON.stringify(once));
  });
});
