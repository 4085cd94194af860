import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Shift } from '../../roster/index.ts';

/** What one person can do about an absence, in the order in which people are asked when it gives the same. */
export const actionKinds = ['standby', 'extend', 'callIn', 'exchange', 'leadTakesCalls', 'borrow'] as const;

/**
 * `standby`: who is on call comes; `extend`: somebody on site begins earlier or stays longer; `callIn`: somebody off comes;
 * `exchange`: somebody off comes and is off on a later day instead; `leadTakesCalls`: a supervisor or deputy answers calls;
 * `borrow`: somebody of another centre of the same employer comes.
 */
export type ActionKind = (typeof actionKinds)[number];

/** One person's part in a way: the shift that they have on the day then. */
export interface CoverAction {
  /** Stable within one proposal, for example `standby-OP03`. */
  readonly id: string;
  readonly kind: ActionKind;
  readonly staffId: string;
  /** Breaks that had been placed stay in it until they are placed anew. */
  readonly shift: Shift;
  /** The later day that the person has off instead; who takes their duty then, or null when nobody needs to. */
  readonly exchange: { readonly date: LocalDate; readonly takenBy: string | null } | null;
}

/** A new or longer duty, as a page says it. */
export interface CoverDuty {
  readonly staffId: string;
  /** `YYYY-MM-DD`; the day itself, or the later day of an exchange. */
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

/** The duty that an action gives on its day. */
export function dutyOf({ staffId, shift }: CoverAction, date: LocalDate): CoverDuty {
  return {
    staffId,
    date: date.toString(),
    start: formatTime(shift.startMinute),
    end: formatTime(shift.endMinute),
  };
}

/** People who must agree to an action. */
export function askedOf({ staffId, exchange }: CoverAction): readonly string[] {
  return exchange?.takenBy == null ? [staffId] : [staffId, exchange.takenBy];
}
