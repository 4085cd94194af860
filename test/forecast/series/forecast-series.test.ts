import { expect } from 'chai';
import fc from 'fast-check';
import { SekisuError } from '../../../src/errors.ts';
import {
  forecastSeries,
  responseShares,
  type SeriesDay,
  type SeriesForecast,
} from '../../../src/forecast/index.ts';
import { batch, drawnSeries, weekdayFactors, weekdaysFrom } from './build.ts';

const meansOf = (forecast: SeriesForecast): number[] => forecast.days.map((day) => day.mean);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const halfHours = Array.from({ length: 16 }, (_, index) => 540 + 30 * index);

describe('forecastSeries', () => {
  it('finds level and weekdays of a steady series', () => {
    const input = drawnSeries({ level: 400, known: 200 });
    for (const { date, mean } of forecastSeries(input).days) {
      expect(mean / (400 * weekdayFactors[date.dayOfWeek().value() - 1]!), String(date)).to.be.within(
        0.93,
        1.07,
      );
    }
  });

  it('covers about 80 and 95 % of what comes', () => {
    const inside = { 80: 0, 95: 0 };
    let count = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const whole = drawnSeries({ seed, known: 128, ahead: 0 });
      const openDays = whole.history.slice(100).map(({ date }) => ({ date, startMinutes: [] }));
      const { days } = forecastSeries({ ...whole, history: whole.history.slice(0, 100), openDays });
      days.forEach(({ bounds }, index) => {
        const calls = whole.history[100 + index]!.calls!;
        count += 1;
        if (calls >= bounds.low80 && calls <= bounds.high80) inside[80] += 1;
        if (calls >= bounds.low95 && calls <= bounds.high95) inside[95] += 1;
      });
    }
    // Binomial of 336 cells that are not independent: 0.80 ± 0.08, 0.95 ± 0.05.
    expect(inside[80] / count).to.be.within(0.72, 0.88);
    expect(inside[95] / count).to.be.within(0.9, 1);
  });

  it('has ordered bounds that are never negative, around the mean, for days and parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(0.2, 3, 35, 900), (seed, level) => {
        const input = drawnSeries({ seed, level, known: 45, ahead: 12, slots: halfHours });
        const { days } = forecastSeries(input);
        for (const { mean, bounds } of days.flatMap((day) => [day, ...day.slots])) {
          const ordered = [
            0,
            bounds.low95,
            bounds.low80,
            mean,
            bounds.high80,
            bounds.high95,
            Number.MAX_VALUE,
          ];
          for (let i = 1; i < ordered.length; i++)
            expect(ordered[i]! >= ordered[i - 1]!, String(ordered)).to.equal(true);
        }
      }),
      { numRuns: 8, seed: 7 },
    );
  });

  it('has parts that add up to the day, and parts of the day that do', () => {
    const mailings = [batch('2024-06-03', 900), batch('2024-09-17', 1500)];
    const input = drawnSeries({ mailings, shares: responseShares, slots: halfHours, ahead: 10 });
    const specialDays = [{ date: input.openDays[3]!.date, name: 'fair' }];
    const { days } = forecastSeries({ ...input, specialDays });
    for (const { mean, parts, slots } of days) {
      const mail = sumOf(parts.mailings.map((part) => part.calls));
      expect(parts.level + parts.weekday + parts.season + parts.events + mail).to.be.closeTo(
        mean,
        1e-6 * mean,
      );
      expect(sumOf(slots.map((slot) => slot.mean)) / mean).to.be.within(0.9, 1.1);
    }
  });

  it('scales with the history', () => {
    const input = drawnSeries({ level: 3000, known: 100 });
    const scaled = input.history.map((day) => ({ ...day, calls: day.calls! * 7 }));
    const once = meansOf(forecastSeries(input));
    const sevenfold = meansOf(forecastSeries({ ...input, history: scaled }));
    // Chance of counts weighs less in the larger series, so the two need not agree exactly.
    for (const [index, mean] of sevenfold.entries()) {
      expect(mean / (7 * once[index]!)).to.be.within(0.98, 1.02);
    }
  });

  it('is unmoved by a mailing of no letters', () => {
    const input = drawnSeries({ mailings: [batch('2024-06-03', 900)], shares: responseShares });
    const more = [batch('2024-05-01', 0, 'other'), ...input.mailings, batch('2024-09-20', 0)];
    expect(meansOf(forecastSeries({ ...input, mailings: more }))).to.deep.equal(
      meansOf(forecastSeries(input)),
    );
  });

  it('finds the calls per letter that a series was drawn with', () => {
    const posted = weekdaysFrom('2024-04-03', 150).filter((_, index) => index % 11 === 0);
    const mailings = posted.map((date, index) => batch(String(date), 800 + 400 * (index % 3)));
    for (const rate of [0.02, 0.08]) {
      const found = [1, 2, 3, 4, 5, 6].map((seed) => {
        const input = drawnSeries({ seed, level: 14, known: 140, mailings, shares: responseShares, rate });
        const planned = batch(String(input.openDays[0]!.date), 1600);
        const { days } = forecastSeries({ ...input, mailings: [...mailings, planned] });
        const parts = days.flatMap((day) => day.parts.mailings);
        return (
          sumOf(parts.filter((part) => part.mailing === mailings.length).map((part) => part.calls)) / 1600
        );
      });
      // One series tells the lower rate to about 30 %, the higher to 6 %; six of them to 12 and 3 %.
      expect(sumOf(found) / 6 / rate, String(rate)).to.be.within(0.75, 1.25);
    }
  });

  it('follows a batch that answers twice as much as others', () => {
    const mailings = ['2024-04-08', '2024-05-07', '2024-06-04', '2024-07-02', '2024-07-30', '2024-09-03'].map(
      (date, index) => batch(date, index === 5 ? 6000 : 3000),
    );
    // The last batch is drawn with twice its letters.
    const input = drawnSeries({ level: 14, mailings, shares: responseShares });
    const told = mailings.map((mailing, index) => (index === 5 ? { ...mailing, letters: 3000 } : mailing));
    const { days } = forecastSeries({ ...input, mailings: told });
    const last = days[0]!.parts.mailings.find(({ mailing }) => mailing === 5)!;
    const usual =
      3000 *
      0.05 *
      responseShares[input.history.filter(({ date }) => date.isAfter(mailings[5]!.postedOn)).length]!;
    expect(last.calls / usual).to.be.greaterThan(1.3);
  });

  it('is not moved far by one day of an outage and says so, and follows a lasting shift', () => {
    const usual = meansOf(forecastSeries(drawnSeries({ level: 300 })));
    const input = drawnSeries({ level: 300, factorOf: (index) => (index === 110 ? 0.02 : 1) });
    const broken = forecastSeries(input);
    expect(broken.doubted.map((day) => day.date)).to.deep.equal([input.history[110]!.date]);
    expect(broken.doubted[0]!.expectedCalls).to.be.within(250, 380);
    for (const [index, { mean }] of broken.days.entries())
      expect(mean / usual[index]!).to.be.within(0.93, 1.07);
    const shift = drawnSeries({ level: 300, factorOf: (index) => (index >= 100 ? 1.6 : 1) });
    expect(sumOf(meansOf(forecastSeries(shift))) / sumOf(usual)).to.be.within(1.4, 1.7);
  });

  it('learns what a special day of a name brings', () => {
    const dates = weekdaysFrom('2024-04-01', 148);
    const places = [10, 35, 60, 85, 110, 125];
    const specialDays = places.map((place) => ({ date: dates[place]!, name: 'tax day' }));
    const input = drawnSeries({ level: 200, factorOf: (index) => (places.includes(index) ? 1.7 : 1) });
    const { days } = forecastSeries({ ...input, specialDays });
    const plain = forecastSeries({ ...input, specialDays: specialDays.slice(0, -1) }).days;
    expect(days[5]!.mean / plain[5]!.mean).to.be.within(1.45, 1.85);
    expect(days[5]!.parts.events).to.be.greaterThan(50);
  });

  it('uses a driver that is known ahead', () => {
    const dates = weekdaysFrom('2024-04-01', 148);
    const values = new Map(dates.map((date, index) => [date.toEpochDay(), index % 7 === 3 ? 1 : 0]));
    const input = drawnSeries({ level: 200, factorOf: (index) => (index % 7 === 3 ? 1.5 : 1) });
    const { days } = forecastSeries({ ...input, drivers: [{ name: 'flag', values }] });
    const flagged = days
      .filter((_, index) => (120 + index) % 7 === 3)
      .map((day) => day.parts.events / day.mean);
    const others = days
      .filter((_, index) => (120 + index) % 7 !== 3)
      .map((day) => day.parts.events / day.mean);
    expect(sumOf(flagged) / flagged.length - sumOf(others) / others.length).to.be.within(0.2, 0.5);
  });

  it('tells how much each method weighed', () => {
    const { methods, slotMethods } = forecastSeries(drawnSeries({ slots: halfHours, ahead: 5 }));
    for (const records of [methods, slotMethods]) {
      expect(sumOf(records.map((record) => record.weightFraction))).to.be.closeTo(1, 1e-9);
      for (const { pastErrorFraction, weightFraction } of records) {
        expect(weightFraction).to.be.at.least(0);
        expect(pastErrorFraction).to.be.within(0.05, 1.5);
      }
    }
  });

  it('gives a sane forecast from one day, from days of zeros and from a zero now and then', () => {
    const one = forecastSeries(drawnSeries({ known: 1, level: 40 }));
    for (const { mean, bounds } of one.days) {
      expect(mean).to.be.within(15, 90);
      expect(bounds.high95).to.be.greaterThan(mean);
    }
    expect(one.methods.map((record) => record.pastErrorFraction)).to.deep.equal([null, null]);
    const zeros = forecastSeries(drawnSeries({ known: 43, level: 0 }));
    for (const { mean, bounds } of zeros.days) {
      expect(mean).to.be.within(0, 0.6);
      expect(bounds.high95).to.be.below(4);
    }
    const seldom = forecastSeries(drawnSeries({ known: 100, level: 0.3, slots: halfHours, ahead: 10 }));
    expect(sumOf(meansOf(seldom)) / 10).to.be.within(0.1, 0.7);
  });

  it('is moved little by a day that lacks an hour or has an hour more, as when clocks change', () => {
    const input = drawnSeries({ level: 300, known: 60, ahead: 5, slots: halfHours });
    const usual = meansOf(forecastSeries(input));
    const changed = (slots: (own: SeriesDay['slots']) => SeriesDay['slots']) => {
      const history = input.history.map((day, index) => {
        if (index !== 50) return day;
        const own = slots(day.slots);
        return { ...day, slots: own, calls: own.reduce((sum, { calls }) => sum + calls, 0) };
      });
      return meansOf(forecastSeries({ ...input, history }));
    };
    for (const means of [
      changed((own) => own.filter((_, index) => index !== 2 && index !== 3)),
      changed((own) => [
        ...own,
        { ...own.at(-1)!, startMinute: 1380 },
        { ...own.at(-1)!, startMinute: 1410 },
      ]),
    ]) {
      for (const [index, mean] of means.entries()) expect(mean / usual[index]!).to.be.within(0.97, 1.03);
    }
  });

  it('forecasts no day that is not open, and nothing without open days', () => {
    const input = drawnSeries();
    const openDays = input.openDays.filter((_, index) => index !== 4);
    const { days } = forecastSeries({ ...input, openDays });
    expect(days.map((day) => day.date)).to.deep.equal(openDays.map((day) => day.date));
    expect(forecastSeries({ ...input, openDays: [] }).days).to.deep.equal([]);
  });

  it('refuses a history without days and calls that are no count', () => {
    const input = drawnSeries();
    expect(() => forecastSeries({ ...input, history: [] }))
      .to.throw(SekisuError)
      .with.property('code', 'number.out-of-range');
    for (const calls of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const history = input.history.map((day, index) => (index === 5 ? { ...day, calls } : day));
      expect(() => forecastSeries({ ...input, history }))
        .to.throw(SekisuError)
        .with.property('code', 'number.out-of-range');
    }
  });
});
