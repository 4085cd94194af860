import { fileURLToPath } from 'node:url';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { PlanDocument } from '../../src/plan/index.ts';
import { createRenderer } from '../../src/render/html.ts';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import { staffingPlanHtml } from '../../src/render/staffing-plan.ts';
import { staffingPlanReport } from '../../src/report/index.ts';
import { readBack } from '../build/pdf-text.ts';
import { buildPlan, sampleContract } from '../build/plan.ts';
import { simulationFor, sizingByInterval } from '../build/simulation.ts';

const renderer = createRenderer({ viewsDirectory: fileURLToPath(new URL('../../views', import.meta.url)) });
const plain = buildPlan();
const simulated = { ...plain, simulation: simulationFor(plain), sizing: sizingByInterval };

function htmlOf(plan: PlanDocument, language: 'ja' | 'en'): string {
  const issuedOn = LocalDate.of(2024, 4, 22);
  return staffingPlanHtml(
    renderer,
    staffingPlanReport({ contract: sampleContract, plan, events: [], audience: 'city', issuedOn, language }),
  );
}

describe('the simulation in the printed plan', () => {
  let printer: Printer;
  before(() => {
    printer = openPrinter({});
  });
  after(() => printer.close());

  it('fills no more than a page after the seats, with the figures, the steps and the curve', async () => {
    const { pages, fonts } = await readBack(await printer.print(htmlOf(simulated, 'ja')));
    const index = pages.findIndex((page) => page.includes('2-2見込みの確かめ'));
    expect(pages[index]).to.include('1,000回のうち973回').and.to.include('+0.53');
    expect(pages[index]).to.include('0.53ポイント上がります').and.to.include('確率95%に届く最少');
    expect(pages[index - 1]).to.include('席数と応答率');
    expect(pages[index + 1]).to.include('3勤務表');
    expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
  });

  it('is there in English, and not where the plan has none', async () => {
    const pages = await readBack(await printer.print(htmlOf(simulated, 'en')));
    expect(pages.pages.join('')).to.include('Checkoftheexpectations');
    expect(htmlOf(plain, 'ja')).not.to.include('見込みの確かめ');
  });
});
