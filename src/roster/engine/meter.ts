/** Counts work in steps of about three to five nanoseconds, so that a search can be limited without looking at a clock. */
export interface Meter {
  units: number;
}
