import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { openDaysOfMonth, openingOf } from '../../src/calendar/index.ts';
import { parseHistoryCsv, parseMailingsCsv, parseStaffCsv } from '../../src/files/index.ts';
import type { StaffMember } from '../../src/roster/staff.ts';
import { monthsBetween } from '../../src/sample/business-days.ts';
import { sampleFiles } from '../../src/sample/files.ts';
import { parameters } from '../../src/sample/parameters.ts';
import { contract } from '../files/sample-contract.ts';

const committed = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../forecasts/matsusaka/${name}`, import.meta.url)));
const history = parseHistoryCsv(committed('history.csv'), 'history.csv', contract);
const mailings = parseMailingsCsv(committed('mailings.csv'), 'mailings.csv');
const staff = parseStaffCsv(committed('staff.csv'), 'staff.csv', contract);
const sumBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  amountOf: (item: Item) => number,
) => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + amountOf(item));
  return sums;
};
const callsByDay = sumBy(
  history,
  (row) => row.date.toString(),
  (row) => row.offered,
);

describe('sampleFiles', () => {
  it('makes the files of forecasts/matsusaka byte for byte', () => {
    const made = Object.entries(sampleFiles(contract));
    expect(made.map(([name]) => name)).to.deep.equal(['history.csv', 'mailings.csv', 'staff.csv']);
    for (const [name, text] of made) {
      // Compared as a boolean: a difference of a megabyte helps nobody.
      expect(Buffer.from(text).equals(committed(name)), `${name}: run npm run sample`).to.equal(true);
    }
  });
});

describe('the history of the sample', () => {
  it('has every interval of every open day and queue once and no other', () => {
    const months = monthsBetween(parameters.firstMonth, parameters.lastHistoryMonth);
    const days = months.flatMap((month) => openDaysOfMonth(contract.opening, month));
    expect([...callsByDay.keys()]).to.deep.equal(days.map((day) => day.date.toString()));
    expect(history).to.have.length(days.length * 33 * 2);
  });

  it('has 8,000 to 9,500 calls a year', () => {
    const total = (from: string, to: string) =>
      [...callsByDay].reduce((sum, [day, calls]) => sum + (day >= from && day < to ? calls : 0), 0);
    expect(total('2023-04-01', '2024-04-01')).to.be.within(8_000, 9_500);
    expect((total('2024-04-01', '2025-03-01') / 11) * 12).to.be.within(8_000, 9_500);
  });

  it('has its greatest day, of 105 to 125 calls, after the great batch', () => {
    const [day, calls] = [...callsByDay].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
    expect(day >= '2024-05-16' && day <= '2024-05-22', day).to.equal(true);
    expect(calls).to.be.within(105, 125);
  });

  it('has a mean handling time near 360 s, longer in bookings, and loses 2 to 8 % of its calls', () => {
    const sum = (amountOf: (row: (typeof history)[number]) => number, queueId?: string) =>
      history.reduce(
        (total, row) => total + (queueId === undefined || row.queueId === queueId ? amountOf(row) : 0),
        0,
      );
    const aht = (queueId?: string) =>
      sum((row) => row.handlingSeconds, queueId) / sum((row) => row.answered, queueId);
    expect(aht()).to.be.within(350, 370);
    expect(aht('booking')).to.be.greaterThan(aht('enquiry'));
    expect(sum((row) => row.abandoned) / sum((row) => row.offered)).to.be.within(0.02, 0.08);
    expect(sum((row) => row.offered - row.answered - row.abandoned)).to.be.greaterThan(0);
  });
});

describe('the mailings of the sample', () => {
  it('are three to five batches of 600 to 3,000 letters a month and one of 10,500', () => {
    const [great, ...others] = mailings.toSorted((a, b) => b.letters - a.letters);
    expect(great).to.deep.include({ letters: 10_500, kind: '交付通知書' });
    expect(great!.postedOn.toString()).to.equal('2024-05-13');
    const batches = sumBy(
      others,
      (mailing) => mailing.postedOn.toString().slice(0, 7),
      () => 1,
    );
    expect(batches.size).to.equal(24);
    for (const count of batches.values()) expect(count).to.be.within(3, 5);
    for (const { letters } of others) expect(letters).to.be.within(600, 3_000);
  });

  it('are announced in the first 18 days of the month before, or about one in six 8 to 15 days before', () => {
    const early = mailings.filter((mailing) => {
      const before = mailing.postedOn.minusMonths(1);
      const { announcedOn } = mailing;
      return announcedOn.monthValue() === before.monthValue() && announcedOn.dayOfMonth() <= 18;
    });
    const late = mailings.filter((mailing) => !early.includes(mailing));
    for (const { postedOn, announcedOn } of late) {
      expect(announcedOn.isBefore(postedOn.minusDays(15)), `${postedOn}`).to.equal(false);
      expect(announcedOn.isAfter(postedOn.minusDays(8)), `${postedOn}`).to.equal(false);
    }
    expect(late.length / mailings.length).to.be.within(0.1, 0.2);
  });
});

describe('the staff of the sample', () => {
  const months = monthsBetween(parameters.staffMonths.first, parameters.staffMonths.last);
  const openDays = months.flatMap((month) => openDaysOfMonth(contract.opening, month).map((day) => day.date));
  type Day = (typeof openDays)[number];
  const isAway = (member: StaffMember, day: Day) =>
    member.leave.some((date) => date.equals(day)) ||
    member.unavailable.some(
      (entry) => entry.date?.equals(day) ?? entry.isoWeekday === day.dayOfWeek().value(),
    );
  const operators = staff.filter((member) => member.role === 'operator');
  const leaders = staff.filter((member) => member.role !== 'operator');

  it('are ten operators, two supervisors of a year’s experience and one manager', () => {
    expect(operators).to.have.length(10);
    expect(leaders.map((member) => member.role)).to.deep.equal(['supervisor', 'supervisor', 'manager']);
    for (const { managementSince } of leaders) expect(managementSince!.year()).to.be.lessThan(2023);
  });

  it('leave at most two operators away on a day, one in the peak, and never two of those above them', () => {
    for (const day of openDays) {
      const isPeak = day.toString() >= '2024-05-15' && day.toString() <= '2024-05-24';
      const away = operators.filter((member) => isAway(member, day));
      expect(away.length, `${day}`).to.be.at.most(isPeak ? 1 : 2);
      expect(leaders.filter((member) => isAway(member, day)).length, `${day}`).to.be.at.most(1);
    }
  });

  it('have days off in every month: 1 or 2 of leave for full-timers, 1 for those above them, all on open days', () => {
    for (const month of months) {
      for (const member of staff) {
        const leave = member.leave.filter((date) => date.toString().startsWith(month.toString()));
        for (const date of leave) {
          const { kind } = openingOf(contract.opening, date);
          expect(kind, `${member.id} ${date}`).to.equal('open');
        }
        if (member.role !== 'operator') expect(leave, `${member.id} ${month}`).to.have.length(1);
        else if (member.employment === 'full') expect(leave.length).to.be.within(1, 2);
        else {
          const days = openDaysOfMonth(contract.opening, month).map((day) => day.date);
          expect(
            days.some((day) => isAway(member, day)),
            `${member.id} ${month}`,
          ).to.equal(true);
        }
      }
    }
  });

  it('are adults employed before the term, with names beyond JIS X 0208', () => {
    for (const member of staff) {
      expect(member.startsOn.isBefore(contract.term.start), member.id).to.equal(true);
      expect(member.birthDate!.plusYears(18).isBefore(member.startsOn), member.id).to.equal(true);
    }
    for (const letter of ['髙', '﨑', '𠮷']) {
      expect(
        staff.some((member) => member.name.includes(letter)),
        letter,
      ).to.equal(true);
    }
  });
});
