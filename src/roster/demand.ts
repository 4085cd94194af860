import type { OpenDay } from '../calendar/index.ts';

/** People on the phone who can answer a queue, as one open day needs them. */
export interface SkilledSeats {
  readonly queueId: string;
  /** Level at which somebody answers the queue at least. */
  readonly level: number;
  /** People on the phone of that level in each interval from opening on, after breaks and rests, ≥ 0. */
  readonly seats: readonly number[];
}

/** What one open day needs: operators on the phone per planning interval. */
export interface DayDemand extends OpenDay {
  /** Length of an interval in minutes. */
  readonly intervalMinutes: number;
  /** Operators needed on the phone in each interval from opening on, after breaks and rests, ≥ 0. */
  readonly requiredSeats: readonly number[];
  /** What is needed of some people among them; nobody is counted apart, all of them are part of `requiredSeats`. */
  readonly skilled?: readonly SkilledSeats[];
}
