import { expect } from 'chai';
import { parseContract } from '../../src/contract/index.ts';
import { sizeMonth } from '../../src/plan/sizing.ts';
import { sampleContractJson } from '../build/sample.ts';

/** Four days of different weight in 33 quarter hours. */
const days = [20, 35, 50, 80].map((calls) =>
  Array.from({ length: 33 }, (_, index) => (calls / 33) * (index < 12 ? 1.4 : 0.77)),
);
const sizedBy = (by: 'interval' | 'day' | 'month', minimumOperators = 1) =>
  sizeMonth({
    contract: parseContract(
      { ...sampleContractJson(), minimumOperators, target: { ...sampleContractJson().target, sizedBy: by } },
      'contract.json',
    ),
    days,
    ahtSeconds: 360,
    volumeCvFraction: 0.08,
    dayCvFraction: 0.1,
  });

describe('sizeMonth', () => {
  it('needs fewest seats by the month and most by the interval, and says what decided', () => {
    const [interval, day, month] = [sizedBy('interval'), sizedBy('day'), sizedBy('month')];
    expect(month.seatHours).to.be.at.most(day.seatHours);
    expect(day.seatHours).to.be.below(interval.seatHours * 0.95);
    const reasons = (of: typeof month): string[] => [
      ...new Set(of.days.flat().map(({ requiredBy }) => requiredBy)),
    ];
    expect(reasons(month)).to.have.members(['minimumPresence', 'monthTarget']);
    expect(reasons(day)).to.have.members(['minimumPresence', 'dayTarget']);
    expect(reasons(interval)).to.include('serviceLevel');
    expect(month.days.flat().every(({ exactSeats }) => exactSeats === null)).to.equal(true);
  });

  it('has a curve that rises with the seat-hours and reaches the confidence where the month is sized', () => {
    const { curve, seatHours } = sizedBy('month');
    for (const [index, point] of curve.entries()) {
      if (index === 0) continue;
      expect(point.seatHours).to.be.above(curve[index - 1]!.seatHours);
      expect(point.probabilityTargetMet).to.be.at.least(curve[index - 1]!.probabilityTargetMet - 1e-9);
    }
    const chosen = curve.find((point) => point.seatHours === seatHours)!;
    expect(chosen.probabilityTargetMet).to.be.at.least(0.95);
  });

  it('keeps the minimum presence', () => {
    for (const by of ['interval', 'day', 'month'] as const) {
      const seats = sizedBy(by, 3)
        .days.flat()
        .map(({ requiredSeats }) => requiredSeats);
      expect(Math.min(...seats)).to.equal(3);
    }
  });
});
