import { expect } from 'chai';
import { parseTime } from '../../src/calendar/index.ts';
import type { ProposeCoverInput } from '../../src/plan/cover/ground.ts';
import { proposeCover } from '../../src/plan/cover/propose-cover.ts';
import { drawAbsences, judgeProposal } from '../../src/plan/exercise.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import { sampleContract, sampleStaff } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

describe('an exercise', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });
  const inputOf = (drawn: ReturnType<typeof drawAbsences>[number]): ProposeCoverInput => ({
    content,
    contract: sampleContract,
    staff: sampleStaff,
    daysBefore: null,
    ...drawn,
  });

  it('draws people on duty, of all kinds of absence, the same for the same seed', () => {
    const drawn = drawAbsences([content], 400, 7);
    expect(drawn).to.deep.equal(drawAbsences([content], 400, 7));
    expect(drawn).not.to.deep.equal(drawAbsences([content], 400, 8));
    let whole = 0;
    for (const { date, absences, nowMinute } of drawn) {
      const { shifts } = content.days.find((day) => day.date === date)!;
      for (const { staffId, startMinute, endMinute } of absences) {
        const shift = shifts.find((entry) => entry.staffId === staffId)!;
        expect(shift.standby).to.equal(false);
        expect(startMinute).to.be.below(endMinute);
        expect(endMinute).to.be.at.most(parseTime(shift.end));
        if (startMinute === parseTime(shift.start) && endMinute === parseTime(shift.end)) whole += 1;
      }
      expect(nowMinute).to.be.at.most(absences[0]!.startMinute);
      expect(new Set(absences.map(({ staffId }) => staffId)).size).to.equal(absences.length);
    }
    expect(whole / 400).to.be.within(0.6, 0.85);
    expect(drawn.filter(({ absences }) => absences.length === 2).length).to.be.above(10);
  });

  it('finds no gap in the best way, one in doing nothing, and no broken rule', () => {
    let lost = 0;
    for (const drawn of drawAbsences([content], 12, 3)) {
      const input = inputOf(drawn);
      const proposal = proposeCover(input);
      const judged = judgeProposal(input, proposal, null);
      expect(judged.brokenHardRules).to.equal(0);
      expect(judged.gapFraction).to.be.within(0, 0.05);
      if (judged.isCoverable === true) expect(judged.isCovered).to.equal(true);
      const options = proposal.options.filter(({ kind }) => kind === 'accept');
      const nothing = judgeProposal(input, { ...proposal, options }, null);
      expect(nothing.gapFraction).to.be.at.least(judged.gapFraction - 0.002);
      lost += nothing.gapFraction;
    }
    expect(lost).to.be.above(0.1);
  });

  it('judges by the calls that came', () => {
    const [drawn] = drawAbsences([content], 1, 3);
    const input = inputOf(drawn!);
    const proposal = proposeCover(input);
    const intervals = content.days.find(({ date }) => date === drawn!.date)!.intervals;
    const none = judgeProposal(
      input,
      proposal,
      intervals.map(() => 0),
    );
    expect(none.gapFraction).to.equal(0);
  });

  it('counts hard rules about people that a way would break', () => {
    const [drawn] = drawAbsences([content], 1, 3);
    const input = inputOf(drawn!);
    const proposal = proposeCover(input);
    const option = proposal.options.find(({ kind }) => kind === 'accept')!;
    const [day] = option.days;
    const twice = { ...day!, shifts: [...day!.shifts, day!.shifts[0]!] };
    const judged = judgeProposal(input, { ...proposal, options: [{ ...option, days: [twice] }] }, null);
    expect(judged.brokenHardRules).to.be.above(0);
  });
});
