import { expect } from 'chai';
import { answerErlangLines } from '../../src/cli/erlang.ts';

async function* linesOf(...lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

describe('answerErlangLines', () => {
  it('answers each line in order, with Infinity as a word and null for an unknown function', async () => {
    const written: string[] = [];
    const questions = linesOf(
      '{"fn":"occupancyC","args":{"n":4,"a":1}}',
      '',
      '{"fn":"asaC","args":{"n":2,"a":2,"aht":180}}',
      '{"fn":"lnErlangB","args":{"n":2,"a":0}}',
      '{"fn":"none","args":{}}',
    );
    await answerErlangLines(questions, (line) => written.push(line));
    expect(written).to.deep.equal([
      '{"value":0.25}',
      '{"value":"Infinity"}',
      '{"value":"-Infinity"}',
      '{"value":null}',
    ]);
  });

  for (const line of [
    '{"fn":',
    '[]',
    '{"fn":3,"args":{}}',
    '{"fn":"erlangB"}',
    '{"fn":"erlangB","args":[1]}',
  ]) {
    it(`refuses the line ${line}`, async () => {
      const failure = await answerErlangLines(linesOf(line), () => {}).then(
        () => null,
        (error: unknown) => error,
      );
      expect(failure).to.have.property('code', 'command.invalid');
    });
  }
});
