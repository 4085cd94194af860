import { expect } from 'chai';
import { surgeOf } from '../../src/plan/surge.ts';
import { buildPlan, sampleContract } from '../build/plan.ts';

const plan = buildPlan();
const surge = surgeOf(sampleContract, plan, [1, 1.5, 2, 3]);

describe('surgeOf', () => {
  it('looks at the day with most calls, hour by hour', () => {
    const most = Math.max(...plan.days.map(({ forecastCalls }) => forecastCalls));
    expect(surge.day.forecastCalls).to.equal(most);
    expect(surge.hours[0]).to.include({ startMinute: 540, endMinute: 600 });
    expect(surge.hours.at(-1)).to.include({ startMinute: 1020, endMinute: 1035 });
    const calls = surge.hours.reduce((sum, hour) => sum + hour.calls, 0);
    expect(surge.cases[0]!.calls).to.be.closeTo(calls, 1e-9);
    expect(surge.cases[3]!.calls).to.be.closeTo(3 * calls, 1e-9);
  });

  it('needs more seats and answers less of more calls, and more with everybody who could come', () => {
    for (const [index, own] of surge.cases.entries()) {
      expect(own.reachableAnswerRate).to.be.at.least(own.plannedAnswerRate);
      const before = surge.cases[index - 1];
      if (before === undefined) continue;
      expect(own.mostSeats).to.be.at.least(before.mostSeats);
      expect(own.gap).to.be.at.least(before.gap);
      expect(own.plannedAnswerRate).to.be.below(before.plannedAnswerRate);
    }
  });

  it('says the same gap for the day and for its worst hour', () => {
    surge.cases.forEach(({ gap }, index) => {
      expect(Math.max(...surge.hours.map(({ gaps }) => gaps[index]!))).to.equal(gap);
    });
  });

  it('counts who could come: not who is on shift, away, or the supervisor who has to be there', () => {
    const onDuty = surge.day.shifts.map(({ staffId }) => staffId);
    const free = plan.staff.filter(
      ({ id, role, daysOff }) =>
        role === 'operator' && !onDuty.includes(id) && !daysOff.some(({ date }) => date === surge.day.date),
    );
    expect(surge.callable).to.equal(free.length);
    expect(surge.standby).to.equal(surge.day.shifts.filter(({ standby }) => standby).length);
    const supervisors = surge.day.shifts.filter(({ role }) => role === 'supervisor').length;
    expect(surge.supervisors).to.equal(Math.max(0, supervisors - 1));
  });
});
