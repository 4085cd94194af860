import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract } from '../../src/contract/index.ts';
import { forecastMonth } from '../../src/forecast/index.ts';
import { openingLengths } from '../../src/forecast/opening-lengths.ts';
import { contract, day, input, mailing, syntheticHistory } from './build.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const reason = { ja: '臨時', en: 'Agreed' };

/** The sample contract with one day's hours agreed otherwise. */
function withException(date: string, open: number, close: number): Contract {
  const agreedOn = day('2024-04-01');
  const exceptions = [{ date: day(date), hours: { open, close }, reason, agreedOn }];
  return { ...contract, opening: { ...contract.opening, exceptions } };
}

/** The sample contract with Fridays open 9:00 to 12:00. */
const shortFridays: Contract = {
  ...contract,
  opening: {
    ...contract.opening,
    hours: [
      { weekdays: ['MON', 'TUE', 'WED', 'THU'], open: 540, close: 1035 },
      { weekdays: ['FRI'], open: 540, close: 720 },
    ],
  },
};
const truth = {
  from: '2023-10-02',
  to: '2024-09-19',
  base: { booking: 50, enquiry: 20 },
  rate: { booking: 0, enquiry: 0 },
  mailings: [],
};
const history = syntheticHistory(truth);
const isFriday = (date: { dayOfWeek(): { value(): number } }) => date.dayOfWeek().value() === 5;

/** Share of a usual day's calls that the contract expects in its first minutes. */
function shareUntil(minutes: number): number {
  return sum(
    contract.assumptions.halfHourShares.map((share, index) => {
      const length = index === 16 ? 15 : 30;
      return share * Math.min(1, Math.max(0, (minutes - index * 30) / length));
    }),
  );
}

/** Mean calls of the Fridays and of the other days of October 2024. */
function meansOf(options: Parameters<typeof input>[0]): { readonly friday: number; readonly other: number } {
  const { days } = forecastMonth(input(options));
  const mean = (chosen: typeof days) => sum(chosen.map(({ calls }) => calls)) / chosen.length;
  return {
    friday: mean(days.filter(({ date }) => isFriday(date))),
    other: mean(days.filter(({ date }) => !isFriday(date))),
  };
}

describe('forecastMonth of days with an unusual opening', () => {
  it("keeps the contract's 700 calls and gives a Sunday morning the part of them that mornings have", () => {
    const forecast = forecastMonth(input({ contract: withException('2024-10-20', 540, 720) }));
    expect(forecast.calls).to.be.closeTo(700, 1e-9);
    const callsOn = (date: string) => forecast.days.find((entry) => entry.date.equals(day(date)))!.calls;
    // Tuesdays have the factor 1.03, Sundays 1; the holiday of 14 October still lifts both by half a percent.
    expect(callsOn('2024-10-20') / callsOn('2024-10-22')).to.be.closeTo(shareUntil(180) / 1.03, 0.003);
  });

  it('leaves the first half of an opening, at most the usual one, the calls that come then, with letters and history or without', () => {
    const letters = [mailing({ postedOn: day('2024-10-04'), announcedOn: day('2024-09-10') })];
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 31 }),
        fc.integer({ min: 4, max: 16 }),
        fc.boolean(),
        fc.boolean(),
        (dayOfMonth, quarters, hasHistory, hasLetters) => {
          const date = `2024-10-${String(dayOfMonth).padStart(2, '0')}`;
          const callsFor = (minutes: number) =>
            forecastMonth(
              input({
                contract: withException(date, 540, 540 + minutes),
                history: hasHistory ? history : [],
                mailings: hasLetters ? letters : [],
              }),
            ).days.find((entry) => entry.date.equals(day(date)))!.calls;
          // The month's agreed total is shared by fewer hours, and a share kept in the same month moves a little; the
          // history's calls come evenly over the day, the contract's mostly in the morning.
          const byContract = shareUntil(quarters * 15) / shareUntil(quarters * 30);
          const ratio = callsFor(quarters * 15) / callsFor(quarters * 30);
          expect(ratio).to.be.within(Math.min(0.5, byContract) - 0.02, Math.max(0.5, byContract) + 0.06);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is hardly moved by a last day of which only the morning was counted, at noon or by ten o'clock", () => {
    const { calls } = forecastMonth(input({ history }));
    for (const until of [600, 720, 900]) {
      const cut = history.filter((row) => !row.date.equals(day('2024-09-19')) || row.endMinute <= until);
      expect(forecastMonth(input({ history: cut })).calls / calls, String(until)).to.be.closeTo(1, 0.01);
    }
  });

  it('keeps the level of a weekday that history shows with its own short opening', () => {
    const rows = syntheticHistory({ ...truth, contract: shortFridays });
    for (const factor of [1, 2]) {
      const own = rows.map((row) => (isFriday(row.date) ? { ...row, offered: row.offered * factor } : row));
      const fridays = own.filter((row) => isFriday(row.date));
      const dates = new Set(fridays.map((row) => row.date.toString()));
      const seen = sum(fridays.map((row) => row.offered)) / dates.size;
      const { friday } = meansOf({ contract: shortFridays, history: own });
      expect(friday / seen).to.be.within(0.85, 1.1);
    }
  });

  it('scales a weekday that history shows only with its whole opening, and no other', () => {
    const before = meansOf({ history });
    const after = meansOf({ contract: shortFridays, history });
    expect(after.friday / before.friday).to.be.closeTo(180 / 495, 0.03);
    expect(after.other / before.other).to.be.closeTo(1, 0.03);
  });

  it('does not take past mornings for quiet days: their weekday keeps its level', () => {
    const mornings = history.filter((row) => !isFriday(row.date) || row.startMinute < 720);
    const { friday, other } = meansOf({ history: mornings });
    const whole = meansOf({ history });
    expect(friday / whole.friday).to.be.closeTo(1, 0.12);
    expect(other / whole.other).to.be.closeTo(1, 0.03);
  });
});

describe('openingLengths', () => {
  const october = YearMonth.parse('2024-10');
  const rowsOf = (date: string) => history.filter((row) => row.date.equals(day(date)));
  const seenOf = (rows: typeof history) => [...openingLengths(contract, october, rows).seen.values()];
  const agreed = { startMinute: 540, endMinute: 1035 };

  it("is the agreed opening where rows cover it, and the month's usual one without history", () => {
    expect(openingLengths(shortFridays, october, [])).to.deep.equal({ usualMinutes: 495, seen: new Map() });
    expect(seenOf(rowsOf('2024-09-10'))).to.deep.equal([agreed]);
  });

  it('takes missing rows for a closure only where many calls are missing', () => {
    const morning = rowsOf('2024-09-10').filter((row) => row.startMinute < 720);
    expect(seenOf(morning)).to.deep.equal([{ startMinute: 540, endMinute: 720 }]);
    // Systems that leave quiet intervals out: one call in the morning says nothing of the afternoon.
    const few = morning.slice(0, 1).map((row) => ({ ...row, offered: 1, answered: 1 }));
    expect(seenOf(few.map((row) => ({ ...row, endMinute: 720 })))).to.deep.equal([agreed]);
  });

  it('takes intervals outside the agreed opening for an opening only where calls were answered', () => {
    const [row] = rowsOf('2024-09-10');
    const evening = { ...row!, startMinute: 1080, endMinute: 1140, offered: 20 };
    const withEvening = (answered: number) => seenOf([...rowsOf('2024-09-10'), { ...evening, answered }]);
    expect(withEvening(0)).to.deep.equal([agreed]);
    expect(withEvening(20)).to.deep.equal([{ startMinute: 540, endMinute: 1140 }]);
  });

  it('leaves out days that the contract closes', () => {
    const sunday = rowsOf('2024-09-10').map((row) => ({ ...row, date: day('2024-09-15') }));
    expect(seenOf(sunday)).to.deep.equal([]);
  });
});
