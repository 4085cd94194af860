import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { parseContract } from '../../src/contract/index.ts';
import { forecastMonth, type Mailing } from '../../src/forecast/index.ts';
import { answerWhatIf, type WhatIfAnswer } from '../../src/plan/answer-what-if.ts';
import { type PlanContent, planContentFormat } from '../../src/plan/index.ts';
import { sizeForecast } from '../../src/plan/size-forecast.ts';
import {
  assumedMailings,
  type WhatIfChange,
  whatIfFinding,
  whatIfOf,
  whatIfText,
} from '../../src/plan/what-if-format.ts';
import { sampleContractJson, sampleInput } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

const july = YearMonth.of(2024, 7);
const day = (number: number): LocalDate => july.atDay(number);
const letters: Mailing = {
  postedOn: day(8),
  announcedOn: LocalDate.of(2024, 6, 20),
  letters: 4000,
  kind: '交付通知書',
  callsPerLetter: 0.12,
  bookingOpensOn: null,
  dueOn: null,
  phoneFraction: 1,
  chanceFraction: 1,
};
const surge = (factor: number, from = day(1), to = day(31)): WhatIfChange => ({
  kind: 'surge',
  factor,
  from,
  to,
});

describe('answerWhatIf', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });

  type Task = ReturnType<typeof planTask>;
  function planTask() {
    const { contract: _, staff: _staff, daysBefore: _before, seed: _seed, ...rest } = sampleInput(july);
    return { ...rest, contractJson: sampleContractJson() as unknown };
  }
  /** The same with a spring of history alone, which takes a fraction of the time. */
  function taskOf(
    changes: { overrides?: readonly { date: LocalDate; calls: number; reason: string }[] } = {},
  ): Task {
    const task = planTask();
    const spring = LocalDate.of(2024, 4, 1);
    return { ...task, history: task.history.filter(({ date }) => !date.isBefore(spring)), ...changes };
  }
  const contractOf = (task: Task) => parseContract(task.contractJson, 'contract.json');
  function ask(variants: readonly (readonly WhatIfChange[])[], task = taskOf()): Promise<WhatIfAnswer> {
    const { contract, staff } = sampleInput(july);
    return answerWhatIf(
      { contract, staff, content, task, variants },
      async (own) => forecastMonth({ ...own, contract: contractOf(own) }),
      (own, forecast) => sizeForecast(contractOf(own), forecast),
    );
  }

  it('gives the plan’s own figures where nothing is otherwise', async () => {
    const { base, variants } = await ask([[]], planTask());
    expect(base.answerRate).to.equal(content.monthAnswerRate);
    expect(base.probabilityTargetMet).to.equal(content.probabilityTargetMet);
    expect(base.calls).to.be.closeTo(content.monthForecastCalls, 0.01);
    expect(base.seatHours).to.equal(content.sizing!.seatHours);
    const lacking = content.days
      .flatMap(({ intervals }) => intervals)
      .reduce((sum, one) => sum + Math.max(0, one.requiredSeats - one.scheduledSeats), 0);
    expect(base.missingSeatIntervals).to.equal(lacking);
    expect(base.busyDays).to.equal(content.days.filter(({ season }) => season === 'busy').length);
    expect(variants[0]).to.deep.equal(base);
  });

  it('multiplies calls on the days of a surge alone; more calls need more seats and lose more', async () => {
    const { base, variants } = await ask([[surge(1.5)], [surge(3)], [surge(2, day(8), day(12))]]);
    const [half, thrice, week] = variants;
    expect(half!.calls).to.be.closeTo(1.5 * base.calls, 1e-6);
    for (const [less, more] of [
      [base, half!],
      [half!, thrice!],
    ] as const) {
      expect(more.seatHours).to.be.greaterThan(less.seatHours);
      expect(more.missingSeatIntervals).to.be.at.least(less.missingSeatIntervals);
      expect(more.answerRate).to.be.lessThan(less.answerRate);
      expect(more.probabilityTargetMet).to.be.at.most(less.probabilityTargetMet);
    }
    week!.days.forEach((own, index) => {
      const isIn = !own.date.isBefore(day(8)) && !own.date.isAfter(day(12));
      expect(own.calls, own.date.toString()).to.be.closeTo((isIn ? 2 : 1) * base.days[index]!.calls, 1e-6);
    });
    expect(week!.days.find(({ date }) => date.equals(day(8)))!.seasonReason.ja).to.contain('【仮定】入電2倍');
  });

  it('costs what the seats that lack take in paid work', async () => {
    const { variants } = await ask([[surge(3)]]);
    const [side] = variants;
    expect(side!.missingSeatHours).to.be.closeTo(side!.missingSeatIntervals / 4, 1e-9);
    // Ten minutes of rest in about seventy of work, and no more.
    expect(side!.extraPaidHours / side!.missingSeatHours).to.be.within(1.05, 1.25);
    // The sample has no wages.
    expect(side!.extraYen).to.equal(null);
    const sum = side!.days
      .flatMap(({ gaps }) => gaps)
      .reduce((total, gap) => total + (gap.seats * (gap.endMinute - gap.startMinute)) / 15, 0);
    expect(sum).to.equal(side!.missingSeatIntervals);
  });

  it('lengthens handling and leaves the calls alone', async () => {
    const { base, variants } = await ask([[{ kind: 'handling', increaseFraction: 0.2 }]]);
    expect(variants[0]!.calls).to.equal(base.calls);
    expect(variants[0]!.ahtSeconds).to.be.closeTo(1.2 * base.ahtSeconds, 0.02);
    expect(variants[0]!.answerRate).to.be.lessThan(base.answerRate);
  });

  it('takes away those whom the roster would miss most, one after another', async () => {
    const { base, variants } = await ask([
      [{ kind: 'fewer', people: 1 }],
      [{ kind: 'fewer', people: 2 }],
      [{ kind: 'fewer', people: 99 }],
    ]);
    const [one, two, all] = variants;
    expect(two!.leftOutIds.slice(0, 1)).to.deep.equal(one!.leftOutIds);
    expect(one!.answerRate).to.be.lessThan(base.answerRate);
    expect(two!.answerRate).to.be.lessThan(one!.answerRate);
    expect(all!.answerRate).to.equal(0);
    expect(one!.seatHours).to.equal(base.seatHours);
  });

  it('adds the calls of assumed letters, names them as the cause, and keeps a correction beside them', async () => {
    const corrected = taskOf({ overrides: [{ date: day(10), calls: 20, reason: '窓口の点検' }] });
    const variants = [[{ kind: 'mailing', mailing: letters }]] as const;
    const [plain, beside] = [await ask(variants), await ask(variants, corrected)];
    const more = (answer: WhatIfAnswer, date: LocalDate): number => {
      const of = (side: WhatIfAnswer['base']): number =>
        side.days.find((own) => own.date.equals(date))!.calls;
      return of(answer.variants[0]!) - of(answer.base);
    };
    expect(plain.variants[0]!.calls).to.be.greaterThan(plain.base.calls + 200);
    // What is learnt of one batch touches the others a little.
    expect(more(plain, day(5))).to.be.closeTo(0, 0.5);
    expect(more(plain, day(10))).to.be.greaterThan(20);
    expect(more(beside, day(10))).to.be.closeTo(more(plain, day(10)), 1e-6);
    const busy = plain.variants[0]!.days.find((own) => own.date.equals(day(10)))!;
    expect(busy.isBusy).to.equal(true);
    expect(busy.seasonReason.ja).to.contain('7月8日発送の「交付通知書」4,000通');
    expect(busy.seasonReason.en).to.contain('4,000 letters');
  });
});

describe('whatIfOf', () => {
  const changes: WhatIfChange[] = [
    { kind: 'mailing', mailing: letters },
    { kind: 'handling', increaseFraction: -0.05 },
    { kind: 'fewer', people: 1 },
    surge(2, day(8), day(12)),
  ];

  it('writes assumptions as the format has them, in words of both languages', () => {
    const whatIf = whatIfOf(changes, 3, ['OP03']);
    expect(planContentFormat.shape.whatIf.parse(whatIf)).to.deep.equal(whatIf);
    expect(whatIf.changes.map((change) => whatIfText(change).ja)).to.deep.equal([
      '7月8日に「交付通知書」4,000通を発送',
      '平均処理時間 −5 %',
      'オペレーター1人減（OP03）',
      '入電2倍（7/8～7/12）',
    ]);
    const [all] = whatIfOf([surge(2)], 3, []).changes;
    expect(whatIfText(all!)).to.deep.equal({ ja: '入電2倍（月全体）', en: 'calls ×2 (all month)' });
    const { text, textEn, level } = whatIfFinding(whatIf);
    expect(level).to.equal('W');
    expect(text).to.contain('オペレーター1人減').and.contain('データは変わっていません');
    expect(textEn).to.contain('1 fewer operators');
  });

  it('marks the assumed one of equal batches, the last, and no other', () => {
    const batch = { postedOn: '2024-07-08', letters: 4000, kind: '交付通知書' };
    const given = [batch, { ...batch, letters: 1 }, batch];
    const marked = assumedMailings(given, whatIfOf(changes, 3, []));
    expect(marked.map((own) => 'isAssumed' in own)).to.deep.equal([false, false, true]);
    expect(assumedMailings(given, undefined)).to.deep.equal(given);
  });
});
