/** Counts work in steps of about ten nanoseconds, so that a search can be limited without looking at a clock. */
export interface Meter {
  units: number;
}
