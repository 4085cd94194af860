import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA, serviceLevelC } from '../../src/erlang/index.ts';
import { requirementFor } from '../../src/plan/requirement.ts';
import { contract } from '../forecast/build.ts';

const perDay = (calls: number) => calls / 33;

describe('requirementFor', () => {
  it('needs the minimum presence without calls and for a flat day of 35 calls of 6 minutes', () => {
    const requirements = requirementFor({
      ...{ contract, ahtSeconds: 360, loadCvFraction: 0 },
      callsPerInterval: [0, perDay(35)],
    });
    expect(requirements).to.deep.equal([
      { requiredSeats: 2, requiredBy: 'minimumPresence', exactSeats: 2 },
      { requiredSeats: 2, requiredBy: 'minimumPresence', exactSeats: 2 },
    ]);
  });

  it('needs a third seat at 8 minutes for the service level, while two reach the 応答率', () => {
    // 35 calls of 8 minutes, flat: two seats answer 88.3 % within 20 s and 92.1 % at all.
    const [requirement] = requirementFor({
      ...{ contract, ahtSeconds: 480, loadCvFraction: 0 },
      callsPerInterval: [perDay(35)],
    });
    expect(requirement).to.deep.include({ requiredSeats: 3, requiredBy: 'serviceLevel' });
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
      loadCvFraction: 0,
    });
    expect(requirement).to.deep.include({ requiredSeats: 3, requiredBy: 'answerRate' });
  });

  it('meets both targets, and one seat fewer misses one of them or the presence', () => {
    const calls = fc.double({ min: 0.01, max: 40, noNaN: true });
    const aht = fc.double({ min: 60, max: 1200, noNaN: true });
    const { patienceSeconds, serviceLevel } = contract.assumptions;
    fc.assert(
      fc.property(calls, aht, (callsPerInterval, ahtSeconds) => {
        const [requirement] = requirementFor({
          ...{ contract, ahtSeconds, loadCvFraction: 0 },
          callsPerInterval: [callsPerInterval],
        });
        const load = { trafficErlangs: (callsPerInterval * ahtSeconds) / 900, ahtSeconds };
        const meets = (seats: number) =>
          seats >= contract.minimumOperators &&
          erlangA({ ...load, seats, patienceSeconds }).answerRate >= contract.target.fraction &&
          serviceLevelC({ ...load, seats, withinSeconds: serviceLevel.withinSeconds }) >=
            serviceLevel.answeredFraction;
        expect(meets(requirement!.requiredSeats)).to.equal(true);
        expect(meets(requirement!.requiredSeats - 1)).to.equal(false);
        expect(Math.ceil(requirement!.exactSeats! - 0.001)).to.be.at.most(requirement!.requiredSeats);
        expect(requirement!.exactSeats).to.be.above(requirement!.requiredSeats - 1.001);
      }),
    );
  });

  it('needs no fewer seats when the load is uncertain, and more at the edge', () => {
    const at = (callsPerInterval: number, loadCvFraction: number) =>
      requirementFor({ contract, ahtSeconds: 360, loadCvFraction, callsPerInterval: [callsPerInterval] })[0]!;
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 30, noNaN: true }), (calls) => {
        expect(at(calls, 0.3).requiredSeats).to.be.at.least(at(calls, 0).requiredSeats);
      }),
    );
    expect(at(20, 0.5).exactSeats).to.be.above(at(20, 0).exactSeats! + 0.5);
  });
});
