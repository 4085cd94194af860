import { type Instant, type LocalDate, LocalTime, ZoneOffset } from '@js-joda/core';
import type { Actor, AppContext } from '../app/context.ts';
import { openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/index.ts';
import type { RandomStream } from '../sample/random.ts';
import type { Archive } from './archive.ts';
import type { WaitingPaper } from './papers.ts';

/** Who acts in a played year. */
export interface Cast {
  readonly administrator: Actor;
  /** One for each step of the contractor, in order; the first makes plans and documents. */
  readonly contractor: readonly Actor[];
  readonly lead: Actor;
  /** One for each step of the city, in order. */
  readonly city: readonly Actor[];
  /** An official without a step, who confirms for the whole office. */
  readonly office: Actor;
}

/** The play's clock; Asia/Tokyo has had one offset since 1951 (decision 0005). */
export interface PlayClock {
  /** Sets the clock on; it never goes back, so that the log is in order of time. @param time `HH:mm` */
  set(date: LocalDate, time: string): void;
  now(): Instant;
}

/** Everything a part of the play works with. */
export interface Stage {
  readonly ctx: AppContext;
  readonly clock: PlayClock;
  readonly contract: Contract;
  readonly cast: Cast;
  readonly archive: Archive;
  readonly random: RandomStream;
  /** Calls that came, of days of which the data tell, by `YYYY-MM-DD`. */
  readonly actual: ReadonlyMap<string, readonly HistoryInterval[]>;
  /** Daily reports that lie with the city. */
  readonly waiting: WaitingPaper[];
  /** Documents that are confirmed and not printed yet. */
  readonly toPrint: WaitingPaper[];
  /** Days on which outbound calls are agreed with the city, `YYYY-MM-DD`. */
  readonly callingDays: string[];
  /** Told what is done. */
  readonly note: (line: string) => void;
}

/** A clock that stands where it is set; every look at it is a second later, so that acts have an order. */
export function playClock(): PlayClock {
  let at: Instant | null = null;
  return {
    set(date, time) {
      const to = date.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.ofHours(9));
      if (at === null || to.isAfter(at)) at = to;
    },
    now() {
      if (at === null) throw new Error('the play has not begun');
      at = at.plusSeconds(1);
      return at;
    },
  };
}

/** Something that happens in the year. */
export interface Act {
  readonly date: LocalDate;
  /** `HH:mm`. */
  readonly time: string;
  readonly run: () => Promise<void>;
}

/** An act; whoever runs it sets the clock. */
export function at(date: LocalDate, time: string, run: () => Promise<void>): Act {
  return { date, time, run };
}

/** The open day before a day. */
export function openDayBefore({ contract }: Pick<Stage, 'contract'>, day: LocalDate): LocalDate {
  let date = day.minusDays(1);
  while (openingOf(contract.opening, date).kind === 'closed') date = date.minusDays(1);
  return date;
}
