import { expect } from 'chai';
import { logGamma } from '../../src/forecast/count-quantiles.ts';
import { dayRisk, probabilityAtSurplus } from '../../src/plan/answer-rate.ts';
import { restProbability } from '../../src/plan/rest-risk.ts';

const terms = {
  intervalSeconds: 900,
  ahtSeconds: 360,
  patienceSeconds: 60,
  targetFraction: 0.9,
  volumeCvFraction: 0,
  dayCvFraction: 0,
};
const day = Array.from({ length: 33 }, () => ({ calls: 4, scheduledSeats: 3 }));
const poisson = (count: number, mean: number) =>
  Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));

describe('restProbability', () => {
  it('is within 0.01 of the exact sum over what is answered and lost, whatever was counted before', () => {
    const [risk] = dayRisk(terms, day);
    const lost = risk!.lost;
    const answered = 33 * 4 - lost;
    for (const surplus of [-20, -6, -1, 0, 2, 10]) {
      let exact = 0;
      for (let a = 0; a < 260; a++) {
        for (let l = 0; l < 90; l++) {
          if (surplus + 0.1 * a - 0.9 * l >= -1e-9) exact += poisson(a, answered) * poisson(l, lost);
        }
      }
      const weights = [0.3, 0.7];
      const chance = restProbability({ weights, days: [[risk!, risk!]] }, surplus);
      expect(chance, String(surplus)).to.be.closeTo(exact, 0.015);
      expect(chance).to.be.closeTo(probabilityAtSurplus([risk!], surplus), 1e-9);
    }
  });

  it('is certain when nothing is to come', () => {
    expect(restProbability({ weights: [1], days: [] }, 0)).to.equal(1);
    expect(restProbability({ weights: [1], days: [] }, 63 - 0.9 * 70)).to.equal(1);
    expect(restProbability({ weights: [1], days: [] }, -0.1)).to.equal(0);
  });
});
