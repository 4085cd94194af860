import { expect } from 'chai';
import { chooseByLeaning } from '../../src/plan/choose-by-leaning.ts';
import { factRows, standingsOf } from '../../src/plan/compare-facts.ts';
import type { RosterFacts } from '../../src/plan/roster-facts.ts';

const plain: RosterFacts = {
  costHours: 1000,
  boundHours: 990,
  shortIntervals: 0,
  wishes: { granted: 8, asked: 10, grantedWeight: 12, askedWeight: 16 },
  unfairTimes: 4,
  unevenHours: 6,
  answerRate: 0.95,
  probabilityTargetMet: 0.97,
  budgetDays: 10,
  worstAbsentRate: 0.85,
  hardFindings: 0,
  warnings: 1,
  paidHours: 1000,
  personDays: 180,
  changedPersonDays: 0,
};
const facts = (changes: Partial<RosterFacts>): RosterFacts => ({ ...plain, ...changes });
const granting = (granted: number, grantedWeight: number): Partial<RosterFacts> => ({
  wishes: { ...plain.wishes, granted, grantedWeight },
});

describe('chooseByLeaning', () => {
  it('takes for each leaning the best in what it stands for', () => {
    const all = [
      plain,
      facts({ costHours: 995 }),
      facts({ costHours: 1005, ...granting(10, 16) }),
      facts({ costHours: 1010, budgetDays: 12 }),
    ];
    expect(chooseByLeaning(all, 16)).to.deep.equal({ good: [0, 1, 2, 3], balanced: 1, people: 2, robust: 3 });
  });

  it('counts fair turns of everybody as well as wishes', () => {
    // Sixteen people, each half a turn nearer: two hours; a wish of weight one is three.
    const fairer = facts({ unfairTimes: 3.5 });
    expect(chooseByLeaning([facts(granting(9, 13)), fairer], 16).people).to.equal(0);
    expect(chooseByLeaning([facts(granting(9, 13)), fairer], 30).people).to.equal(1);
  });

  it('looks first at the probability, then at the budget, then at the worst day, then at the cost', () => {
    const robust = (...all: RosterFacts[]): number => chooseByLeaning(all, 16).robust;
    expect(robust(facts({ probabilityTargetMet: 0.98 }), facts({ budgetDays: 12 }))).to.equal(0);
    expect(robust(facts({ worstAbsentRate: 0.9 }), facts({ budgetDays: 11 }))).to.equal(1);
    expect(robust(plain, facts({ worstAbsentRate: 0.86 }))).to.equal(1);
    expect(robust(plain, facts({ costHours: 999 }))).to.equal(1);
    expect(robust(plain, facts({ costHours: 999.6 }))).to.equal(0);
    expect(robust(plain, plain)).to.equal(0);
  });

  it('takes nothing that is dear, short or illegal where there is better', () => {
    const best = granting(10, 16);
    for (const worse of [
      { costHours: 1031 },
      { shortIntervals: 1 },
      { hardFindings: 1 },
      { costHours: null },
    ]) {
      expect(chooseByLeaning([plain, facts({ ...best, budgetDays: 20, ...worse })], 16)).to.deep.equal({
        good: [0],
        balanced: 0,
        people: 0,
        robust: 0,
      });
    }
    expect(chooseByLeaning([plain, facts({ ...best, costHours: 1030 })], 16).people).to.equal(1);
  });

  it('chooses among illegal or uncounted ones where there are no others', () => {
    expect(chooseByLeaning([facts({ hardFindings: 2 }), facts({ hardFindings: 1 })], 16).balanced).to.equal(
      1,
    );
    expect(chooseByLeaning([facts({ costHours: null })], 16)).to.deep.equal({
      good: [0],
      balanced: 0,
      people: 0,
      robust: 0,
    });
  });
});

describe('standingsOf', () => {
  const bestRows = (all: readonly RosterFacts[], index: number, only = false): string[] =>
    standingsOf(all)
      [index]!.filter((standing) => (only ? standing.isOnlyBest : standing.isBest))
      .map(({ row }) => row);

  it('marks nobody where all are alike', () => {
    expect(standingsOf([plain, plain]).flat()).to.have.length(2 * factRows.length);
    expect([...bestRows([plain, plain], 0), ...bestRows([plain, plain], 1)]).to.deep.equal([]);
  });

  it('marks who is better in each row, and who is so alone', () => {
    const better: Readonly<Record<string, Partial<RosterFacts>>> = {
      cost: { costHours: 999 },
      shortIntervals: {},
      wishes: granting(9, 13),
      unfairTimes: { unfairTimes: 3.9 },
      unevenHours: { unevenHours: 5.9 },
      answerRate: { answerRate: 0.9501 },
      probability: { probabilityTargetMet: 0.98 },
      budgetDays: { budgetDays: 11 },
      worstAbsent: { worstAbsentRate: 0.851 },
      findings: { warnings: 0 },
      paidHours: { paidHours: 999 },
    };
    const short = facts({ shortIntervals: 2 });
    expect(bestRows([short, plain, plain], 1)).to.deep.equal(['shortIntervals']);
    expect(bestRows([short, plain, plain], 1, true)).to.deep.equal([]);
    for (const row of factRows.filter((each) => each !== 'shortIntervals')) {
      const all = [plain, facts(better[row]!), plain];
      expect(bestRows(all, 1, true), row).to.deep.equal([row]);
      expect(bestRows(all, 0), row).to.deep.equal([]);
      const standing = standingsOf(all)[1]!.find((entry) => entry.row === row)!;
      expect(standing.isBetterThanFirst, row).to.equal(true);
    }
  });

  it('does not tell apart what is shown alike, and counts what is not known as worst', () => {
    const sure = facts({ probabilityTargetMet: 1 });
    expect(bestRows([sure, facts({ probabilityTargetMet: 0.992 })], 0)).to.deep.equal([]);
    expect(bestRows([plain, facts({ costHours: 999.6, paidHours: 1000.4 })], 1)).to.deep.equal([]);
    const unknown = facts({ costHours: null });
    expect(bestRows([unknown, plain], 1)).to.deep.equal(['cost']);
    expect(bestRows([unknown, plain], 0)).to.deep.equal([]);
  });

  it('counts hard findings before warnings, and of as many wishes those that mean more', () => {
    expect(bestRows([facts({ hardFindings: 1, warnings: 0 }), facts({ warnings: 40 })], 1)).to.deep.equal([
      'findings',
    ]);
    expect(bestRows([facts(granting(8, 13)), plain], 0)).to.deep.equal(['wishes']);
    expect(bestRows([facts(granting(9, 12)), facts(granting(8, 15))], 0)).to.deep.equal(['wishes']);
  });
});
