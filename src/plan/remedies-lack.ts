import type { LocalDate } from '@js-joda/core';
import { formatTime, type TimeRange } from '../calendar/index.ts';
import {
  levelOn,
  onPhonePerInterval,
  type RosterDay,
  type RuleContext,
  type Shift,
} from '../roster/index.ts';

/** What may lack: operators on the phone, a supervisor present, operators of a level, somebody on call. */
export type LackKind = 'operators' | 'supervisors' | 'skilled' | 'standby';

/** Neighbouring intervals of a day in which the same number of people lacks; the hours on call where a standby lacks. */
export interface Lack extends TimeRange {
  readonly kind: LackKind;
  /** Place of the day in the plan. */
  readonly dayIndex: number;
  /** People missing, whole, ≥ 1. */
  readonly people: number;
}

/** A roster that lacks something, and all that is known of its month. */
export interface RemedyGround extends RuleContext {
  /** Calls expected on each day. */
  readonly dayCalls: readonly number[];
  /** Days before this one are over and stay as they are; null = none is. */
  readonly firstDay: LocalDate | null;
}

/** A standby missing for a day weighs as much as a person missing for so many minutes. */
const standbyMinutes = 60;

/** Everything that a roster's days lack, in order of the days. @param days of the ground, in its order */
export function lacksOf(ground: RuleContext, days: readonly RosterDay[]): Lack[] {
  const { contract, demands, staff } = ground;
  const people = new Map(staff.map((person) => [person.id, person]));
  const skilled = contract.queues.flatMap(({ id, minimumSkilled }) =>
    minimumSkilled === null ? [] : [{ id, ...minimumSkilled }],
  );
  return days.flatMap((day, dayIndex): Lack[] => {
    const demand = demands[dayIndex]!;
    const lacks = (kind: LackKind, wanted: readonly number[], isOf: (shift: Shift) => boolean): Lack[] => {
      const there = onPhonePerInterval(day.shifts.filter(isOf), demand, demand.intervalMinutes);
      const found: Lack[] = [];
      wanted.forEach((required, interval) => {
        const missing = required - there[interval]!;
        if (missing <= 0) return;
        const startMinute = demand.startMinute + interval * demand.intervalMinutes;
        const endMinute = Math.min(startMinute + demand.intervalMinutes, demand.endMinute);
        const last = found.at(-1);
        if (last?.endMinute === startMinute && last.people === missing) {
          found[found.length - 1] = { ...last, endMinute };
        } else found.push({ kind, dayIndex, people: missing, startMinute, endMinute });
      });
      return found;
    };
    const always = (count: number): number[] => demand.requiredSeats.map(() => count);
    const onCall = day.shifts.filter((shift) => shift.isStandby).length;
    const { start: startMinute, end: endMinute, perDay } = contract.standby;
    return [
      ...lacks('operators', demand.requiredSeats, ({ role }) => role === 'operator'),
      ...lacks('supervisors', always(contract.roles.minimumSupervisors), (shift) =>
        isOfGroup(ground, 'supervisors', shift),
      ),
      ...skilled.flatMap(({ id, level, operators }) =>
        lacks('skilled', always(operators), ({ role, staffId }) => {
          const person = people.get(staffId);
          return role === 'operator' && person !== undefined && levelOn(person, id, day.date) >= level;
        }),
      ),
      ...(onCall < perDay
        ? [{ kind: 'standby' as const, dayIndex, people: perDay - onCall, startMinute, endMinute }]
        : []),
    ];
  });
}

/** Whether somebody of a role belongs to those who can end a lack of a kind. */
export function isOfGroup(
  { contract }: Pick<RuleContext, 'contract'>,
  kind: LackKind,
  { role }: Pick<Shift, 'role'>,
): boolean {
  if (kind !== 'supervisors') return role === 'operator';
  return role === 'supervisor' || contract.roles.supervisorDeputies.some((deputy) => deputy === role);
}

/** How much lacks, in minutes of a person; a day without a standby counts as an hour. */
export function weightOf(lacks: readonly Lack[]): number {
  return lacks.reduce(
    (sum, { kind, people, startMinute, endMinute }) =>
      sum + people * (kind === 'standby' ? standbyMinutes : endMinute - startMinute),
    0,
  );
}

/** Minutes of people who lack at their place, standbys left out, ≥ 0. */
export function seatMinutesOf(lacks: readonly Lack[]): number {
  return weightOf(lacks.filter(({ kind }) => kind !== 'standby'));
}

/** Days that lack a standby. */
export function standbyDaysOf(lacks: readonly Lack[]): number {
  return lacks.filter(({ kind }) => kind === 'standby').length;
}

/** Whether a day of the plan is still to come. */
export function isToCome({ days, firstDay }: RemedyGround, dayIndex: number): boolean {
  return firstDay === null || !days[dayIndex]!.date.isBefore(firstDay);
}

/** A lack as plain data: `YYYY-MM-DD` and clock times. */
export interface WrittenLack {
  readonly kind: LackKind;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly people: number;
}

/** A lack in plain words of the plan's format. */
export function writtenLack({ days }: RuleContext, lack: Lack): WrittenLack {
  return {
    kind: lack.kind,
    date: days[lack.dayIndex]!.date.toString(),
    start: formatTime(lack.startMinute),
    end: formatTime(lack.endMinute),
    people: lack.people,
  };
}
