import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseHistoryCsv, parseMailingsCsv, parseStaffCsv } from '../../src/files/index.ts';
import { bytesOf, contract } from './sample-contract.ts';

const readme = readFileSync(new URL('../../forecasts/README.md', import.meta.url), 'utf8');

function examplesOf(name: string): Uint8Array[] {
  const section = readme.split('\n## ').find((text) => text.startsWith(name)) ?? '';
  return [...section.matchAll(/```csv\n([^`]+)```/g)].map((match) => bytesOf(match[1]!));
}

describe('the examples of forecasts/README.md', () => {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  const cases: readonly (readonly [string, (bytes: Uint8Array) => unknown])[] = [
    ['history.csv', (bytes) => parseHistoryCsv(bytes, 'history.csv', contract)],
    [
      'mailings.csv',
      (bytes) => parseMailingsCsv(bytes, 'mailings.csv').map(({ bookingOpensOn, ...rest }) => rest),
    ],
    ['staff.csv', (bytes) => parseStaffCsv(bytes, 'staff.csv', contract)],
  ];
  for (const [name, parse] of cases) {
    it(`${name} says the same with English and with Japanese headers`, () => {
      const [english, japanese] = examplesOf(name).map(parse);
      expect(plain(english)).to.have.length(1);
      expect(plain(japanese)).to.deep.equal(plain(english));
    });
  }
});
