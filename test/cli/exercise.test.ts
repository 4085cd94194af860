import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { ExerciseResult } from '../../src/app/exercise-desk.ts';
import { runSekisu } from './run-sekisu.ts';

const data = fileURLToPath(new URL('../../forecasts/matsusaka', import.meta.url));

describe('runExercise', () => {
  it('plays absences against the plan of a month and prints one line of JSON', async () => {
    const args = [
      'exercise',
      '--data',
      data,
      '--month',
      '2024-07',
      '--absences',
      '6',
      '--seed',
      '3',
      '--json',
    ];
    const { code, stdout, stderr } = await runSekisu(args);
    expect(code, stderr).to.equal(0);
    expect(stdout.trim().split('\n')).to.have.length(1);
    const result = JSON.parse(stdout) as ExerciseResult;
    expect(Object.keys(result)).to.include.members([
      'absences',
      'coverable',
      'covered',
      'gapPoints',
      'brokenHardRules',
      'p95Ms',
    ]);
    expect(result).to.include({ absences: 6, brokenHardRules: 0 });
    expect(result.covered).to.equal(result.coverable);
    expect(result.coverable + result.undecided).to.be.within(1, 6);
    expect(result.gapPoints).to.be.within(0, 3);
    expect(result.p95Ms).to.be.above(0);
  });

  it('says what is wrong with its options', async () => {
    for (const args of [
      ['--absences', '3'],
      ['--data', data],
      ['--data', data, '--absences', '0'],
      ['--data', data, '--absences', '3', '--month', 'July'],
      ['--data', data, '--absences', '3', '--seed', 'x'],
      ['--data', data, '--absences', '3', '--unknown'],
    ]) {
      const { code, stdout, stderr } = await runSekisu(['exercise', ...args]);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).not.to.equal('');
    }
  });
});
