import { expect } from 'chai';
import { historyDays, meanHandlingSeconds } from '../../src/forecast/history-days.ts';
import { day } from './build.ts';

const row = (queueId: string, date: string, startMinute: number, offered: number) => ({
  queueId,
  date: day(date),
  startMinute,
  endMinute: startMinute + 15,
  offered,
  answered: offered - 1,
  abandoned: 1,
  handlingSeconds: (offered - 1) * 240,
});

describe('historyDays', () => {
  it("adds a queue's intervals up per day, in order of date", () => {
    const rows = [
      row('booking', '2024-05-08', 540, 3),
      row('booking', '2024-05-07', 540, 2),
      row('enquiry', '2024-05-07', 540, 9),
      row('booking', '2024-05-08', 555, 4),
    ];
    const days = historyDays(rows, 'booking');
    expect(days.map(({ date, offered, answered }) => [date.toString(), offered, answered])).to.deep.equal([
      ['2024-05-07', 2, 1],
      ['2024-05-08', 7, 5],
    ]);
    expect(meanHandlingSeconds(days)).to.equal(240);
  });

  it('has no handling time without an answered call', () => {
    expect(meanHandlingSeconds([])).to.equal(null);
  });
});
