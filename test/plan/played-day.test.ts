import { expect } from 'chai';
import { parseTime } from '../../src/calendar/index.ts';
import { type PlanContent, playedDay } from '../../src/plan/index.ts';
import { sampleContract } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

describe('playedDay', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });

  it('gives every answered call to somebody on duty at that time with the skill, the same again for the same seed', () => {
    for (const [seed, day] of content.days.entries()) {
      const calls = playedDay(content, day, sampleContract, null, seed);
      expect(playedDay(content, day, sampleContract, null, seed)).to.deep.equal(calls);
      for (const { outcome, staffId, atSecond, queueId, handlingSeconds } of calls) {
        expect(atSecond).to.be.within(parseTime(day.open) * 60, parseTime(day.close) * 60 - 1);
        expect(staffId !== null, outcome).to.equal(outcome === 'answered');
        expect(handlingSeconds > 0).to.equal(outcome === 'answered');
        if (staffId === null) continue;
        const shift = day.shifts.find((own) => own.staffId === staffId && !own.standby)!;
        // Who waits is answered when somebody is back or free, which may be after the call came.
        expect(parseTime(shift.end) * 60).to.be.greaterThan(atSecond);
        expect(content.staff.find(({ id }) => id === staffId)!.skills).to.include(queueId);
      }
    }
  });

  it('brings as many calls as expected on average, of each queue and interval', () => {
    const day = content.days[3]!;
    const expected = sampleContract.queues.map((_, queue) =>
      day.intervals.map((__, index) => (index === 5 + queue ? 4 : 0)),
    );
    const runs = 600;
    const counts = sampleContract.queues.map(() => 0);
    for (let seed = 0; seed < runs; seed += 1) {
      for (const call of playedDay(content, day, sampleContract, expected, seed)) {
        const queue = sampleContract.queues.findIndex(({ id }) => id === call.queueId);
        const index = Math.floor((call.atSecond / 60 - parseTime(day.open)) / sampleContract.intervalMinutes);
        expect(index).to.equal(5 + queue);
        counts[queue]! += 1;
      }
    }
    // Poisson: the mean of 600 days has a standard deviation of 0.08.
    for (const count of counts) expect(count / runs).to.be.closeTo(4, 0.35);
  });

  it('answers nobody where nobody came', () => {
    const day = { ...content.days[0]!, shifts: [] };
    const calls = playedDay(content, day, sampleContract, null, 1);
    expect(calls).not.to.have.length(0);
    expect(calls.every(({ outcome }) => outcome === 'abandoned')).to.equal(true);
  });
});
