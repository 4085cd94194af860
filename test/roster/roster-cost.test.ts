import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import {
  buildRoster,
  type RosterDay,
  type RosterInput,
  type SearchRoster,
  type Shift,
} from '../../src/roster/index.ts';
import { balancedPrices } from '../../src/roster/month/prices.ts';
import { rosterCost } from '../../src/roster/roster-cost.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { day, demandsOfMonth, people } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const month = YearMonth.of(2024, 5);

describe('rosterCost', () => {
  let search: SearchRoster;
  before(async () => {
    search = await openRosterSearch();
  });

  const inputOf = (changes: Partial<RosterInput> = {}): RosterInput => {
    const demands = demandsOfMonth(sampleContract, month, 2).slice(0, 6);
    return {
      contract: sampleContract,
      month,
      staff: people(6),
      demands,
      dayCalls: demands.map((_, index) => 10 + (index % 3)),
      daysBefore: null,
      seed: 1,
      ...changes,
    };
  };
  const withFirst = (days: readonly RosterDay[], change: (shift: Shift) => Shift[]): RosterDay[] =>
    days.map((ofDay, index) => {
      const place = ofDay.shifts.findIndex(({ role, isStandby }) => role === 'operator' && !isStandby);
      if (index > 0) return ofDay;
      return {
        ...ofDay,
        shifts: ofDay.shifts.flatMap((shift, at) => (at === place ? change(shift) : [shift])),
      };
    });

  it('is what building it counted, at those prices and with what was asked of it', async () => {
    const wish = { kind: 'off' as const, from: day('2024-05-08'), to: day('2024-05-08'), patternCode: null };
    const staff = people(6).map((person) => ({ ...person, wishes: [{ ...wish, weight: 2 }] }));
    for (const input of [
      inputOf(),
      inputOf({ staff }),
      inputOf({ staff, prices: { ...balancedPrices, refusedWish: 9 } }),
      inputOf({ staff: people(2) }),
    ]) {
      const { days, proof } = await buildRoster(input, search);
      expect(rosterCost(input, days)).to.be.closeTo(proof.costHours, 1e-6);
    }
  });

  it('counts a refused wish at its price and weight', async () => {
    const { days } = await buildRoster(inputOf(), search);
    const { date } = days[1]!;
    const worker = days[1]!.shifts.find(({ role, isStandby }) => role === 'operator' && !isStandby)!.staffId;
    const wish = { kind: 'off' as const, from: date, to: date, patternCode: null, weight: 3 };
    const staff = people(6).map((person) => (person.id === worker ? { ...person, wishes: [wish] } : person));
    const more = rosterCost(inputOf({ staff }), days)! - rosterCost(inputOf(), days)!;
    expect(more).to.be.closeTo(3 * balancedPrices.refusedWish, 1e-6);
  });

  it('counts who is missing once somebody is taken out', async () => {
    const input = inputOf();
    const { days, status } = await buildRoster(input, search);
    expect(status).to.equal('covered');
    const closed = days.map((ofDay, index) =>
      index > 0 ? ofDay : { ...ofDay, shifts: ofDay.shifts.filter(({ role }) => role !== 'operator') },
    );
    const { requiredSeats } = input.demands[0]!;
    const missing = requiredSeats.reduce((sum, seats) => sum + seats, 0);
    const more = rosterCost(input, closed)! - rosterCost(input, days)!;
    // Each seat of an interval is 500 hours; who stays at home saves some hours of work and costs a standby.
    expect(more / (500 * missing)).to.be.within(0.95, 1.05);
  });

  it('is not known where the month’s terms cannot say the roster', async () => {
    const input = inputOf();
    const { days } = await buildRoster(input, search);
    const costOf = (change: (shift: Shift) => Shift[]): number | null =>
      rosterCost(input, withFirst(days, change));
    expect(costOf((shift) => [shift])).not.to.equal(null);
    expect(costOf((shift) => [{ ...shift, patternCode: '夜' }])).to.equal(null);
    expect(costOf((shift) => [{ ...shift, endMinute: shift.endMinute + 30 }])).to.equal(null);
    expect(costOf((shift) => [{ ...shift, staffId: 'OP99' }])).to.equal(null);
    const [first] = days;
    const worker = first!.shifts.find(({ role, isStandby }) => role === 'operator' && !isStandby)!.staffId;
    const staff = people(6).map((person) =>
      person.id === worker ? { ...person, leave: [first!.date] } : person,
    );
    expect(rosterCost(inputOf({ staff }), days)).to.equal(null);
  });
});
