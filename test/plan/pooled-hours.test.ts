import { expect } from 'chai';
import { minSeatsForAnswerRateA, minSeatsForServiceLevelC } from '../../src/erlang/index.ts';
import { type PlanContent, pooledHours } from '../../src/plan/index.ts';
import { sampleContract } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

describe('pooledHours', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });

  it('needs fewer hours pooled than split', () => {
    const found = pooledHours(content, sampleContract)!;
    expect(found.pooledSeatHours).to.be.below(found.splitSeatHours);
  });

  it('adds up the seats of every queue by itself', () => {
    const { patienceSeconds, serviceLevel } = sampleContract.assumptions;
    let hours = 0;
    for (const day of content.days) {
      const dayCalls = day.queues.reduce((sum, { calls }) => sum + calls, 0);
      for (const interval of day.intervals) {
        for (const { id, ahtSeconds } of sampleContract.queues) {
          const share = day.queues.find((queue) => queue.id === id)!.calls / dayCalls;
          const trafficErlangs = (interval.calls * share * ahtSeconds) / 900;
          const load = { trafficErlangs, ahtSeconds };
          const answerRate = sampleContract.target.fraction;
          hours +=
            Math.max(
              minSeatsForAnswerRateA({ ...load, patienceSeconds, answerRate }),
              minSeatsForServiceLevelC({ ...load, ...serviceLevel }),
            ) / 4;
        }
      }
    }
    expect(pooledHours(content, sampleContract)!.splitSeatHours).to.be.closeTo(hours, 1e-9);
  });

  it('has nothing to say about a single queue', () => {
    const single = { ...sampleContract, queues: sampleContract.queues.slice(0, 1) };
    expect(pooledHours(content, single)).to.equal(null);
  });
});
