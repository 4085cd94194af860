import type { LocalDate } from '@js-joda/core';
import { daysOfMonth } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import {
  type DayDemand,
  isKeptFromOvertime,
  optionsOn,
  profileOf,
  type StaffMember,
  type Unavailability,
  type Wish,
} from '../roster/index.ts';
import type { Lack, RemedyGround } from './remedies-lack.ts';

/**
 * What may be relaxed, for each is a word of somebody and no law: a person's own limits of the week, the times at which they
 * said they cannot work, the patterns they work; what a planner fixed; somebody on call; operators of a level; a seat. The
 * month's promised hours are not among them: they cost something in a search and never forbid a duty.
 */
export const relaxables = [
  'unavailable',
  'weeklyLimits',
  'patterns',
  'pins',
  'standby',
  'skilled',
  'seats',
] as const;

/** See `relaxables`. */
export type Relaxable = (typeof relaxables)[number];

/** Of whom a word is relaxed; everybody unless told otherwise. */
export type Asks = (what: Relaxable, staffId: string, date: LocalDate | null) => boolean;

/** What a roster is built for: the ground, some of its rules relaxed. */
export type RelaxedGround = Pick<RemedyGround, 'contract' | 'staff' | 'demands'>;

/** How much a relaxed word of a person weighs in the search: as a wish of so many. */
const wordWeight = 8;
/** 労基法35条: six days a week at most, whatever a person agrees to. */
const mostWeeklyDays = 6;

/** Those of `relaxables` that would change anything in a month. @param lacks of the month's roster */
export function relaxablesOf(ground: RemedyGround, lacks: readonly Lack[]): Relaxable[] {
  const { contract, staff, demands } = ground;
  const isPossible: Readonly<Record<Relaxable, () => boolean>> = {
    unavailable: () => staff.some((person) => wordsOf(ground, person).length > 0),
    weeklyLimits: () => staff.some((person) => withWiderWeek(ground, person) !== person),
    patterns: () => staff.some((person) => withAllPatterns(contract, person) !== person),
    pins: () =>
      staff.some(({ pins = [] }) =>
        pins.some(({ date }) => demands.some((demand) => demand.date.equals(date))),
      ),
    standby: () => contract.standby.perDay > 0,
    skilled: () => contract.queues.some(({ minimumSkilled }) => minimumSkilled !== null),
    seats: () => fewerSeats(ground, lacks).some((demand, index) => demand !== demands[index]),
  };
  return relaxables.filter((what) => isPossible[what]());
}

/**
 * A month with some rules relaxed. What people said costs the search something where it is used, so that few are asked.
 * @param lacks of the month's roster: there one seat fewer is needed when seats are relaxed, never fewer than the contract's minimum
 */
export function relaxedGround(
  ground: RemedyGround,
  lacks: readonly Lack[],
  set: readonly Relaxable[],
  asks: Asks = () => true,
): RelaxedGround {
  const { contract } = ground;
  const has = (what: Relaxable): boolean => set.includes(what);
  const staff = ground.staff.map((person) => {
    let own = person;
    if (has('pins')) own = { ...own, pins: [] };
    if (has('patterns') && asks('patterns', person.id, null)) own = withAllPatterns(contract, own);
    if (has('weeklyLimits') && asks('weeklyLimits', person.id, null)) own = withWiderWeek(ground, own);
    if (has('unavailable')) own = withoutWords(ground, own, (date) => asks('unavailable', person.id, date));
    return own;
  });
  return {
    staff,
    demands: has('seats') ? fewerSeats(ground, lacks) : ground.demands,
    contract: {
      ...contract,
      standby: has('standby') ? { ...contract.standby, perDay: 0 } : contract.standby,
      queues: has('skilled')
        ? contract.queues.map((queue) => ({ ...queue, minimumSkilled: null }))
        : contract.queues,
    },
  };
}

/** A person who can work at any time of one date, as far as their own word goes. */
export function availableOn(person: StaffMember, date: LocalDate): StaffMember {
  return {
    ...person,
    unavailable: person.unavailable.flatMap((entry) => (isOn(entry, date) ? [] : [entry])),
  };
}

/** Times of a date at which a person said they cannot work. */
export function wordsOn(person: StaffMember, date: LocalDate): readonly Unavailability[] {
  return person.unavailable.filter((entry) => isOn(entry, date));
}

function isOn({ date, isoWeekday }: Unavailability, on: LocalDate): boolean {
  return date?.equals(on) ?? isoWeekday === on.dayOfWeek().value();
}

/** Dates of the plan on which a person said that they cannot work at some time. */
function wordsOf({ demands }: RemedyGround, person: StaffMember): LocalDate[] {
  return demands.map(({ date }) => date).filter((date) => wordsOn(person, date).length > 0);
}

function withoutWords(
  ground: RemedyGround,
  person: StaffMember,
  isAsked: (date: LocalDate) => boolean,
): StaffMember {
  const asked = wordsOf(ground, person).filter(isAsked);
  if (asked.length === 0) return person;
  const dates = daysOfMonth(ground.month);
  return {
    ...person,
    unavailable: person.unavailable.flatMap((entry): Unavailability[] => {
      const on = entry.date !== null ? [entry.date] : dates.filter((date) => isOn(entry, date));
      return on
        .filter((date) => !asked.some((other) => other.equals(date)))
        .map((date) => ({ ...entry, date, isoWeekday: null }));
    }),
    wishes: [...(person.wishes ?? []), ...asked.flatMap((date) => wordsAsWishes(ground, person, date))],
  };
}

/** What a person could do on a date by their own word, as a wish: nothing, or the one pattern that fits. */
function wordsAsWishes({ contract, demands }: RemedyGround, person: StaffMember, date: LocalDate): Wish[] {
  const demand = demands.find((day) => day.date.equals(date))!;
  const { patterns } = optionsOn(person, demand, contract);
  const wish = { from: date, to: date, weight: wordWeight };
  if (patterns.length === 0) return [{ ...wish, kind: 'off', patternCode: null }];
  return patterns.length === 1 ? [{ ...wish, kind: 'pattern', patternCode: patterns[0]!.code }] : [];
}

/** A person with the week that the law allows; who may do no more than their contract says keeps it (育介法16条の8). */
function withWiderWeek({ contract, month }: RemedyGround, person: StaffMember): StaffMember {
  if (daysOfMonth(month).some((date) => isKeptFromOvertime(person, date))) return person;
  const legal = contract.labour.maximumWeeklyMinutes;
  const wider = {
    maximumWeeklyMinutes: Math.max(person.maximumWeeklyMinutes, legal),
    maximumWeeklyDays: Math.max(person.maximumWeeklyDays, mostWeeklyDays),
  };
  const profile = profileOf(person);
  const isSame =
    wider.maximumWeeklyMinutes === person.maximumWeeklyMinutes &&
    wider.maximumWeeklyDays === person.maximumWeeklyDays &&
    profile.changes.length === 0;
  if (isSame) return person;
  const changes = profile.changes.map((change) => ({
    ...change,
    maximumWeeklyMinutes: change.maximumWeeklyMinutes === null ? null : wider.maximumWeeklyMinutes,
    maximumWeeklyDays: change.maximumWeeklyDays === null ? null : wider.maximumWeeklyDays,
  }));
  return { ...person, ...wider, profile: { ...profile, changes } };
}

/** A person who works every pattern of their role; the length of their day stays, for it may be a right of theirs. */
function withAllPatterns(contract: Contract, person: StaffMember): StaffMember {
  const codes = contract.shiftPatterns
    .filter(({ roles }) => roles.includes(person.role))
    .map(({ code }) => code);
  const profile = profileOf(person);
  const isSame =
    codes.every((code) => person.patternCodes.includes(code)) &&
    profile.changes.every(({ patternCodes }) => patternCodes === null);
  if (isSame) return person;
  const changes = profile.changes.map((change) => ({ ...change, patternCodes: null }));
  return { ...person, patternCodes: codes, profile: { ...profile, changes } };
}

/** The needs with one seat fewer where an operator lacks. */
function fewerSeats({ contract, demands }: RemedyGround, lacks: readonly Lack[]): DayDemand[] {
  return demands.map((demand, dayIndex) => {
    const own = lacks.filter((lack) => lack.dayIndex === dayIndex && lack.kind === 'operators');
    const requiredSeats = demand.requiredSeats.map((seats, interval) => {
      const minute = demand.startMinute + interval * demand.intervalMinutes;
      const isShort = own.some(({ startMinute, endMinute }) => minute >= startMinute && minute < endMinute);
      return isShort ? Math.min(seats, Math.max(contract.minimumOperators, seats - 1)) : seats;
    });
    const isSame = requiredSeats.every((seats, interval) => seats === demand.requiredSeats[interval]);
    return isSame ? demand : { ...demand, requiredSeats };
  });
}
