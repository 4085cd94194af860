import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { type CandidatesInput, type FoundCandidates, findCandidates } from '../../src/plan/candidates.ts';
import { rosterInputOf } from '../../src/plan/content-roster.ts';
import { makePlan, type PlanContent, rosterDaysOf } from '../../src/plan/index.ts';
import { demandsOf } from '../../src/plan/plan-roster.ts';
import { personDaysApart } from '../../src/plan/roster-facts.ts';
import { checkRoster, type StaffMember } from '../../src/roster/index.ts';
import { rosterCost } from '../../src/roster/roster-cost.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { openSimulator } from '../../src/solver/simulator.ts';
import { day } from '../build/roster.ts';
import { sampleInput } from '../build/sample.ts';

const july = YearMonth.of(2024, 7);
const dates = ['2024-07-01', '2024-07-05', '2024-07-09', '2024-07-16', '2024-07-22', '2024-07-26'];

/** The sample's month in which every operator wishes for two days off, and one has a day fixed. */
function wishfulInput() {
  const input = sampleInput(july);
  const staff = input.staff.map((person, index): StaffMember => {
    if (person.role !== 'operator') return person;
    const wishes = [0, 3].map((offset) => {
      const date = day(dates[(index + offset) % dates.length]!);
      return { kind: 'off' as const, from: date, to: date, patternCode: null, weight: 1 + (index % 3) };
    });
    return { ...person, wishes };
  });
  const pinned = staff.find(({ role, patternCodes }) => role === 'operator' && patternCodes.includes('早'))!;
  const pins = [{ date: day('2024-07-10'), patternCode: '早' }];
  return {
    ...input,
    staff: staff.map((person) => (person === pinned ? { ...person, pins } : person)),
    pinnedId: pinned.id,
  };
}

describe('findCandidates', () => {
  const made = wishfulInput();
  let content: PlanContent;
  let input: CandidatesInput;
  let found: FoundCandidates;
  const find = async (): Promise<FoundCandidates> =>
    findCandidates(input, { search: await openRosterSearch(), simulate: openSimulator().simulate });

  before(async () => {
    content = await makePlan(made, await openRosterSearch());
    const { contract, staff, daysBefore, seed } = made;
    input = { content, contract, staff, daysBefore, seed, earlierMonths: [] };
    found = await find();
  });

  it('finds rosters of the same seats that differ from the draft and from each other', () => {
    const { candidates, alike } = found;
    expect(candidates).not.to.be.empty;
    expect(candidates.filter(({ kind }) => kind !== 'another').length + alike.length).to.equal(3);
    const rosters = [content, ...candidates.map((candidate) => candidate.content)];
    rosters.forEach((one, index) => {
      expect(demandsOf(one)).to.deep.equal(demandsOf(content));
      for (const other of rosters.slice(0, index)) {
        expect(personDaysApart(one.days, other.days)).to.be.at.least(4);
      }
    });
  });

  it('gives rosters that keep every hard rule, with the findings of all rules and what is fixed', () => {
    for (const { content: plan } of found.candidates) {
      const findings = checkRoster({
        ...input,
        month: july,
        days: rosterDaysOf(plan),
        demands: demandsOf(plan),
        daysAfter: null,
      });
      expect(findings.filter(({ level }) => level === 'H')).to.deep.equal([]);
      expect(plan.findings.filter(({ level }) => level === 'H')).to.deep.equal([]);
      const pinned = plan.days.find(({ date }) => date === '2024-07-10')!;
      const shift = pinned.shifts.find(({ staffId }) => staffId === made.pinnedId);
      expect(shift?.pattern).to.equal('早');
    }
  });

  it('counts every cost at the prices of a plan, above the one bound that holds for all', () => {
    const base = rosterInputOf(content, {
      contract: input.contract,
      staff: input.staff,
      daysBefore: input.daysBefore,
      seed: input.seed,
    });
    const plans = [
      { plan: content, facts: found.draft },
      ...found.candidates.map(({ content: plan, facts }) => ({ plan, facts })),
    ];
    for (const { plan, facts } of plans) {
      expect(facts.costHours).to.be.closeTo(rosterCost(base, rosterDaysOf(plan))!, 0.1);
      expect(facts.boundHours).to.equal(content.roster!.boundHours);
      expect(facts.costHours).to.be.at.least(facts.boundHours!);
    }
    // Nobody paid for the draft but the plan itself.
    expect(found.draft.costHours).to.equal(content.roster!.costHours);
    for (const { content: plan, facts } of found.candidates) {
      expect(plan.roster).to.deep.equal({ costHours: facts.costHours, boundHours: facts.boundHours });
      expect(facts.costHours! - found.draft.costHours!).to.be.at.most(0.03 * facts.paidHours + 0.1);
    }
  });

  it('says of each the figures of its own plan', () => {
    for (const { content: plan, facts } of found.candidates) {
      expect(facts.budgetDays).to.equal(plan.absence!.budgetDays);
      expect(facts.answerRate).to.be.closeTo(plan.simulation!.answerRate.mean, 0.0001);
      expect(facts.changedPersonDays).to.equal(personDaysApart(content.days, plan.days));
      expect(facts.wishes.asked).to.equal(2 * made.staff.filter(({ role }) => role === 'operator').length);
      const refused = made.staff.flatMap(({ id, wishes = [] }) =>
        wishes.filter(({ from }) =>
          plan.days.some(
            ({ date, shifts }) => date === from.toString() && shifts.some(({ staffId }) => staffId === id),
          ),
        ),
      );
      expect(facts.wishes.asked - facts.wishes.granted).to.equal(refused.length);
      expect(facts.wishes.askedWeight - facts.wishes.grantedWeight).to.equal(
        refused.reduce((sum, { weight }) => sum + weight, 0),
      );
    }
  });

  it('says the same of the same input', async () => {
    expect(await find()).to.deep.equal(found);
  });
});
