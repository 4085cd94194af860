/** A mean with its 95 % confidence interval, both bounds included. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What became of the calls of an interval, a day or a month. Counts are means over the simulated months. */
export interface CallFigures {
  /** Calls that came, those of callers who tried again among them. */
  readonly offeredCalls: number;
  /** Answered by a person, however late. */
  readonly answeredCalls: number;
  /** Answered by a person within `withinSeconds`. */
  readonly answeredWithinCalls: number;
  /** Hung up while waiting. */
  readonly abandonedCalls: number;
  /** Ended at the automatic answer. */
  readonly automaticCalls: number;
  /** Still waiting when nobody was to come any more, without a patience that ends. */
  readonly lostCalls: number;
  /** Answered by a supervisor; among the answered. */
  readonly supervisorCalls: number;
  /** Calls of callers who had hung up before; among the offered. */
  readonly redialCalls: number;
  /** Answered ÷ offered (応答率), over all months together; 1 without calls. */
  readonly answerRate: number;
  /** Mean wait of answered calls; 0 without any. */
  readonly meanWaitAnsweredSeconds: number;
  /** Mean wait of all calls, however it ended; 0 without any. A lost call waits until the last window ends. */
  readonly meanWaitSeconds: number;
  /** Share of the operators' time at the phone, within opening hours, spent on calls; supervisors are left out. */
  readonly occupancyFraction: number;
}

/** A day's calls, as a whole and by interval. */
export interface DayResult {
  readonly figures: CallFigures;
  readonly answerRate: Estimate;
  /** Chance that the day's 応答率 reaches the target; a day without calls does. */
  readonly probabilityTargetMet: Estimate;
  readonly intervals: readonly CallFigures[];
}

/** What simulated months tell. */
export interface SimulationResult {
  readonly replications: number;
  readonly figures: CallFigures;
  /** The month's 応答率: a ratio of sums, the months as batches. */
  readonly answerRate: Estimate;
  /** Chance that the month's 応答率 reaches the target; Wilson's interval. A month without calls does. */
  readonly probabilityTargetMet: Estimate;
  /** The month's 応答率 that 5, 50 and 95 % of the months stay below. */
  readonly answerRateQuantiles: {
    readonly low5: number;
    readonly median: number;
    readonly high95: number;
  };
  readonly days: readonly DayResult[];
}
