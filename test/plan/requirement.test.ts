import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA, serviceLevelC } from '../../src/erlang/index.ts';
import { requirementFor } from '../../src/plan/requirement.ts';
import { contract } from '../forecast/build.ts';

const perDay = (calls: number) => calls / 33;

describe('requirementFor', () => {
  it('needs the minimum presence without calls and for a flat day of 35 calls of 6 minutes', () => {
    const requirements = requirementFor({ contract, callsPerInterval: [0, perDay(35)], ahtSeconds: 360 });
    expect(requirements).to.deep.equal([
      { requiredSeats: 2, requiredBy: 'minimumPresence' },
      { requiredSeats: 2, requiredBy: 'minimumPresence' },
    ]);
  });

  it('needs a third seat at 8 minutes for the service level, while two reach the 応答率', () => {
    // 35 calls of 8 minutes, flat: two seats answer 88.3 % within 20 s and 92.1 % at all.
    const [requirement] = requirementFor({ contract, callsPerInterval: [perDay(35)], ahtSeconds: 480 });
    expect(requirement).to.deep.equal({ requiredSeats: 3, requiredBy: 'serviceLevel' });
  });

  it('names the 応答率 when it reaches the most', () => {
    const lenient = {
      ...contract,
      assumptions: { ...contract.assumptions, serviceLevel: { answeredFraction: 0.1, withinSeconds: 300 } },
    };
    // 70 calls of 6 minutes, flat: two seats answer 86.4 %, three 96.7 %.
    const [requirement] = requirementFor({
      contract: lenient,
      callsPerInterval: [perDay(70)],
      ahtSeconds: 360,
    });
    expect(requirement).to.deep.equal({ requiredSeats: 3, requiredBy: 'answerRate' });
  });

  it('meets both targets, and one seat fewer misses one of them or the presence', () => {
    const calls = fc.double({ min: 0.01, max: 40, noNaN: true });
    const aht = fc.double({ min: 60, max: 1200, noNaN: true });
    const { patienceSeconds, serviceLevel } = contract.assumptions;
    fc.assert(
      fc.property(calls, aht, (callsPerInterval, ahtSeconds) => {
        const [requirement] = requirementFor({ contract, callsPerInterval: [callsPerInterval], ahtSeconds });
        const load = { trafficErlangs: (callsPerInterval * ahtSeconds) / 900, ahtSeconds };
        const meets = (seats: number) =>
          seats >= contract.minimumOperators &&
          erlangA({ ...load, seats, patienceSeconds }).answerRate >= contract.target.fraction &&
          serviceLevelC({ ...load, seats, withinSeconds: serviceLevel.withinSeconds }) >=
            serviceLevel.answeredFraction;
        expect(meets(requirement!.requiredSeats)).to.equal(true);
        expect(meets(requirement!.requiredSeats - 1)).to.equal(false);
      }),
    );
  });
});
