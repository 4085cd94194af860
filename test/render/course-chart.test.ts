import { expect } from 'chai';
import { courseChartSvg } from '../../src/render/charts.ts';

const bounds = (calls: number) => ({
  calls,
  low95: calls - 4,
  low80: calls - 2,
  high80: calls + 2,
  high95: calls + 4,
});

describe('courseChartSvg', () => {
  it('draws planned, counted and expected calls apart by form as well as by colour', () => {
    const svg = courseChartSvg({
      widthPixels: 600,
      heightPixels: 240,
      calls: '着信（累計）',
      points: [
        { label: '9:00', planned: 0, counted: 0, expected: null },
        { label: '', planned: 8, counted: 11, expected: bounds(11) },
        { label: '11:00', planned: 16, counted: null, expected: bounds(22) },
      ],
    });
    expect(svg).to.include('width="600"').and.include('着信（累計）').and.include('11:00');
    expect(svg.match(/stroke-dasharray="6,4"/g), 'the plan is broken').to.have.length(1);
    expect(svg).to.include('#0017c1').and.include('#c4ccd6').and.include('#eceff3');
  });

  it('draws a day of which nothing is to come', () => {
    const svg = courseChartSvg({
      widthPixels: 300,
      heightPixels: 200,
      calls: 'calls',
      points: [
        { label: '9:00', planned: 0, counted: 0, expected: null },
        { label: '10:00', planned: 8, counted: 11, expected: null },
      ],
    });
    expect(svg).not.to.include('#c4ccd6');
  });
});
