import { expect } from 'chai';
import { bestCover } from '../../../src/plan/cover/best-cover.ts';
import { type CoverGround, coverGround, findWays, judgeOf } from '../../../src/plan/cover/ground.ts';
import { compareService, doNothing, fitsBeside, guessesFrom, tryWay } from '../../../src/plan/cover/ways.ts';
import { drawAbsences } from '../../../src/plan/exercise.ts';
import type { PlanContent } from '../../../src/plan/index.ts';
import { sampleContract, sampleStaff } from '../../build/sample.ts';
import { samplePlan } from '../../build/sample-plan.ts';

describe('bestCover', () => {
  let content: PlanContent;
  let grounds: CoverGround[];
  before(async () => {
    content = await samplePlan();
    grounds = drawAbsences([content], 30, 5).map((drawn) =>
      coverGround({ content, contract: sampleContract, staff: sampleStaff, daysBefore: null, ...drawn }),
    );
  });

  it('gives as much as the best of all sets of people who may be asked', () => {
    let looked = 0;
    for (const ground of grounds) {
      const judge = judgeOf(ground);
      const guess = guessesFrom(ground.ways, doNothing(ground.ways));
      const legal = ground.actions.filter((action) => judge(guess(action)).blocking.length === 0);
      if (legal.length > 7) continue;
      looked += 1;
      const best = bestCover(ground);
      for (let bits = 0; bits < 2 ** legal.length; bits += 1) {
        const some = legal.filter((_, index) => (bits >> index) % 2 === 1);
        if (some.some((action, index) => !fitsBeside(some.slice(0, index), action))) continue;
        const { service } = tryWay(ground.ways, some);
        const isMore = compareService(service, best.way.service) < 0;
        // Breaks are placed by search: a smaller crew may by chance be placed a little better.
        if (isMore) expect(service.restoredRate - best.way.service.restoredRate).to.be.below(0.005);
        if (service.underMinimumMinutes === 0) expect(best.isCovered).to.equal(true);
      }
    }
    expect(looked).to.be.above(3);
  });

  it('is never covered and impossible, and never worse than what is proposed', () => {
    for (const ground of grounds) {
      const best = bestCover(ground);
      expect(best.isCovered && best.isImpossible).to.equal(false);
      for (const { service, actions } of findWays(ground).ways) {
        if (service.underMinimumMinutes === 0) expect(best.isImpossible).to.equal(false);
        const isExchange = actions.some(({ kind }) => kind === 'exchange');
        if (!isExchange && service.underMinimumMinutes === 0) expect(best.isCovered).to.equal(true);
      }
    }
  });

  it('is impossible where the only supervisor has to eat', () => {
    const day = content.days.find(
      ({ shifts }) => shifts.filter(({ role }) => role !== 'operator').length === 2,
    )!;
    const leads = day.shifts.filter(({ role }) => role !== 'operator').map(({ staffId }) => staffId);
    const [away, stays] = leads;
    const others = sampleStaff
      .filter(({ role, id }) => role !== 'operator' && id !== stays)
      .map(({ id }) => id);
    const ground = coverGround({
      content,
      contract: sampleContract,
      staff: sampleStaff,
      daysBefore: null,
      date: day.date,
      absences: [{ staffId: away!, startMinute: 0, endMinute: 1440 }],
      nowMinute: 480,
      declinedIds: others,
    });
    expect(bestCover(ground)).to.include({ isCovered: false, isImpossible: true });
  });
});
