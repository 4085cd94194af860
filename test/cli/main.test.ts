import { expect } from 'chai';
import { runSekisu } from './run-sekisu.ts';

describe('sekisu', () => {
  it('prints the usage for --help and for nothing at all', async () => {
    for (const args of [[], ['plan', '--help']]) {
      const { code, stdout, stderr } = await runSekisu(args);
      expect(code, args.join(' ')).to.equal(0);
      expect(stdout).to.include('使い方').and.include('--as-of');
      expect(stderr).to.equal('');
    }
  });

  for (const args of [
    ['forecast'],
    ['toString'],
    ['plan'],
    ['plan', '--data', 'x', '--month', 'May', '--out', 'y'],
  ]) {
    it(`refuses "${args.join(' ')}" with exit code 2 and a sentence in both languages`, async () => {
      const { code, stdout, stderr } = await runSekisu(args);
      expect(code).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.include('コマンドの指定が正しくありません').and.include('[command.invalid]');
    });
  }

  it('answers queueing questions line by line', async () => {
    const questions = [
      '{"fn":"erlangB","args":{"n":1,"a":1}}',
      '{"fn":"erlangC","args":{"n":2,"a":1}}',
      '',
      '{"fn":"asaC","args":{"n":2,"a":2,"aht":180}}',
      '{"fn":"none","args":{}}',
    ];
    const { code, stdout } = await runSekisu(['erlang'], `${questions.join('\n')}\n`);
    expect(code).to.equal(0);
    const values = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => (JSON.parse(line) as { value: unknown }).value);
    // One server, one erlang: half is lost. Two servers: a third waits (2·B/(2 − a(1 − B)), B = 1/5).
    expect(values[0]).to.be.closeTo(1 / 2, 1e-12);
    expect(values[1]).to.be.closeTo(1 / 3, 1e-12);
    expect(values.slice(2)).to.deep.equal(['Infinity', null]);
  });

  it('ends with exit code 2 at a malformed line, after the answers before it', async () => {
    const { code, stdout, stderr } = await runSekisu(
      ['erlang'],
      '{"fn":"erlangB","args":{"n":1,"a":1}}\n{"fn":"erlangB"\n',
    );
    expect(code).to.equal(2);
    expect(stdout.trimEnd().split('\n')).to.have.lengthOf(1);
    expect(stderr).to.include('2: {"fn":"erlangB"').and.include('[command.invalid]');
  });

  it('ends with exit code 2 at a number that makes no sense', async () => {
    const { code, stderr } = await runSekisu(['erlang'], '{"fn":"erlangB","args":{"n":-1,"a":1}}\n');
    expect(code).to.equal(2);
    expect(stderr).to.include('-1').and.include('[number.out-of-range]');
  });
});
