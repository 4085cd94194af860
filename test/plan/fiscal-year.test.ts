import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { erlangA } from '../../src/erlang/index.ts';
import { makePlan, type PlanContent, type PlanDay, rosterDaysOf } from '../../src/plan/index.ts';
import type { RosterDay } from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { fiscalYear, sampleInput, sampleStaff } from '../build/sample.ts';

/** Minutes of `HH:mm`, told here anew so that a fault in the product's own clock would show. */
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const isIn = (entry: { readonly start: string; readonly end: string }, minute: number): boolean =>
  minuteOf(entry.start) <= minute && minute < minuteOf(entry.end);

/** People of some roles who are there and not on a break in each minute of the open hours. */
function presentByMinute(day: PlanDay, roles: readonly string[]): number[] {
  const [open, close] = [minuteOf(day.open), minuteOf(day.close)];
  return Array.from(
    { length: close - open },
    (_, offset) =>
      day.shifts.filter(
        (shift) =>
          roles.includes(shift.role) &&
          !shift.standby &&
          isIn(shift, open + offset) &&
          !shift.breaks.some((entry) => isIn(entry, open + offset)),
      ).length,
  );
}

function checkDay(day: PlanDay): void {
  const onPhone = presentByMinute(day, ['operator']);
  const open = minuteOf(day.open);
  expect(Math.min(...onPhone), `${day.date} on the phone`).to.be.at.least(2);
  expect(Math.min(...presentByMinute(day, ['supervisor', 'manager'])), `${day.date} leading`).to.be.at.least(
    1,
  );
  for (const interval of day.intervals) {
    const minutes = onPhone.slice(minuteOf(interval.start) - open, minuteOf(interval.end) - open);
    expect(minutes).to.have.length(15);
    expect(interval.scheduledSeats, `${day.date} ${interval.start}`).to.equal(Math.min(...minutes));
    expect(interval.scheduledSeats).to.be.at.least(interval.requiredSeats);
  }
  const operators = day.shifts.filter((shift) => shift.role === 'operator' && !shift.standby);
  const onCall = day.shifts.filter((shift) => shift.standby);
  expect(onCall, `${day.date} on call`).to.have.length(1);
  for (const shift of operators) {
    expect(minuteOf(onCall[0]!.start)).to.be.at.most(minuteOf(shift.start));
    expect(minuteOf(onCall[0]!.end)).to.be.at.least(minuteOf(shift.end));
    let since = minuteOf(shift.start);
    for (const entry of [...shift.breaks, { start: shift.end, end: shift.end }]) {
      expect(minuteOf(entry.start) - since, `${day.date} ${shift.staffId}`).to.be.within(0, 60);
      since = minuteOf(entry.end);
    }
  }
  expect(new Set(day.shifts.map((shift) => shift.staffId)).size).to.equal(day.shifts.length);
}

/** Minutes of work of each person in each week from Sunday, over the whole year. */
function checkPeople(days: readonly PlanDay[]): void {
  for (const person of sampleStaff) {
    const weeks = new Map<string, { minutes: number; days: number }>();
    for (const day of days) {
      const shift = day.shifts.find((entry) => entry.staffId === person.id);
      if (shift === undefined) continue;
      expect(person.leave.map(String), `${person.id} on leave`).not.to.include(day.date);
      if (shift.standby) continue;
      const length = minuteOf(shift.end) - minuteOf(shift.start);
      const meals = shift.breaks.filter((entry) => entry.kind === 'meal');
      const away = meals.reduce((sum, meal) => sum + minuteOf(meal.end) - minuteOf(meal.start), 0);
      const work = length - away;
      expect(work).to.be.at.most(Math.min(480, person.maximumDailyMinutes));
      if (work > 360) expect(away).to.be.at.least(45);
      const date = LocalDate.parse(day.date);
      const sunday = date.minusDays(date.dayOfWeek().value() % 7).toString();
      const known = weeks.get(sunday) ?? { minutes: 0, days: 0 };
      weeks.set(sunday, { minutes: known.minutes + work, days: known.days + 1 });
    }
    for (const [sunday, week] of weeks) {
      const where = `${person.id} in the week from ${sunday}`;
      expect(week.minutes, where).to.be.at.most(Math.min(2400, person.maximumWeeklyMinutes));
      expect(week.days, where).to.be.at.most(person.maximumWeeklyDays);
    }
  }
}

/** 応答率 of some days from their calls and seats alone. */
function answerRate(content: PlanContent, days: readonly PlanDay[]): number {
  const { ahtSeconds, patienceSeconds } = content.assumptions;
  let [offered, answered] = [0, 0];
  for (const { calls, scheduledSeats: seats } of days.flatMap((day) => day.intervals)) {
    if (calls === 0) continue;
    const trafficErlangs = (calls * ahtSeconds) / 900;
    offered += calls;
    answered += calls * erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds }).answerRate;
  }
  return answered / offered;
}

describe('makePlan', () => {
  it('covers every open minute of the sample’s twelve months without a hard or a soft finding', async function () {
    this.timeout(240_000);
    const search = await openRosterSearch();
    const year: PlanDay[] = [];
    let daysBefore: readonly RosterDay[] | null = null;
    for (const month of fiscalYear) {
      const content: PlanContent = await makePlan(sampleInput(month, daysBefore), search);
      expect(content.coverage, `${month}`).to.equal('covered');
      expect(
        content.findings.filter(({ level }) => level !== 'I'),
        `${month}`,
      ).to.deep.equal([]);
      for (const day of content.days) {
        checkDay(day);
        expect(day.answerRate).to.be.closeTo(answerRate(content, [day]), 1e-6);
      }
      expect(content.monthAnswerRate, `${month}`).to.be.closeTo(answerRate(content, content.days), 1e-6);
      expect(content.monthAnswerRate).to.be.at.least(0.9);
      year.push(...content.days);
      daysBefore = rosterDaysOf(content);
    }
    expect(year).to.have.length(243);
    checkPeople(year);
  });

  it('knows nothing of history from the knowledge date on, nor of mailings announced after it', async function () {
    this.timeout(60_000);
    const search = await openRosterSearch();
    const input = sampleInput(YearMonth.of(2024, 7));
    const isKnown = (date: LocalDate): boolean => date.isBefore(input.knowledgeDate);
    const laterMailings = input.mailings.filter((entry) => entry.announcedOn.isAfter(input.knowledgeDate));
    const laterHistory = input.history.filter((entry) => !isKnown(entry.date));
    expect(laterMailings.length).to.be.above(0);
    expect(laterHistory.length).to.be.above(0);
    const altered = {
      ...input,
      history: [
        ...input.history.filter((entry) => isKnown(entry.date)),
        ...laterHistory.slice(0, 2000).map((entry) => ({ ...entry, offered: entry.offered + 50 })),
      ],
      mailings: [
        ...input.mailings.filter((entry) => !entry.announcedOn.isAfter(input.knowledgeDate)),
        ...laterMailings.slice(0, 3).map((entry) => ({ ...entry, letters: entry.letters * 7 })),
      ],
    };
    expect(JSON.stringify(await makePlan(altered, search))).to.equal(
      JSON.stringify(await makePlan(input, search)),
    );
  });
});
