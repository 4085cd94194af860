import { expect } from 'chai';
import { forecastChartSvg } from '../../src/render/charts.ts';

const days = [
  { label: '5/1（水）', calls: 30.4, low80: 23, high80: 37, isBusy: false, letters: 0 },
  { label: '5/2（木）', calls: 55, low80: 46, high80: 64, isBusy: true, letters: 1200 },
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

  it('draws an empty month', () => {
    expect(forecastChartSvg({ days: [], texts, widthPixels: 600, heightPixels: 240 })).to.include('</svg>');
  });
});
