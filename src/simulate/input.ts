/** How long calls of a queue are handled, talk and after-call work together. */
export type HandlingTimes =
  | { readonly kind: 'exponential' /** Mean, > 0. */; readonly ahtSeconds: number }
  | {
      readonly kind: 'logNormal';
      /** Mean, > 0. */
      readonly ahtSeconds: number;
      /** Standard deviation over mean, >= 0; 0 makes every call last the mean. */
      readonly cvFraction: number;
    }
  | {
      readonly kind: 'history';
      /** Past times, each as likely as the others; at least one, all > 0. */
      readonly pastSeconds: readonly number[];
    };

/** How long callers are ready to wait. */
export type Patience =
  | { readonly kind: 'endless' }
  | { readonly kind: 'exponential' /** Mean, > 0. */; readonly patienceSeconds: number }
  | {
      readonly kind: 'history';
      /** Past times, each as likely as the others; at least one, all >= 0. */
      readonly pastSeconds: readonly number[];
    };

/** Calls of one subject. */
export interface SimulatedQueue {
  readonly handling: HandlingTimes;
  readonly patience: Patience;
}

/** A time at the phone, half-open; the end may be Infinity. */
export interface PhoneWindow {
  /** Since midnight, >= 0. */
  readonly startSecond: number;
  /** Since midnight, > startSecond, Infinity allowed. */
  readonly endSecond: number;
}

/** Somebody with a duty on a day, or an abstract seat. */
export interface PersonOnPhone {
  /** A supervisor joins only for calls that have waited `overflow.supervisorAfterSeconds`. */
  readonly kind: 'operator' | 'supervisor';
  /** Queues this person takes: bit q for queue q. */
  readonly queueMask: number;
  /** In order of time, not overlapping; between them are breaks and rests. */
  readonly windows: readonly PhoneWindow[];
  /** Whether a break that begins late, after a call, still has its full length; false for abstract seats. */
  readonly keepsBreakLength: boolean;
  /** Whether `attendance` applies; false for abstract seats. */
  readonly mayBeAbsent: boolean;
  /** Whether a standby comes when this person is absent. */
  readonly isReplaced: boolean;
}

/** Somebody who comes only for a person who is absent, and takes over the rest of that person's windows. */
export interface PersonOnStandby {
  readonly kind: 'standby';
  /** Queues this person takes: bit q for queue q. Comes only for somebody who shares one of them. */
  readonly queueMask: number;
  /** Earliest second since midnight at the phone, >= 0. */
  readonly availableFromSecond: number;
  /** Whether `attendance` applies to this person too. */
  readonly mayBeAbsent: boolean;
}

/** Anybody of a day. */
export type SimulatedPerson = PersonOnPhone | PersonOnStandby;

/** One open day: its expected calls and its people. */
export interface SimulatedDay {
  /** Opening, in seconds since midnight, >= 0. */
  readonly openSecond: number;
  /** Expected calls: one list per queue, in order of the queues, one number >= 0 per interval; all of one length. */
  readonly callsPerInterval: readonly (readonly number[])[];
  readonly people: readonly SimulatedPerson[];
}

/** What happens to calls that wait long. */
export interface Overflow {
  /** A supervisor takes calls that have waited this long, >= 0; null: never. */
  readonly supervisorAfterSeconds: number | null;
  /** Calls that have waited this long, >= 0, end at the automatic answer; null: never. */
  readonly automaticAfterSeconds: number | null;
  /** A call that would have to wait and finds this many waiting ends at the automatic answer; whole, >= 0; null: no limit. */
  readonly waitingLimit: number | null;
}

/** A month of days, and everything that varies from one such month to the next. */
export interface SimulationInput {
  /** Whole, 0 to 2^53 - 1. */
  readonly seed: number;
  /** Length of every interval, > 0. */
  readonly intervalSeconds: number;
  /** 1 to 31 of them. */
  readonly queues: readonly SimulatedQueue[];
  readonly days: readonly SimulatedDay[];
  /** Standard deviation over mean of the month's volume against the forecast, >= 0: one gamma factor for all its days. */
  readonly volumeCvFraction: number;
  /** Standard deviation over mean of a day's own volume, >= 0: one gamma factor per day. */
  readonly dayCvFraction: number;
  readonly redial: {
    /** Share of the callers who hang up that call again on the same day, 0 to 1, both included. */
    readonly redialFraction: number;
    /** Mean time until then (exponential), >= 1. */
    readonly redialSeconds: number;
  };
  readonly overflow: Overflow;
  readonly attendance: {
    /** Chance of a person to be absent on a day, 0 to 1, both included. */
    readonly absentFraction: number;
    /** Chance of a person who comes to come late, 0 to 1, both included. */
    readonly lateFraction: number;
    /** Mean delay of who comes late (exponential), > 0. */
    readonly lateSeconds: number;
  };
  /** T of "answered within T", >= 0. */
  readonly withinSeconds: number;
  /** 応答率 to reach, answered by people over offered, 0 to 1, both included. */
  readonly targetAnsweredFraction: number;
}
