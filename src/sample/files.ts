import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import type { Mailing } from '../forecast/mailing.ts';
import { sampleDaysOff } from './days-off.ts';
import { sampleHistory } from './history.ts';
import { sampleMailings } from './mailings.ts';
import { mihonMonths, mihonPeople } from './mihon.ts';
import { type Person, people as samplePeople } from './people.ts';

// Without it a spreadsheet takes the Japanese text for Shift_JIS.
const byteOrderMark = '\uFEFF';

/** The sample's three files by name, as text; equal on every run. The second contract has people and months of its own. */
export function sampleFiles(contract: Contract): Readonly<Record<string, string>> {
  const isMihon = contract.id === 'mihon';
  const { first, lastHistory, lastMailing } = mihonMonths;
  // Letters leave on the weekdays of an office, also where the telephones are open on a Sunday.
  const mailings = sampleMailings({ ...contract.opening, monthlyDays: [] }).filter(
    ({ postedOn }) =>
      !isMihon || (!postedOn.isBefore(first.atDay(1)) && !postedOn.isAfter(lastMailing.atEndOfMonth())),
  );
  const history = sampleHistory(contract, mailings).filter(
    ({ date }) => !isMihon || (!date.isBefore(first.atDay(1)) && !date.isAfter(lastHistory.atEndOfMonth())),
  );
  return {
    'history.csv': historyCsv(history),
    'mailings.csv': mailingsCsv(mailings),
    'staff.csv': staffCsv(contract, isMihon ? mihonPeople : samplePeople),
  };
}

/** Call history as a file of the format in forecasts/README.md. */
export function historyCsv(intervals: readonly HistoryInterval[]): string {
  const header = 'interval_start,interval_minutes,queue,offered,answered,abandoned,handling_seconds';
  const rows = intervals.map((interval) =>
    [
      `${interval.date} ${formatTime(interval.startMinute)}`,
      interval.endMinute - interval.startMinute,
      interval.queueId,
      interval.offered,
      interval.answered,
      interval.abandoned,
      interval.handlingSeconds,
    ].join(','),
  );
  return linesOf([header, ...rows]);
}

function mailingsCsv(mailings: readonly Mailing[]): string {
  const header = 'posted_on,letters,kind,calls_per_letter,announced_on,booking_opens_on';
  const rows = mailings.map((mailing) =>
    [
      mailing.postedOn,
      mailing.letters,
      mailing.kind,
      mailing.callsPerLetter,
      mailing.announcedOn,
      mailing.bookingOpensOn ?? '',
    ].join(','),
  );
  return byteOrderMark + linesOf([header, ...rows]);
}

function staffCsv(contract: Contract, people: readonly Person[]): string {
  const header =
    'id,name,role,employer,skills,employment,maximum_weekly_hours,maximum_daily_hours,maximum_weekly_days,' +
    'minimum_monthly_hours,patterns,can_stand_by,exempt_from_overtime,starts_on,ends_on,birth_date,management_since,' +
    'leave,unavailable';
  const daysOff = sampleDaysOff(contract.opening, people);
  const rows = people.map((person) => staffRow(contract, person, daysOff.get(person.id)!));
  return byteOrderMark + linesOf([header, ...rows]);
}

function staffRow(contract: Contract, person: Person, daysOff: readonly LocalDate[]): string {
  const dates = daysOff.map((day) => day.toString());
  const isLeave = person.daysOffAs === 'leave';
  const suffix = person.daysOffAs === 'afternoon' ? ' 13:00-17:30' : '';
  const unavailable = [...(person.weekly === '' ? [] : [person.weekly]), ...dates.map((day) => day + suffix)];
  return [
    person.id,
    person.name,
    person.role,
    contract.contractor.name.ja,
    contract.queues.map((queue) => queue.id).join(';'),
    person.employment,
    person.maximumWeeklyHours,
    person.maximumDailyHours,
    person.maximumWeeklyDays,
    person.minimumMonthlyHours,
    person.patterns,
    person.canStandBy,
    'no',
    person.startsOn,
    '',
    person.birthDate,
    person.managementSince,
    isLeave ? dates.join(';') : '',
    isLeave ? person.weekly : unavailable.join(';'),
  ].join(',');
}

function linesOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
