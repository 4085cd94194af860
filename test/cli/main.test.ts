import { expect } from 'chai';
import { exitCodeOf } from '../../src/errors.ts';
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

  it('lists every exit code once in its usage', async () => {
    const { stdout } = await runSekisu(['--help']);
    const list = stdout.slice(stdout.indexOf('exit codes'));
    const codes = [...list.matchAll(/^ {2}(\d+) /gm)].map((match) => Number(match[1]));
    expect(codes).to.deep.equal([0, 1, ...Object.values(exitCodeOf), 70]);
  });

  // Faults from outside the product: what it calls fails in a way that it cannot foresee.
  for (const [when, fault] of [
    ['while a command runs', 'process.stdout.write = () => { throw new Error("fault"); };'],
    [
      'outside of any command',
      'process.on("newListener", (name) => { if (name === "uncaughtException") setImmediate(() => { throw new Error("fault"); }); });',
    ],
  ] as const) {
    it(`ends with 70 and a stack at a failure that nobody foresaw ${when}`, async () => {
      const { code, stderr } = await runSekisu(['--help'], '', {
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`,
      });
      expect(code).to.equal(70);
      expect(stderr)
        .to.include('Error: fault')
        .and.match(/\n +at /);
    });
  }

  for (const args of [
    ['forecast'],
    ['erlang', 'extra'],
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

  it('answers every line, notes the bad ones on the error output and tells them by the exit code', async () => {
    const good = '{"fn":"occupancyC","args":{"n":4,"a":1}}';
    const badNumber = '{"fn":"erlangB","args":{"n":-1,"a":1}}';
    const values = (stdout: string): unknown[] =>
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { value: unknown }).value);
    const first = await runSekisu(['erlang'], `\uFEFF${good}\r\n${badNumber}\r\n${good}\r\n`);
    expect(first.code).to.equal(0);
    expect(values(first.stdout)).to.deep.equal([0.25, null, 0.25]);
    expect(first.stderr).to.match(/^2: .*-1.*\[number\.out-of-range\]\n$/);

    const second = await runSekisu(['erlang'], `${good}\n{"fn":"erlangB"\n${badNumber}\n${good}\n`);
    expect(second.code).to.equal(2);
    expect(values(second.stdout)).to.deep.equal([0.25, null, null, 0.25]);
    expect(second.stderr.trimEnd().split('\n')).to.have.lengthOf(2);
    expect(second.stderr).to.include('2: ').and.include('{"fn":"erlangB" ≠').and.include('3: ');
  });
});
