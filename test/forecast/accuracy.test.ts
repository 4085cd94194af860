import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { accuracyOf, type PastForecast, type PastForecastDay } from '../../src/forecast/accuracy.ts';
import type { DailyCalls } from '../../src/forecast/daily-calls.ts';
import { day } from './build.ts';

const bounds = (low95: number, low80: number, high80: number, high95: number) => ({
  low95,
  low80,
  high80,
  high95,
});

function planned(date: string, calls: number, options: Partial<PastForecastDay> = {}): PastForecastDay {
  return {
    date: day(date),
    modelCalls: calls,
    plannedCalls: calls,
    bounds: bounds(calls - 10, calls - 5, calls + 5, calls + 10),
    override: null,
    ...options,
  };
}

function corrected(date: string, model: number, calls: number, by: string | null): PastForecastDay {
  return planned(date, calls, { modelCalls: model, override: { calls, reason: '広報', by } });
}

function version(number: number, known: string, days: readonly PastForecastDay[]): PastForecast {
  return { month: YearMonth.of(2024, 5), version: number, knowledgeDate: day(known), days };
}

const came = (...days: readonly (readonly [string, number])[]): readonly DailyCalls[] =>
  days.map(([date, calls]) => ({ date: day(date), calls }));

describe('accuracyOf', () => {
  it('gives the figures of a small month worked by hand', () => {
    // Two Wednesdays and two Thursdays before; May 1 is a Wednesday, May 2 a Thursday, May 7 a Tuesday.
    const actual = came(
      ['2024-04-10', 20],
      ['2024-04-11', 30],
      ['2024-04-17', 40],
      ['2024-04-18', 34],
      ['2024-05-01', 36],
      ['2024-05-02', 58],
      ['2024-05-07', 100],
    );
    const forecast = version(1, '2024-04-20', [
      planned('2024-05-01', 30),
      planned('2024-05-02', 50),
      planned('2024-05-07', 98),
      planned('2024-05-08', 40),
    ]);
    const { versions, overall } = accuracyOf([forecast], actual);
    const figures = versions[0]!.figures!;
    expect(overall).to.deep.equal(figures);
    expect(versions[0]!.days.map((one) => one.simpleCalls)).to.deep.equal([30, 32, null]);
    expect(figures).to.deep.include({ days: 3, plannedCalls: 178, actualCalls: 194 });
    expect(figures.wapeFraction).to.be.closeTo((6 + 8 + 2) / 194, 1e-12);
    expect(figures.biasFraction).to.be.closeTo((178 - 194) / 194, 1e-12);
    // 36 lies beyond 25–35 but within 20–40; 58 beyond 45–55, within 40–60; 100 within 93–103.
    expect(figures.within80Fraction).to.be.closeTo(1 / 3, 1e-12);
    expect(figures.within95Fraction).to.equal(1);
    expect(figures.simple?.days).to.equal(2);
    expect(figures.simple?.wapeFraction).to.be.closeTo((6 + 26) / 94, 1e-12);
    expect(figures.simple?.forecastWapeFraction).to.be.closeTo((6 + 8) / 94, 1e-12);
  });

  it('takes no more than the last eight same weekdays, and none from the knowledge date on', () => {
    const wednesdays = Array.from({ length: 12 }, (_, week) => ({
      date: LocalDate.parse('2024-02-07').plusWeeks(week),
      calls: week < 2 ? 1000 : week + 1,
    }));
    const forecast = version(1, '2024-04-17', [planned('2024-04-24', 10)]);
    const [only] = accuracyOf([forecast], wednesdays).versions[0]!.days;
    // Weeks 2 to 9 end on 10 April; those of 17 and 24 April were not known.
    expect(only!.simpleCalls).to.equal((3 + 4 + 5 + 6 + 7 + 8 + 9 + 10) / 8);
  });

  it('compares no day that a version knew, and counts each day once by the newest that did not', () => {
    const first = version(1, '2024-04-20', [planned('2024-05-01', 30), planned('2024-05-02', 30)]);
    const second = version(2, '2024-05-02', [planned('2024-05-01', 40), planned('2024-05-02', 39)]);
    const { versions, overall } = accuracyOf([second, first], came(['2024-05-01', 40], ['2024-05-02', 40]));
    expect(versions.map(({ days }) => days.length)).to.deep.equal([1, 2]);
    expect(overall).to.deep.include({ days: 2, plannedCalls: 30 + 39 });
    expect(overall!.wapeFraction).to.be.closeTo(11 / 80, 1e-12);
  });

  it('says nothing of what has not come', () => {
    const { versions, overall, overrides, people } = accuracyOf(
      [version(1, '2024-04-20', [corrected('2024-05-01', 30, 40, 'a')])],
      came(['2024-04-17', 30]),
    );
    expect(versions[0]!.figures).to.equal(null);
    expect([overall, overrides, people]).to.deep.equal([null, [], []]);
  });

  it('has no error in proportion to nothing', () => {
    const { overall } = accuracyOf(
      [version(1, '2024-04-20', [planned('2024-05-01', 3)])],
      came(['2024-05-01', 0]),
    );
    expect(overall).to.include({ wapeFraction: null, biasFraction: null, simple: null });
  });

  it('judges each correction once, and sums them per person', () => {
    const days = [
      corrected('2024-05-01', 30, 40, 'a'), // came 38: 8 against 2, helped
      corrected('2024-05-02', 50, 60, 'a'), // came 52: 2 against 8, did not
      corrected('2024-05-07', 90, 80, 'b'), // came 85: 5 against 5, did not
      corrected('2024-05-08', 10, 12, null), // came 14: 4 against 2, helped
    ];
    const newer = version(2, '2024-04-25', [{ ...days[0]!, modelCalls: 33 }]);
    const actual = came(['2024-05-01', 38], ['2024-05-02', 52], ['2024-05-07', 85], ['2024-05-08', 14]);
    const { overrides, people } = accuracyOf([newer, version(1, '2024-04-20', days)], actual);
    expect(
      overrides.map((one) => [one.date.toString(), one.modelCalls, one.gainedCalls, one.isHelpful]),
    ).to.deep.equal([
      ['2024-05-01', 33, 3, true],
      ['2024-05-02', 50, -6, false],
      ['2024-05-07', 90, 0, false],
      ['2024-05-08', 10, 2, true],
    ]);
    expect(people).to.deep.equal([
      { by: 'a', overrides: 2, helpful: 1, modelErrorCalls: 7, correctedErrorCalls: 10, gainedCalls: -3 },
      { by: 'b', overrides: 1, helpful: 0, modelErrorCalls: 5, correctedErrorCalls: 5, gainedCalls: 0 },
      { by: null, overrides: 1, helpful: 1, modelErrorCalls: 4, correctedErrorCalls: 2, gainedCalls: 2 },
    ]);
  });

  it('is perfect for a perfect forecast, and the same for calls and forecasts times any number', () => {
    const month = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 })), {
      minLength: 1,
      maxLength: 28,
    });
    fc.assert(
      fc.property(month, fc.integer({ min: 2, max: 9 }), (calls, factor) => {
        const at = (index: number) => `2024-05-${String(index + 1).padStart(2, '0')}`;
        const of = (times: number) =>
          accuracyOf(
            [
              version(
                1,
                '2024-04-20',
                calls.map(([, expected], index) => planned(at(index), expected * times)),
              ),
            ],
            calls.map(([actual], index) => ({ date: day(at(index)), calls: actual * times })),
          ).overall!;
        expect(of(factor).wapeFraction).to.be.closeTo(of(1).wapeFraction!, 1e-9);
        expect(of(factor).biasFraction).to.be.closeTo(of(1).biasFraction!, 1e-9);
        const perfect = accuracyOf(
          [
            version(
              1,
              '2024-04-20',
              calls.map(([actual], index) => planned(at(index), actual)),
            ),
          ],
          calls.map(([actual], index) => ({ date: day(at(index)), calls: actual })),
        ).overall!;
        expect(perfect).to.include({ wapeFraction: 0, biasFraction: 0, within80Fraction: 1 });
      }),
    );
  });
});
