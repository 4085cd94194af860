import { readFileSync } from 'node:fs';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { conditionalErlangA } from '../../src/erlang/index.ts';
import { type PlanDocument, planFormat } from '../../src/plan/index.ts';
import { halfHoursSection, type SimulationSection, staffingPlanReport } from '../../src/report/index.ts';
import { buildPlan, sampleContract } from '../build/plan.ts';
import { simulationFor, sizingByInterval } from '../build/simulation.ts';

const plain = buildPlan();
const texts = JSON.parse(
  readFileSync(new URL('../../views/locales/ja/simulation.json', import.meta.url), 'utf8'),
);

function sectionOf(plan: PlanDocument, language: 'ja' | 'en' = 'ja'): SimulationSection {
  const issuedOn = LocalDate.of(2024, 4, 22);
  return staffingPlanReport({
    contract: sampleContract,
    plan: planFormat.parse(plan),
    events: [],
    audience: 'city',
    issuedOn,
    language,
  }).simulation;
}

function simulated(steps?: readonly number[]): NonNullable<SimulationSection['simulated']> {
  return sectionOf({ ...plain, simulation: simulationFor(plain, steps) }).simulated!;
}

/** Hundredths of a percent that a text like 95.78 % or +0.53 tells. */
const hundredths = (text: string): number => Math.round(Number.parseFloat(text.replace('−', '-')) * 100);

describe('simulationSection', () => {
  it('has nothing to say of a plan that has neither simulation nor sizing', () => {
    expect(sectionOf(plain)).to.deep.equal({ simulated: null, sizing: null });
  });

  it('puts the month by formula beside the simulated one, with bounds rounded outwards', () => {
    const { figures, monthsMet, range } = simulated();
    expect(figures.map(({ name, simulated: text, bounds }) => [name, text, bounds])).to.deep.equal([
      ['answerRate', '96.0\u00a0%', '95.9–96.2\u00a0%'],
      ['probability', '97\u00a0%', '96.1–98.2\u00a0%'],
      ['serviceLevel', '93.0\u00a0%', null],
      ['meanWait', '2.5秒', null],
    ]);
    expect(monthsMet).to.equal('973');
    expect(range).to.equal('91.5–98.8\u00a0%');
  });

  it('tells the wait by Erlang A at the scheduled seats, each call weighing the same', () => {
    const handling = { ahtSeconds: 360, patienceSeconds: 60 };
    const waits = plain.days
      .flatMap(({ intervals }) => intervals)
      .map(({ calls, scheduledSeats: seats, answerRate }) => ({
        answered: calls * answerRate,
        wait: conditionalErlangA({ seats, trafficErlangs: (calls * 360) / 900, ...handling })
          .meanWaitAnsweredSeconds!,
      }));
    const answered = waits.reduce((sum, entry) => sum + entry.answered, 0);
    const mean = waits.reduce((sum, entry) => sum + entry.answered * entry.wait, 0) / answered;
    expect(mean).to.be.greaterThan(0.1);
    expect(simulated().figures[3]!.formula).to.equal(`${mean.toFixed(1)}秒`);
  });

  it('adds up: the changes of all steps lead from the first rate to the last', () => {
    const rate = fc.double({ min: 0.5, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 6, maxLength: 6 }), (rates) => {
        const { steps, difference } = simulated(rates);
        for (const [index, step] of steps.entries()) {
          const told =
            index === 0 ? 0 : hundredths(step.answerRate) - hundredths(steps[index - 1]!.answerRate);
          expect(step.change === null ? Math.abs(told) < 5 : hundredths(step.change) === told).to.equal(true);
        }
        const changes = steps.map(({ change }) => Math.abs(hundredths(change ?? '0')));
        expect(hundredths(difference.largest?.change ?? '0')).to.satisfy(
          (most: number) => Math.abs(most) === Math.max(...changes),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('says that there is no difference under 0.05 points, and why where there is one', () => {
    const { steps } = simulated([0.95, 0.9504, 0.9512, 0.9507, 0.9503, 0.9403]);
    expect(steps.map(({ change }) => change)).to.deep.equal([null, null, '+0.08', '−0.05', null, '−1.00']);
    expect(steps.map(({ sentenceKey }) => sentenceKey.split('.').at(-1))).to.deep.equal([
      'is',
      'none',
      'up',
      'down',
      'none',
      'down',
    ]);
  });

  it('has a sentence for every step in every direction', () => {
    for (const [name, sentences] of Object.entries<Record<string, string>>(texts.step)) {
      if (name === 'formula') continue;
      expect(sentences['up'], name).to.include('{{points}}ポイント上がります');
      expect(sentences['down'], name).to.include('{{points}}ポイント下がります');
      expect(sentences['none'], name).to.include('差はありません');
    }
    const [used] = [simulated().steps.map(({ adds }) => adds)];
    expect(Object.keys(texts.step)).to.deep.equal(used);
  });

  it('never promises a probability of 100 %, in either language', () => {
    const simulation = {
      ...simulationFor(plain),
      probabilityTargetMet: { mean: 1, low95: 0.9962, high95: 1 },
    };
    const of = (language: 'ja' | 'en') => sectionOf({ ...plain, simulation }, language).simulated!;
    expect(of('ja').probability).to.equal('99\u00a0%以上');
    expect(of('en').probability).to.equal('99\u00a0% or more');
    expect(of('ja').days.rows.every(({ probability }) => Number(probability) < 100)).to.equal(true);
  });

  it('shows every day and interval, what is below the target marked', () => {
    const simulation = simulationFor(plain);
    simulation.days[1]!.answerRate = 0.8999;
    simulation.days[1]!.intervals[2]!.answerRate = 0.86;
    simulation.days[1]!.intervals[3]!.answerRate = 0.96;
    const { days } = sectionOf({ ...plain, simulation }).simulated!;
    expect(days.rows.map(({ isBelowTarget }) => isBelowTarget).indexOf(true)).to.equal(1);
    expect(days.rows[1]).to.include({ simulated: '89.9', serviceLevel: '93.0', meanWaitSeconds: '2.5' });
    expect(days.heat.intervals.map(({ cells }) => cells.length)).to.deep.equal(
      plain.days[0]!.intervals.map(() => plain.days.length),
    );
    expect(days.heat.intervals[2]!.cells[1]).to.deep.equal({ text: '86', shade: 2, isBelowTarget: true });
    expect(days.heat.intervals[3]!.cells[1]).to.deep.equal({ text: '96', shade: 1, isBelowTarget: false });
  });

  it('shows the curve of seats around the fewest that are enough', () => {
    const { sizing } = sectionOf({ ...plain, sizing: sizingByInterval });
    expect(sizing!.curve).to.deep.equal([
      { seatHours: '375.3', change: '−10\u00a0%', probability: '41\u00a0%', isEnough: false },
      { seatHours: '417.0', change: null, probability: '95\u00a0%', isEnough: true },
      { seatHours: '1,458.8', change: '+250\u00a0%', probability: '99\u00a0%以上', isEnough: false },
    ]);
    expect(sizing!.enoughSeatHours).to.equal('417.0');
    const byMonth = sectionOf({ ...plain, sizing: { ...sizingByInterval, by: 'month' } }).sizing!;
    expect(byMonth.enoughSeatHours).to.equal(null);
  });
});

describe('halfHoursSection', () => {
  it('lists half hours of open days with what each saves, less and less', () => {
    const { rows, monthAnswerRate } = halfHoursSection(plain, 'ja');
    expect(rows).to.have.length(5);
    const saved = rows.map(({ savedCalls }) => Number(savedCalls));
    expect(saved).to.deep.equal(saved.toSorted((one, other) => other - one));
    expect(hundredths(rows.at(-1)!.monthAnswerRate)).to.be.greaterThan(hundredths(monthAnswerRate));
    expect(rows[0]!.day).to.match(/^5\/\d+（[月火水木金]）$/);
    expect(rows[0]!.range).to.match(/^\d+:[03]0–\d+:[03]0$/);
  });
});
