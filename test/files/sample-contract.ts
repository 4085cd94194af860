import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Contract, parseContract } from '../../src/contract/index.ts';
import { type ErrorCode, type ErrorDetails, SekisuError } from '../../src/errors.ts';

/** The contract of forecasts/matsusaka. */
export const contract: Contract = parseContract(
  JSON.parse(readFileSync(new URL('../../forecasts/matsusaka/contract.json', import.meta.url), 'utf8')),
  'contract.json',
);

/** UTF-8 bytes of a text. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The error that a call throws must have this code and at least these details. */
export function expectError(call: () => unknown, code: ErrorCode, details: ErrorDetails = {}): SekisuError {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof SekisuError)) throw new Error(`expected ${code}, got ${String(thrown)}`);
  expect({ code: thrown.code, ...thrown.details }).to.include({ code, ...details });
  for (const language of ['ja', 'en'] as const) {
    expect(thrown.sentence(language)).not.to.match(/\{\w+\}/);
  }
  return thrown;
}
