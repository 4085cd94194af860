import type { OpenDay } from '../calendar/index.ts';

/** What one open day needs: operators on the phone per planning interval. */
export interface DayDemand extends OpenDay {
  /** Length of an interval in minutes. */
  readonly intervalMinutes: number;
  /** Operators needed on the phone in each interval from opening on, after breaks and rests, ≥ 0. */
  readonly requiredSeats: readonly number[];
}
