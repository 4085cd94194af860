import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import type { PlanDay } from '../../src/plan/format.ts';
import { calendarEntries, ownMonth } from '../../src/report/own-shifts.ts';

type Shift = PlanDay['shifts'][number];

const shift: Shift = {
  staffId: 'OP01',
  role: 'operator',
  pattern: '早',
  start: '08:45',
  end: '17:15',
  standby: false,
  breaks: [
    { start: '10:00', end: '10:10', kind: 'rest' },
    { start: '12:00', end: '12:45', kind: 'meal' },
  ],
};
const standby: Shift = { ...shift, pattern: '待', start: '18:00', end: '24:00', standby: true, breaks: [] };
const days = [
  { date: '2024-05-31', shifts: [standby, shift, { ...shift, staffId: 'OP02' }] },
  { date: '2024-05-30', shifts: [{ ...shift, staffId: 'OP02' }] },
];

describe('ownMonth', () => {
  it('has the days of its person alone, duties in order, hours without meals and standby', () => {
    expect(ownMonth(days, 'OP01', 'ja')).to.deep.equal({
      days: [
        {
          date: '2024-05-31',
          day: '5/31（金）',
          duties: [
            {
              pattern: '早',
              isStandby: false,
              hours: '8:45–17:15',
              meals: ['12:00–12:45'],
              rests: ['10:00–10:10'],
            },
            { pattern: '待', isStandby: true, hours: '18:00–24:00', meals: [], rests: [] },
          ],
        },
      ],
      workDays: 1,
      workHours: '7.8',
      standbyDays: 1,
    });
  });
});

describe('calendarEntries', () => {
  const publishedAt = Instant.parse('2024-04-22T03:00:00Z');
  const entries = (version: number, changed: typeof days) =>
    calendarEntries({
      contractId: 'c 1',
      staffId: 'OP01',
      months: [{ version, publishedAt, days: changed }],
    });

  it('places duties in Japan; what ends at midnight ends with the next day, over the end of a month too', () => {
    expect(entries(2, days).map(({ start, end }) => `${start} ${end}`)).to.deep.equal([
      '2024-05-30T23:45:00Z 2024-05-31T08:15:00Z',
      '2024-05-31T09:00:00Z 2024-05-31T15:00:00Z',
    ]);
  });

  it('names a duty the same when it changes', () => {
    const later = days.map((day) => ({
      ...day,
      shifts: day.shifts.map((entry) => ({ ...entry, pattern: '遅' })),
    }));
    const names = (list: ReturnType<typeof entries>) => list.map(({ uid }) => uid);
    expect(names(entries(3, later))).to.deep.equal(names(entries(2, days)));
    expect(new Set(names(entries(2, days))).size).to.equal(2);
    expect(names(entries(2, days))[0]).to.equal('2024-05-31-OP01-1@c%201.sekisu');
  });
});
