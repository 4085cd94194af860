import { expect } from 'chai';
import { forecastMonth, type HistoryInterval, type MonthForecast } from '../../src/forecast/index.ts';
import { contract, day, input, mailing, syntheticHistory } from './build.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const truth = {
  from: '2024-04-01',
  to: '2024-09-19',
  base: { booking: 40, enquiry: 20 },
  rate: { booking: 0, enquiry: 0 },
  mailings: [],
};
const history = syntheticHistory(truth);
const usual = forecastMonth(input({ history }));

/** Rows of a queue and day joined to longer intervals. */
function joined(rows: readonly HistoryInterval[], minutes: number): HistoryInterval[] {
  const start = (row: HistoryInterval) => 540 + Math.floor((row.startMinute - 540) / minutes) * minutes;
  return [...Map.groupBy(rows, (row) => `${row.date} ${row.queueId} ${start(row)}`).values()].map(
    (group) => ({
      ...group[0]!,
      startMinute: start(group[0]!),
      endMinute: Math.min(start(group[0]!) + minutes, 1035),
      offered: sum(group.map((row) => row.offered)),
      answered: sum(group.map((row) => row.answered)),
      abandoned: sum(group.map((row) => row.abandoned)),
      handlingSeconds: sum(group.map((row) => row.handlingSeconds)),
    }),
  );
}

/** Rows cut into parts, the calls given to the first ones. */
function cut(rows: readonly HistoryInterval[], minutes: number): HistoryInterval[] {
  return rows.flatMap((row) =>
    Array.from({ length: (row.endMinute - row.startMinute) / minutes }, (_, part) => {
      const offered = Math.floor(row.offered / 3) + (part < row.offered % 3 ? 1 : 0);
      const startMinute = row.startMinute + part * minutes;
      const endMinute = startMinute + minutes;
      return { ...row, startMinute, endMinute, offered, answered: offered, abandoned: 0 };
    }),
  );
}

function isSane(forecast: MonthForecast): void {
  for (const entry of [forecast, ...forecast.days, ...forecast.days.flatMap((own) => own.intervals)]) {
    const { low95, low80, high80, high95 } = entry.bounds;
    for (const value of [entry.calls, low95, low80, high80, high95])
      expect(Number.isFinite(value)).to.equal(true);
    expect(0 <= low95 && low95 <= low80 && low80 <= entry.calls).to.equal(true);
    expect(entry.calls <= high80 && high80 <= high95).to.equal(true);
  }
}

describe('forecastMonth of histories in other intervals', () => {
  for (const [name, rows] of [
    ['5 minutes', cut(history, 5)],
    ['30 minutes', joined(history, 30)],
    ['60 minutes', joined(history, 60)],
    ['whole days', joined(history, 495)],
  ] as const) {
    it(`is nearly the same from ${name} as from quarter hours`, () => {
      const forecast = forecastMonth(input({ history: rows }));
      isSane(forecast);
      forecast.days.forEach((entry, index) => {
        expect(entry.calls / usual.days[index]!.calls).to.be.closeTo(1, 0.03);
        expect(sum(entry.intervals.map(({ calls }) => calls))).to.be.closeTo(entry.calls, 1e-9);
      });
    });
  }

  it('is the same for queues in another order', () => {
    const turned = { ...contract, queues: contract.queues.toReversed() };
    const forecast = forecastMonth(input({ contract: turned, history }));
    expect(forecast.calls).to.be.closeTo(usual.calls, 1e-9);
    forecast.days.forEach((entry, index) => {
      const other = usual.days[index]!;
      expect(entry.bounds.high80).to.be.closeTo(other.bounds.high80, 1e-6);
      for (const queue of entry.queues) {
        const same = other.queues.find(({ queueId }) => queueId === queue.queueId)!;
        expect(queue.calls).to.be.closeTo(same.calls, 1e-9);
        expect(queue.intervals).to.deep.equal(same.intervals);
      }
    });
  });

  it('bridges weeks that nothing was counted in, without taking them for closed', () => {
    const gap = history.filter(
      (row) => row.date.isBefore(day('2024-07-01')) || row.date.isAfter(day('2024-07-31')),
    );
    const forecast = forecastMonth(input({ history: gap }));
    expect(forecast.calls / usual.calls).to.be.closeTo(1, 0.05);
  });

  it('is sane after one day of history, after two months of zeros, and with a queue that never had a call', () => {
    const lastDay = history.filter((row) => row.date.equals(day('2024-09-19')));
    isSane(forecastMonth(input({ history: lastDay })));
    const zeros = history
      .filter((row) => !row.date.isBefore(day('2024-07-19')))
      .map((row) => ({ ...row, offered: 0, answered: 0, abandoned: 0, handlingSeconds: 0 }));
    const silent = forecastMonth(input({ history: zeros }));
    isSane(silent);
    expect(silent.calls).to.be.below(0.15 * usual.calls);
    const one = forecastMonth(input({ history: history.filter((row) => row.queueId === 'booking') }));
    isSane(one);
    expect(one.queues[1]!.calls).to.be.closeTo(200, 10);
  });

  it('forecasts nothing on days that are closed', () => {
    for (const { date } of usual.days) expect(date.dayOfWeek().value()).to.be.below(6);
    // 14 October is a holiday.
    expect(usual.days.some(({ date }) => date.equals(day('2024-10-14')))).to.equal(false);
  });

  it('forecasts the days that are past as at the start of the month, the others from all that is known', () => {
    const longer = syntheticHistory({ ...truth, to: '2024-10-10' });
    const forecast = forecastMonth(input({ history: longer, knowledgeDate: day('2024-10-11') }));
    const atStart = forecastMonth(input({ history: longer, knowledgeDate: day('2024-10-01') }));
    expect(forecast.days.map(({ date }) => date.toString())).to.deep.equal(
      usual.days.map(({ date }) => date.toString()),
    );
    expect(forecast.days.slice(0, 8)).to.deep.equal(atStart.days.slice(0, 8));
    expect(forecast.days.slice(8).map(({ calls }) => calls)).not.to.deep.equal(
      atStart.days.slice(8).map(({ calls }) => calls),
    );
    isSane(forecast);
  });
});

describe('forecastMonth of letters', () => {
  const batch = mailing({ postedOn: day('2024-10-07'), announcedOn: day('2024-09-10'), letters: 6000 });
  const callsOf = (forecast: MonthForecast) => sum(forecast.mailings.map(({ calls }) => calls));
  const planned = forecastMonth(input({ history, mailings: [batch] }));

  it('counts a batch that is merely possible by its chance, with wider bounds', () => {
    const possible = forecastMonth(input({ history, mailings: [{ ...batch, chanceFraction: 0.4 }] }));
    expect(callsOf(possible) / callsOf(planned)).to.be.closeTo(0.4, 0.01);
    const relative = (forecast: MonthForecast) => forecast.bounds.high95 / forecast.calls;
    expect(relative(possible)).to.be.above(relative(planned));
    // Should it be posted after all, the bounds hold most of what then comes.
    expect(possible.bounds.high95).to.be.above(planned.calls * 0.95);
  });

  it('counts the share of the answers that comes by telephone', () => {
    const half = forecastMonth(input({ history, mailings: [{ ...batch, phoneFraction: 0.5 }] }));
    expect(callsOf(half) / callsOf(planned)).to.be.closeTo(0.5, 0.01);
    const none = forecastMonth(input({ history, mailings: [{ ...batch, phoneFraction: 0 }] }));
    expect(none.calls).to.be.closeTo(usual.calls, 1e-9);
  });

  it('is unmoved by a batch of no letters', () => {
    const none = forecastMonth(input({ history, mailings: [{ ...batch, letters: 0 }] }));
    expect(none.days.map(({ calls }) => calls)).to.deep.equal(usual.days.map(({ calls }) => calls));
  });

  it('takes a posting on a closed day for one on the open day before it', () => {
    const on = (postedOn: string) =>
      forecastMonth(input({ history, mailings: [{ ...batch, postedOn: day(postedOn) }] }));
    const sunday = on('2024-10-06');
    expect(sunday.days.map(({ calls }) => calls)).to.deep.equal(
      on('2024-10-04').days.map(({ calls }) => calls),
    );
  });

  it('brings a fifth of the calls in the last three open days before a due date', () => {
    const dueOn = day('2024-10-25');
    const due = forecastMonth(input({ history, mailings: [{ ...batch, dueOn }] }));
    const mailOn = (forecast: MonthForecast, dates: readonly string[]) =>
      sum(
        forecast.days
          .filter(({ date }) => dates.includes(date.toString()))
          .map(({ parts }) => parts.mailings),
      );
    const last = ['2024-10-23', '2024-10-24', '2024-10-25'];
    expect(mailOn(due, last)).to.be.closeTo(
      0.8 * mailOn(planned, last) + 0.2 * callsOf(due),
      0.06 * callsOf(due),
    );
    expect(callsOf(due) / callsOf(planned)).to.be.within(0.95, 1.1);
  });
});

describe('forecastMonth of what is known ahead', () => {
  const dates = ['2024-05-10', '2024-06-10', '2024-07-10', '2024-08-09', '2024-09-10'];
  const bulletin = (date: string) => ({ date: day(date), name: '広報掲載日', announcedOn: null });
  const lifted = history.map((row) =>
    dates.includes(row.date.toString())
      ? { ...row, offered: row.offered * 2, answered: row.answered * 2 }
      : row,
  );

  it('expects of an event what it brought before, and says so', () => {
    const events = [...dates, '2024-10-10'].map(bulletin);
    const forecast = forecastMonth(input({ history: lifted, events }));
    const without = forecastMonth(input({ history: lifted, events: events.slice(0, -1) }));
    const on = (month: MonthForecast) => month.days.find(({ date }) => date.equals(day('2024-10-10')))!;
    expect(on(forecast).calls / on(without).calls).to.be.within(1.5, 2.2);
    expect(on(forecast).parts.events).to.be.closeTo(on(forecast).calls - on(without).calls, 4);
    expect(on(forecast).explanation.ja).to.match(/行事/);
    const later = [...events.slice(0, -1), { ...events.at(-1)!, announcedOn: day('2024-10-01') }];
    expect(on(forecastMonth(input({ history: lifted, events: later }))).calls).to.equal(on(without).calls);
  });

  it('follows a driver that is known ahead', () => {
    const open = [...new Set(history.map((row) => row.date.toEpochDay()))];
    const values = new Map<number, number>();
    open.forEach((epochDay, index) => {
      values.set(epochDay, index % 3 === 0 ? 20 : 5);
    });
    usual.days.forEach(({ date }, index) => {
      values.set(date.toEpochDay(), index % 2 === 0 ? 20 : 5);
    });
    const rows = history.map((row) =>
      values.get(row.date.toEpochDay()) === 20 ? { ...row, offered: row.offered * 2 } : row,
    );
    const { days } = forecastMonth(input({ history: rows, drivers: [{ name: '予約数', values }] }));
    const mean = (parity: number) => {
      const own = days.filter((_, index) => index % 2 === parity);
      return sum(own.map(({ calls }) => calls)) / own.length;
    };
    expect(mean(0) / mean(1)).to.be.within(1.6, 2.4);
  });
});

describe('forecastMonth explains', () => {
  it('every day with numbers that add up', () => {
    for (const entry of usual.days) {
      const { level, weekday, season, events, base, mailings } = entry.parts;
      expect(level + weekday + season + events).to.be.closeTo(base, 1e-9);
      expect(base + mailings).to.be.closeTo(entry.modelCalls, 1e-9);
      const [terms, total] = entry.explanation.ja.split(' ＝ ');
      const numbers = [...terms!.matchAll(/(^|＋|−)[^ ]* ([\d.]+)/g)].map(
        ([, sign, value]) => (sign === '−' ? -1 : 1) * Number(value),
      );
      expect(sum(numbers)).to.be.closeTo(Number.parseFloat(total!), 1e-6);
      expect(Number.parseFloat(total!)).to.be.closeTo(entry.modelCalls, 0.051);
    }
  });

  it('weeks that add up to the month, each with bounds wider than none and narrower than its days together', () => {
    expect(sum(usual.weeks.map(({ calls }) => calls))).to.be.closeTo(usual.calls, 1e-9);
    for (const { start, end, bounds } of usual.weeks) {
      const own = usual.days.filter(({ date }) => !date.isBefore(start) && !date.isAfter(end));
      expect(bounds.high95 - bounds.low95).to.be.below(
        sum(own.map((entry) => entry.bounds.high95 - entry.bounds.low95)) + 1,
      );
    }
  });

  it('which methods it used: weights that add up to 1, with their past errors', () => {
    for (const { methods, slotMethods } of usual.queues) {
      expect(sum(methods.map(({ weightFraction }) => weightFraction))).to.be.closeTo(1, 1e-9);
      expect(sum(slotMethods.map(({ weightFraction }) => weightFraction))).to.be.closeTo(1, 1e-9);
      for (const { pastErrorFraction } of methods) expect(pastErrorFraction).to.be.within(0.05, 0.6);
    }
  });
});
