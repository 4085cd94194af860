import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { runRoster } from '../../src/cli/roster.ts';
import { SekisuError } from '../../src/errors.ts';
import { RosterState } from '../../src/roster/engine/index.ts';
import {
  instancePath,
  isLegalRoster,
  publishedInstance,
  publishedProblem,
} from '../roster/engine/instances.ts';
import { runSekisu } from './run-sekisu.ts';

const instance = (number: number): string => fileURLToPath(instancePath(`Instance${number}.txt`));

interface Answer {
  readonly instance: string;
  readonly objective: number;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly optimal: boolean;
  readonly seconds: number;
  readonly seed: number;
}

describe('runRoster', () => {
  let folder: string;
  let count = 0;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisu-roster-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const newFile = (): string => {
    count += 1;
    return join(folder, `${count}.csv`);
  };

  /** Cost of a written roster, which must be legal. */
  function costOf(number: number, csv: string): number {
    const { people, shifts, dayCount } = publishedInstance(number);
    const problem = publishedProblem(number);
    const schedule = new Int16Array(people.length * dayCount).fill(-1);
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    for (const { employee, day, shift } of rows) {
      const person = people.findIndex(({ id }) => id === employee);
      schedule[person * dayCount + Number(day)] = shifts.findIndex(({ id }) => id === shift);
    }
    expect(isLegalRoster(problem, schedule)).to.equal(true);
    return new RosterState(problem, schedule).cost;
  }

  async function solved(number: number, ...options: readonly string[]) {
    const out = newFile();
    const run = await runSekisu(['roster', '--instance', instance(number), '--out', out, ...options]);
    expect(run.code, run.stderr).to.equal(0);
    expect(run.stdout).to.match(/^\{.*\}\n$/);
    const notes: { seconds: number; objective?: number; bound?: number }[] = run.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return { answer: JSON.parse(run.stdout) as Answer, csv: readFileSync(out, 'utf8'), notes };
  }

  it('solves instance 2 and proves it within its seconds', async () => {
    const { answer, csv, notes } = await solved(2, '--seconds', '60');
    const { seconds, ...rest } = answer;
    expect(rest).to.deep.equal({
      instance: 'Instance2.txt',
      objective: 828,
      bound: 828,
      gap: 0,
      optimal: true,
      seed: 1,
    });
    expect(seconds).to.be.greaterThan(0);
    expect(csv.split('\n')[0]).to.equal('employee,day,shift');
    expect(costOf(2, csv)).to.equal(828);
    const told = (name: 'objective' | 'bound'): number[] =>
      notes.flatMap((note) => (note[name] === undefined ? [] : [note[name]]));
    expect(told('objective').at(-1)).to.equal(828);
    expect(told('bound').at(-1)).to.equal(828);
    expect(notes.map((note) => note.seconds)).to.deep.equal(
      notes.map((note) => note.seconds).sort((a, b) => a - b),
    );
  });

  it('gives the same answer for the same seed and units, and says how far it is from the proof', async () => {
    const options = ['--units', '20000000', '--threads', '2', '--seed', '7'];
    const [first, second] = await Promise.all([solved(1, ...options), solved(1, ...options)]);
    expect(second.csv).to.equal(first.csv);
    expect({ ...second.answer, seconds: 0 }).to.deep.equal({ ...first.answer, seconds: 0 });
    const { objective, bound, gap, optimal, seed } = first.answer;
    expect(costOf(1, first.csv)).to.equal(objective);
    expect({ bound, optimal, seed }).to.deep.equal({ bound: 558, optimal: false, seed: 7 });
    expect(objective).to.be.at.least(607);
    expect(gap).to.be.closeTo((objective - 558) / objective, 1e-12);
  });

  it('ends after its seconds with what it has', async () => {
    const { answer, csv } = await solved(1, '--seconds', '0.5', '--threads', '1');
    expect(costOf(1, csv)).to.equal(answer.objective);
    expect(answer.optimal).to.equal(false);
  });

  const good = ['--instance', instance(2), '--out', '/dev/null', '--seconds', '1'];
  const without = (name: string): string[] =>
    good.filter((_, at) => at !== good.indexOf(name) && at !== good.indexOf(name) + 1);

  for (const [what, args, message] of [
    ['nothing to read', without('--instance'), '--instance'],
    ['nowhere to write', without('--out'), '--out'],
    ['no end', without('--seconds'), '--seconds'],
    ['an empty name', [...without('--out'), '--out', ''], '--out'],
    ['0 seconds', [...without('--seconds'), '--seconds', '0'], '--seconds 0'],
    ['seconds that are a word', [...without('--seconds'), '--seconds', 'ten'], '--seconds ten'],
    ['more seconds than a day has', [...without('--seconds'), '--seconds', '86401'], '--seconds 86401'],
    ['a part of a unit', [...good, '--units', '0.5'], '--units 0.5'],
    ['a part of a thread', [...good, '--threads', '1.5'], '--threads 1.5'],
    ['65 threads', [...good, '--threads', '65'], '--threads 65'],
    ['no thread', [...good, '--threads', '0'], '--threads 0'],
    ['a seed with a part', [...good, '--seed', '1.5'], '--seed 1.5'],
    ['an option that is not known', [...good, '--fast'], '--fast'],
    ['an argument too many', [...good, 'more'], 'more'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const print = { answer: () => expect.fail('answered'), note: () => undefined };
      const error: unknown = await runRoster(args, print).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(SekisuError);
      expect(error).to.include({ code: 'command.invalid' });
      expect((error as SekisuError).details['problem']).to.include(message);
    });
  }

  it('ends with 2 at an option, a file that is not there or no instance, and a place that cannot be written', async () => {
    const wrong = join(folder, 'wrong.txt');
    writeFileSync(wrong, readFileSync(instance(2), 'utf8').replace('SECTION_COVER', 'SECTION_OTHER'));
    const taken = join(folder, 'taken');
    mkdirSync(taken);
    const cases = [
      [instance(2), newFile(), '0', '--units', '[command.invalid]'],
      [join(folder, 'none.txt'), newFile(), '1', 'none.txt', '[file.unreadable]'],
      [wrong, newFile(), '1', 'SECTION_OTHER', '[instance.invalid]'],
      [instance(2), taken, '1', 'taken', '[file.unwritable]'],
    ] as const;
    const runs = await Promise.all(
      cases.map(([path, out, units]) =>
        runSekisu(['roster', '--instance', path, '--out', out, '--units', units]),
      ),
    );
    for (const [at, run] of runs.entries()) {
      expect(run.code).to.equal(2);
      expect(run.stdout).to.equal('');
      for (const message of cases[at]!.slice(3)) expect(run.stderr).to.include(message);
    }
  });
});
