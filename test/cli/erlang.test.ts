import { expect } from 'chai';
import { answerErlangLines } from '../../src/cli/erlang.ts';

async function* linesOf(...lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** What the lines are answered with. */
async function answered(...lines: readonly string[]) {
  const answers: string[] = [];
  const notes: string[] = [];
  const output = {
    answer: (line: string) => void answers.push(line),
    note: (line: string) => void notes.push(line),
  };
  return { exitCode: await answerErlangLines(linesOf(...lines), output), answers, notes };
}

const good = '{"fn":"occupancyC","args":{"n":4,"a":1}}';
const goodAnswer = '{"value":0.25}';
const none = '{"value":null}';

describe('answerErlangLines', () => {
  it('answers each line in order, with Infinity as a word and null for an unknown function', async () => {
    const { exitCode, answers, notes } = await answered(
      good,
      '',
      '{"fn":"asaC","args":{"n":2,"a":2,"aht":180}}',
      '{"fn":"lnErlangB","args":{"n":2,"a":0}}',
      '{"fn":"none","args":{}}',
    );
    expect(answers).to.deep.equal([goodAnswer, '{"value":"Infinity"}', '{"value":"-Infinity"}', none]);
    expect(notes).to.deep.equal([]);
    expect(exitCode).to.equal(0);
  });

  it('takes a byte order mark before the first line for no part of it', async () => {
    expect(await answered(`\uFEFF${good}`)).to.deep.equal({ exitCode: 0, answers: [goodAnswer], notes: [] });
    expect((await answered('\uFEFF', good)).answers).to.deep.equal([goodAnswer]);
    expect((await answered(good, `\uFEFF${good}`)).answers).to.deep.equal([goodAnswer, none]);
  });

  for (const [fn, args, name] of [
    ['erlangB', '{"n":-1,"a":1}', '-1'],
    ['erlangB', '{"n":1}', 'undefined'],
    ['erlangB', '{"n":"1","a":1}', 'n'],
    ['erlangB', '{"n":1,"a":1e999}', 'Infinity'],
    ['erlangB', '{"n":{"toString":1},"a":1}', 'n'],
    ['erlangB', '{"n":"one\\ntwo\\u001b[2J","a":1}', 'one two'],
    ['molLoad', '{"calls":[1,[2]],"interval":900,"aht":180,"t":0}', 'calls'],
    ['molLoad', '{"calls":3,"interval":900,"aht":180,"t":0}', 'calls'],
  ] as const) {
    it(`answers null to ${fn} of ${args}, notes why in one line and goes on`, async () => {
      const { exitCode, answers, notes } = await answered(good, `{"fn":"${fn}","args":${args}}`, good);
      expect(answers).to.deep.equal([goodAnswer, none, goodAnswer]);
      expect(notes).to.have.lengthOf(1);
      expect(notes[0])
        .to.match(/^2: .*使えません.* \/ .*Give .*\[number\.out-of-range\]$/)
        .and.include(name);
      expect(notes[0]).not.to.match(/\p{Cc}/u);
      expect(exitCode).to.equal(0);
    });
  }

  for (const line of [
    '{"fn":',
    '[]',
    'null',
    '{"fn":3,"args":{}}',
    '{"fn":"erlangB"}',
    '{"fn":"erlangB","args":[1]}',
  ]) {
    it(`answers null to the line ${line}, notes it, goes on and ends with 2`, async () => {
      const { exitCode, answers, notes } = await answered(line, good);
      expect(answers).to.deep.equal([none, goodAnswer]);
      expect(notes).to.have.lengthOf(1);
      expect(notes[0])
        .to.include(`1: コマンドの指定`)
        .and.include(line)
        .and.match(/\[command\.invalid\]$/);
      expect(exitCode).to.equal(2);
    });
  }
});
