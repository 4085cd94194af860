import { type LocalDate, YearMonth } from '@js-joda/core';
import { daysOfMonth, formatTime, openingOf, parseTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { standbyCode } from '../roster/roster.ts';
import { clockText, weekdayText } from './format.ts';
import { type Audience, isNamed } from './naming.ts';

type Person = PlanDocument['staff'][number];
type PlanShift = PlanDocument['days'][number]['shifts'][number];

/** The シフト表: people down, days across, codes in the cells. */
export interface MonthRoster {
  readonly days: readonly {
    readonly number: number;
    readonly weekday: string;
    readonly isClosed: boolean;
    /** Why the day is closed, else null. */
    readonly closedReason: string | null;
  }[];
  readonly rows: readonly {
    readonly code: string;
    /** Null on a copy whose reader may not see the name. */
    readonly name: string | null;
    readonly role: string;
    readonly isFirstOfRole: boolean;
    readonly cells: readonly RosterSheetCell[];
    readonly workDays: number;
    /** Hours of work in the month, meals left out, one decimal. */
    readonly workHours: string;
    readonly standbyDays: number;
  }[];
  /** Operators on duty, standby left out; null on closed days. */
  readonly operatorsPerDay: readonly (number | null)[];
  readonly standbyPerDay: readonly (number | null)[];
  /** Most operators needed on the phone at once. */
  readonly requiredPerDay: readonly (number | null)[];
  readonly totals: { readonly workDays: number; readonly workHours: string; readonly standbyDays: number };
  readonly legend: readonly { readonly code: string; readonly text: string }[];
  /** Codes of days without a shift that this copy uses. */
  readonly offLegend: readonly { readonly code: string; readonly kind: keyof typeof offCodes }[];
  readonly closures: readonly { readonly day: number; readonly reason: string }[];
}

/** One cell of the シフト表. */
export interface RosterSheetCell {
  readonly text: string;
  readonly isClosed: boolean;
  readonly kind: CellKind;
  /** Whether the duty or its breaks were changed by hand. */
  readonly isEdited: boolean;
}

/** What a cell says: worked shift, on call, off work, leave asked for, unavailable, or the centre closed. */
export type CellKind = 'shift' | 'standby' | 'off' | 'leave' | 'unavailable' | 'closed';

/** Codes of days without a shift; reasons are private and stand on the internal copy alone. */
export const offCodes = { off: '休', leave: '有', unavailable: '不' } as const;

/** The month's roster; managers first, then supervisors, then operators, each by code. */
export function monthRoster(
  contract: Contract,
  plan: PlanDocument,
  language: Language,
  audience: Audience,
): MonthRoster {
  const dates = daysOfMonth(YearMonth.parse(plan.month));
  const openDays = new Map(plan.days.map((day) => [day.date, day]));
  const people = rosterOrder(plan.staff);
  const shiftOf = (date: LocalDate, id: string): PlanShift | undefined =>
    openDays.get(date.toString())?.shifts.find((shift) => shift.staffId === id);
  const rows = people.map((person, index) => {
    const shifts = dates.flatMap((date) => shiftOf(date, person.id) ?? []);
    const worked = shifts.filter((shift) => !shift.standby);
    return {
      code: person.id,
      name: isNamed(person, audience) ? person.name : null,
      role: contract.roles.labels[person.role][language],
      isFirstOfRole: people[index - 1]?.role !== person.role,
      cells: dates.map((date) =>
        openDays.has(date.toString())
          ? {
              ...cellOf(person, date, shiftOf(date, person.id), audience),
              isClosed: false,
              isEdited: openDays.get(date.toString())!.editedIds?.includes(person.id) === true,
            }
          : { text: '', kind: 'closed' as const, isClosed: true, isEdited: false },
      ),
      workDays: worked.length,
      workMinutes: worked.reduce((sum, shift) => sum + workMinutesOf(shift), 0),
      standbyDays: shifts.length - worked.length,
    };
  });
  const perDay = (count: (shifts: readonly PlanShift[]) => number): (number | null)[] =>
    dates.map((date) => {
      const day = openDays.get(date.toString());
      return day === undefined ? null : count(day.shifts);
    });
  const isOperatorOnDuty = (shift: PlanShift): boolean => shift.role === 'operator' && !shift.standby;
  const closures = dates.flatMap((date) => {
    const opening = openingOf(contract.opening, date);
    return opening.kind === 'closed' ? [{ date, reason: opening.reason[language] }] : [];
  });
  const reasonOf = new Map(closures.map(({ date, reason }) => [date.toString(), reason]));
  return {
    days: dates.map((date) => ({
      number: date.dayOfMonth(),
      weekday: weekdayText(date, language).slice(0, 2),
      isClosed: !openDays.has(date.toString()),
      closedReason: reasonOf.get(date.toString()) ?? null,
    })),
    rows: rows.map(({ workMinutes, ...row }) => ({ ...row, workHours: hoursText(workMinutes) })),
    operatorsPerDay: perDay((shifts) => shifts.filter(isOperatorOnDuty).length),
    standbyPerDay: perDay((shifts) => shifts.filter((shift) => shift.standby).length),
    requiredPerDay: dates.map((date) => {
      const day = openDays.get(date.toString());
      return day === undefined
        ? null
        : Math.max(0, ...day.intervals.map(({ requiredSeats }) => requiredSeats));
    }),
    totals: {
      workDays: rows.reduce((sum, row) => sum + row.workDays, 0),
      workHours: hoursText(rows.reduce((sum, row) => sum + row.workMinutes, 0)),
      standbyDays: rows.reduce((sum, row) => sum + row.standbyDays, 0),
    },
    legend: legendOf(contract, language),
    offLegend: (audience === 'city' ? (['off'] as const) : (['off', 'leave', 'unavailable'] as const)).map(
      (kind) => ({ code: offCodes[kind], kind }),
    ),
    closures: closures
      .filter(({ date }) => date.dayOfWeek().value() <= 5)
      .map(({ date, reason }) => ({ day: date.dayOfMonth(), reason })),
  };
}

/** People in the order of documents: managers, supervisors, operators; each by code. */
export function rosterOrder<Some extends Pick<Person, 'id' | 'role'>>(staff: readonly Some[]): Some[] {
  const rank = { manager: 0, supervisor: 1, operator: 2 };
  return staff.toSorted((a, b) => rank[a.role] - rank[b.role] || (a.id < b.id ? -1 : 1));
}

/** Minutes of work of a shift: its length less the meals; none for a standby. */
export function workMinutesOf(shift: PlanShift): number {
  if (shift.standby) return 0;
  const length = (range: { readonly start: string; readonly end: string }): number =>
    parseTime(range.end) - parseTime(range.start);
  return shift.breaks
    .filter(({ kind }) => kind === 'meal')
    .reduce((minutes, meal) => minutes - length(meal), length(shift));
}

function cellOf(
  person: Person,
  date: LocalDate,
  shift: PlanShift | undefined,
  audience: Audience,
): { text: string; kind: CellKind } {
  if (shift !== undefined) {
    return shift.standby ? { text: standbyCode, kind: 'standby' } : { text: shift.pattern, kind: 'shift' };
  }
  const dayOff = person.daysOff.find((entry) => entry.date === date.toString());
  const kind = audience === 'city' ? 'off' : (dayOff?.kind ?? 'off');
  return { text: offCodes[kind], kind };
}

function legendOf(contract: Contract, language: Language): MonthRoster['legend'] {
  return contract.shiftPatterns.map((pattern) => {
    const hours = `${clockText(formatTime(pattern.start))}–${clockText(formatTime(pattern.end))}`;
    return { code: pattern.code, text: `${pattern.name[language]} ${hours}` };
  });
}

function hoursText(minutes: number): string {
  return (minutes / 60).toFixed(1);
}
