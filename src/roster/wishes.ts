import type { LocalDate } from '@js-joda/core';
import type { Shift } from './roster.ts';

/** `off` free on a day; `on` work on a day, with a pattern if one is named; `pattern` that pattern on days of work. */
export const wishKinds = ['off', 'on', 'pattern'] as const;

/** See `wishKinds`. */
export type WishKind = (typeof wishKinds)[number];

/** What a person would like; nobody has a right to it, unlike leave and unavailability. */
export interface Wish {
  readonly kind: WishKind;
  /** First and last day, both included: one day, or of `pattern` a month. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Code of a shift pattern; null of `off`, and of `on` where any will do. */
  readonly patternCode: string | null;
  /** How much it means to the person: 1, 2 or 3. */
  readonly weight: number;
}

/** What a planner has fixed for a person's day; whoever makes or changes a roster keeps it. */
export interface Pin {
  readonly date: LocalDate;
  /** Code of a shift pattern, 待 for a standby, or null for a day off. */
  readonly patternCode: string | null;
}

interface WithWishes {
  readonly wishes?: readonly Wish[];
  readonly pins?: readonly Pin[];
}

/** A person's wishes for a date, in the order in which they were given. */
export function wishesOn(person: WithWishes, date: LocalDate): readonly Wish[] {
  return (person.wishes ?? []).filter(({ from, to }) => !date.isBefore(from) && !date.isAfter(to));
}

/** What is fixed for a person on a date; undefined = nothing. */
export function pinOn(person: WithWishes, date: LocalDate): Pin | undefined {
  return person.pins?.find((pin) => pin.date.equals(date));
}

/**
 * Whether a day grants a wish; null where it does not matter: a pattern is wished for on days of work only. A standby is
 * neither a day off nor a day of work.
 * @param duty the person's shift or standby of the day, undefined = none
 */
export function isGranted(wish: Wish, duty: Shift | undefined): boolean | null {
  const works = duty !== undefined && !duty.isStandby;
  switch (wish.kind) {
    case 'off':
      return duty === undefined;
    case 'on':
      return works && (wish.patternCode === null || duty.patternCode === wish.patternCode);
    case 'pattern':
      return works ? duty.patternCode === wish.patternCode : null;
  }
}

/** Whether a day is as a pin says. @param duties all of the person's shifts and standbys of the day */
export function keepsPin(pin: Pin, duties: readonly Shift[]): boolean {
  return pin.patternCode === null
    ? duties.length === 0
    : duties.length === 1 && duties[0]!.patternCode === pin.patternCode;
}
