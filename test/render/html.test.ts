import { fileURLToPath } from 'node:url';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { createRenderer } from '../../src/render/html.ts';
import { staffingPlanHtml } from '../../src/render/staffing-plan.ts';
import { type Audience, staffingPlanReport } from '../../src/report/index.ts';
import { buildPlan, sampleContract, sampleNames } from '../build/plan.ts';
import { confirmedEvents } from '../build/sign-off.ts';

const renderer = createRenderer({ viewsDirectory: fileURLToPath(new URL('../../views', import.meta.url)) });

function htmlOf(audience: Audience, language: 'ja' | 'en' = 'ja', contract = sampleContract): string {
  const plan = buildPlan({ state: 'confirmed' });
  const report = staffingPlanReport({
    contract,
    plan,
    events: confirmedEvents,
    audience,
    issuedOn: LocalDate.of(2024, 4, 22),
    language,
  });
  return staffingPlanHtml(renderer, report);
}

describe('createRenderer', () => {
  it('throws on a field that the data lack', () => {
    expect(() => renderer.render('print/staffing-plan', {}, 'ja')).to.throw('not defined');
  });

  it('throws on an unknown view', () => {
    expect(() => renderer.render('print/no-such', {}, 'ja')).to.throw('No view');
  });
});

describe('staffingPlanHtml', () => {
  it('names no operator on the copy for the city and everybody on the internal one', () => {
    const city = htmlOf('city');
    const internal = htmlOf('internal');
    for (const name of sampleNames.slice(0, -3)) {
      expect(city).not.to.include(name);
      expect(internal).to.include(name);
    }
    for (const name of sampleNames.slice(-3)) expect(city).to.include(name);
  });

  it('escapes what people typed, in the page and in the footer', () => {
    const name = { ja: '計画"書\\</style><script>', en: 'Plan' };
    const contract = {
      ...sampleContract,
      documents: { ...sampleContract.documents, staffingPlan: { name, numberPrefix: 'A&B' } },
    };
    const html = htmlOf('city', 'ja', contract);
    expect(html).not.to.include('<script>');
    expect(html.match(/<\/style>/g)).to.have.length(htmlOf('city').match(/<\/style>/g)!.length);
    expect(html).to.include('content: "計画\\22 書\\5c \\3c /style\\3e ');
  });

  it('speaks English when asked', () => {
    const html = htmlOf('city', 'en');
    expect(html).to.include('<html lang="en">');
    expect(html).to.include('The answer rate of May 2024 is expected to be');
  });
});
