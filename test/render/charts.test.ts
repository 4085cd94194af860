import { expect } from 'chai';
import { bandsChartSvg, barsChartSvg, forecastChartSvg } from '../../src/render/charts.ts';

const days = [
  { label: '5/1（水）', calls: 30.4, letterCalls: 0, low80: 23, high80: 37, isBusy: false, letters: 0 },
  { label: '5/2（木）', calls: 55, letterCalls: 21, low80: 46, high80: 64, isBusy: true, letters: 1200 },
];
const texts = { calls: '件', busy: '繁忙', letters: (letters: number) => `▼ ${letters}通` };

describe('forecastChartSvg', () => {
  const svg = forecastChartSvg({ days, texts, widthPixels: 600, heightPixels: 240 });

  it('draws a picture of the asked size with the days, their calls and the letters posted', () => {
    expect(svg).to.match(/^<svg width="600" height="240"/);
    for (const text of ['5/1', '水', '>30<', '>55<', '▼ 1200通', '繁忙']) expect(svg).to.include(text);
  });

  it('hatches busy days and nothing else, so that colour tells nothing alone', () => {
    expect(svg.match(/<pattern/g)).to.have.length(1);
    const calm = forecastChartSvg({ days: [days[0]!], texts, widthPixels: 600, heightPixels: 240 });
    expect(calm).not.to.include('<pattern');
    expect(calm).not.to.include('繁忙');
  });

  it('draws what letters bring dark on top of the rest, and nothing where they bring nothing', () => {
    expect(svg.match(/fill="#7c8794"/g)).to.have.length(1);
  });

  it('draws an empty month', () => {
    expect(forecastChartSvg({ days: [], texts, widthPixels: 600, heightPixels: 240 })).to.include('</svg>');
  });
});

describe('bandsChartSvg', () => {
  const band = { calls: 40, low95: 20, low80: 30, high80: 50, high95: 66 };
  const past = { label: '4/30（火）', counted: 31, forecast: null, isBusy: false, letters: 0 };
  const ahead = { label: '5/1（水）', counted: null, forecast: band, isBusy: true, letters: 900 };
  const size = { widthPixels: 600, heightPixels: 240, labelEvery: 1, texts };

  it('draws counted days and two bands for each day ahead, with its marks', () => {
    const svg = bandsChartSvg({ ...size, days: [past, ahead] });
    for (const text of ['4/30', '5/1', '▼ 900通', '繁忙']) expect(svg).to.include(text);
    for (const fill of ['#eceff3', '#c4ccd6'])
      expect(svg.match(new RegExp(`fill="${fill}"`, 'g'))).to.have.length(1);
    expect(bandsChartSvg({ ...size, days: [past, past] })).not.to.include('#eceff3');
  });

  it('labels every so many days, the first day ahead among them', () => {
    const days = [...Array.from({ length: 4 }, (_, day) => ({ ...past, label: `4/${day + 11}` })), ahead];
    const svg = bandsChartSvg({ ...size, labelEvery: 3, days });
    expect(svg)
      .to.include('5/1')
      .and.to.include('4/12')
      .and.not.to.include('4/11')
      .and.not.to.include('4/13');
  });
});

describe('barsChartSvg', () => {
  const dayOf = (values: readonly number[]) => ({
    label: '5/1（水）',
    values,
    total: 47,
    bounds: { low80: 40, high80: 55 },
    isBusy: false,
    letters: 0,
  });
  const size = { widthPixels: 600, heightPixels: 240, fills: ['grey', 'hatched'] as const, texts };

  it('stacks parts with the total at the foot, a part below 0 under the axis', () => {
    const svg = barsChartSvg({ ...size, isStacked: true, days: [dayOf([50, -3])] });
    expect(svg).to.include('>47<').and.to.include('>-10<');
    expect(barsChartSvg({ ...size, isStacked: true, days: [dayOf([40, 7])] })).not.to.include('>-10<');
  });

  it('tells kinds side by side apart without colour', () => {
    const svg = barsChartSvg({ ...size, isStacked: false, days: [dayOf([50, 30])] });
    expect(svg.match(/<pattern/g)).to.have.length(1);
    expect(svg).to.include('#c4ccd6').and.not.to.include('>47<');
  });
});
