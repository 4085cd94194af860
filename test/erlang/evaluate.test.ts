import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { evaluateCase } from '../../src/erlang/index.ts';
import { SekisuError } from '../../src/errors.ts';

interface GoldenCase {
  readonly fn: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly expected: string;
}

const cases = readFileSync(new URL('../golden/erlang/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as GoldenCase);

describe('evaluateCase', () => {
  it('is tried on all 49 functions', () => {
    expect(new Set(cases.map(({ fn }) => fn)).size).to.equal(49);
  });

  for (const { fn, args, expected } of cases) {
    it(`gives the exact value of ${fn} ${JSON.stringify(args)}`, () => {
      const value = evaluateCase(fn, args)!;
      const exact = Number(expected);
      if (fn.startsWith('min') || exact === 0) expect(value).to.equal(exact);
      else expect(Math.abs(value / exact - 1)).to.be.at.most(1e-12);
    });
  }

  it('matches the worked example of 100 calls in half an hour, 180 s and 14 seats', () => {
    expect(evaluateCase('erlangC', { n: 14, a: 10 })).to.be.closeTo(0.1741319, 5e-8);
    expect(
      evaluateCase('serviceLevelCalls', { calls: 100, interval: 1800, aht: 180, n: 14, t: 20 }),
    ).to.be.closeTo(0.88835, 5e-6);
    expect(evaluateCase('asaCalls', { calls: 100, interval: 1800, aht: 180, n: 14 })).to.be.closeTo(
      7.8359,
      5e-5,
    );
    expect(evaluateCase('occupancyC', { n: 14, a: 10 })).to.be.closeTo(0.7143, 5e-5);
  });

  it('answers every function without NaN where there are no calls, no seats, or far too many calls', () => {
    const names = [...new Set(cases.map(({ fn }) => fn))].filter(
      (fn) => !/^(min|max|mol|.*Calls$|erlangCx)/.test(fn),
    );
    for (const fn of names) {
      for (const n of [0, 1, 1_000_000]) {
        for (const a of [0, 1e-310, 1, 999_999.5, 1e6]) {
          for (const patience of [null, 0.001, 60, 10_000]) {
            const value = evaluateCase(fn, { n, a, aht: 180, patience, t: 20, k: n + 10, p: 0.8 });
            expect(value, `${fn} ${n} ${a} ${patience}`).to.not.satisfy(Number.isNaN);
            if (/^(sl|p[A-Z]|answer|occ|virtual|served)/.test(fn)) expect(value, fn).to.be.within(0, 1);
          }
        }
      }
    }
  });

  it('gives null for a function that does not exist', () => {
    expect(evaluateCase('erlangZ', {})).to.equal(null);
    expect(evaluateCase('toString', {})).to.equal(null);
  });

  it('gives null for the wait of calls that cannot exist', () => {
    expect(evaluateCase('meanWaitServedA', { n: 0, a: 2, aht: 180, patience: 60 })).to.equal(null);
    expect(evaluateCase('meanWaitAbandonedA', { n: 3, a: 2, aht: 180, patience: null })).to.equal(null);
  });

  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['erlangC', { n: 3 }],
    ['erlangC', { n: 3, a: '2' }],
    ['erlangC', { n: 3, a: -1 }],
    ['erlangC', { n: 2.5, a: 1 }],
    ['erlangCx', { n: 2.5, a: 2.5 }],
    ['serviceLevelC', { n: 3, a: 2, aht: 0, t: 20 }],
    ['minSeatsC', { calls: 10, interval: 1800, aht: 180, t: 20, target: 1 }],
    ['pWaitA', { n: 3, a: 2, aht: 180, patience: 0 }],
    ['pWaitA', { n: 3, a: 2, aht: 180, patience: 1e300 }],
    ['pBlockK', { n: 3, k: 2, a: 2, aht: 180, patience: 60 }],
    ['molLoad', { calls: 5, interval: 900, aht: 180, t: 0 }],
    ['molLoad', { calls: [5], interval: 900, aht: 180, t: 901 }],
    [
      'minSeatsSlA',
      { calls: 5, interval: 900, aht: 180, patience: 60, t: 20, target: 0.8, measure: 'toString' },
    ],
  ];
  for (const [fn, args] of refused) {
    it(`refuses ${fn} ${JSON.stringify(args)}`, () => {
      expect(() => evaluateCase(fn, args))
        .to.throw(SekisuError)
        .with.property('code', 'number.out-of-range');
    });
  }
});
