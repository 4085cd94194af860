import { expect } from 'chai';
import { gramsOf } from '../../../src/forecast/series/covariance.ts';
import { dayFeatures } from '../../../src/forecast/series/day-features.ts';
import { effectOf, partEffects } from '../../../src/forecast/series/expected-effects.ts';
import { assumedSettings } from '../../../src/forecast/series/variances.ts';
import { weekdaysFrom } from './build.ts';

const known = 30;
const grams = gramsOf(dayFeatures(weekdaysFrom('2024-04-01', 40, ['2024-04-29']), known, [], []));
const settings = assumedSettings();
const weights = Array.from({ length: known }, (_, day) => Math.sin(day));

/** Sum over days of history of the covariance of one effect with a day × the day's weight. */
function plain(name: string, place: number): number {
  const { fixed, values } = grams.effects.find((effect) => effect.name === name)!;
  const variance = fixed ?? settings.variances[name as 'walk'];
  return weights.reduce((sum, weight, day) => {
    const [i, j] = day <= place ? [place, day] : [day, place];
    return sum + variance * weight * values[i * grams.size + j]!;
  }, 0);
}

describe('partEffects', () => {
  it('adds up the effects of a part, for all days and for those from a place on', () => {
    const names = grams.effects.filter((effect) => effect.part === 'level').map((effect) => effect.name);
    expect(names).to.include.members(['start', 'walk', 'spell']);
    for (const from of [0, 17, known]) {
      const found = partEffects(grams, settings, weights, 'level', from);
      expect(found).to.have.length(grams.size - from);
      for (const [index, value] of found.entries()) {
        const expected = names.reduce(
          (sum, name) => sum + (name === 'trend' ? 0 : plain(name, from + index)),
          0,
        );
        expect(value).to.be.closeTo(expected, 1e-12);
      }
    }
  });
});

describe('effectOf', () => {
  it('is one effect on the days of history', () => {
    const found = effectOf(grams, settings, weights, 'spell');
    expect(found).to.have.length(known);
    found.forEach((value, day) => {
      expect(value).to.be.closeTo(plain('spell', day), 1e-12);
    });
  });
});
