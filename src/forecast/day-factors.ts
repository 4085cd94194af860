/** One day of history as the model sees it. */
export interface FitDay {
  /** Calls offered, ≥ 0. */
  readonly calls: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** 0 January to 11 December. */
  readonly calendarMonth: number;
  readonly isAfterClosure: boolean;
  /** Opening of the day ÷ usual opening, > 0. */
  readonly lengthFraction: number;
  /** Open days from this day to the day on which the forecast is made, ≥ 0. */
  readonly ageDays: number;
}

/** What the calls without letters are multiplied by. */
export interface Factors {
  /** Monday to Sunday, per usual length of opening; the open weekdays have mean 1. */
  readonly weekday: readonly number[];
  /** January to December. */
  readonly calendarMonth: readonly number[];
  /** On the first open day after a closure that is not the weekly one. */
  readonly afterClosure: number;
}

/** What is known of the factors before any history. */
export interface FactorPriors {
  /** Monday to Sunday, as the contract assumes them. */
  readonly weekday: readonly number[];
  /** Whether each weekday, Monday to Sunday, is usually open. */
  readonly isUsuallyOpen: readonly boolean[];
}

/** Standard deviations of the factors' priors: how far history may easily move them. */
const weekdayDeviation = 0.1;
const calendarMonthDeviation = 0.05;
const afterClosureDeviation = 0.1;
/** The day after a holiday brings 7 to 33 % more calls in published data; 10 % is assumed. */
const assumedAfterClosure = 1.1;

/** The factors before any history: the contract's weekdays, no season. */
export function priorFactors(priors: FactorPriors): Factors {
  const mean = meanOfOpen(priors.weekday, priors.isUsuallyOpen);
  return {
    weekday: priors.weekday.map((factor) => factor / mean),
    calendarMonth: new Array<number>(12).fill(1),
    afterClosure: assumedAfterClosure,
  };
}

/**
 * The factor of a day: weekday × calendar month × day after a closure × length of its opening. Because fits use it
 * too, a short day of history is judged by its length, and a weekday that is always short is not counted down twice.
 */
export function factorOf(
  factors: Factors,
  day: Pick<FitDay, 'weekday' | 'calendarMonth' | 'isAfterClosure' | 'lengthFraction'>,
): number {
  const closure = day.isAfterClosure ? factors.afterClosure : 1;
  const usual = factors.weekday[day.weekday]! * factors.calendarMonth[day.calendarMonth]! * closure;
  return usual * day.lengthFraction;
}

/**
 * One round of updates: each factor is the weighted least-squares ratio of the calls without letters to what the
 * other factors give, pulled to its prior. Older days keep more weight than for the level (fourth root of the age
 * weight), because a weekday's and a season's shape lasts longer and a season needs last year. The weekdays are
 * scaled back to mean 1; the level follows in the next round.
 */
export function calendarFactors(input: {
  readonly days: readonly FitDay[];
  /** Calls per day with the letters' calls taken off. */
  readonly letterless: readonly number[];
  /** Local level per day. */
  readonly levels: readonly number[];
  /** Per day: 1 ÷ variance of its calls. */
  readonly precisions: readonly number[];
  readonly ageWeights: readonly number[];
  readonly factors: Factors;
  readonly priors: FactorPriors;
}): Factors {
  const { days, factors } = input;
  const prior = priorFactors(input.priors);

  const update = (
    current: readonly number[],
    priorValues: readonly number[],
    deviation: number,
    groupOf: (day: FitDay) => number,
    now: Factors,
  ): number[] => {
    const information = current.map(() => 1 / deviation ** 2);
    const moment = priorValues.map((value) => value / deviation ** 2);
    days.forEach((day, position) => {
      const group = groupOf(day);
      const own = current[group];
      if (own === undefined) return;
      const others = (input.levels[position]! * factorOf(now, day)) / own;
      const weight = input.precisions[position]! * input.ageWeights[position]! ** 0.25;
      information[group]! += weight * others ** 2;
      moment[group]! += weight * others * input.letterless[position]!;
    });
    return current.map((_, group) => Math.max(moment[group]! / information[group]!, 0.1));
  };

  const weekday = update(factors.weekday, prior.weekday, weekdayDeviation, (day) => day.weekday, factors);
  const mean = meanOfOpen(weekday, input.priors.isUsuallyOpen);
  const calendarMonth = update(
    factors.calendarMonth,
    prior.calendarMonth,
    calendarMonthDeviation,
    (day) => day.calendarMonth,
    { ...factors, weekday: weekday },
  );
  const [afterClosure] = update(
    [factors.afterClosure],
    [prior.afterClosure],
    afterClosureDeviation,
    (day) => (day.isAfterClosure ? 0 : -1),
    { weekday, calendarMonth, afterClosure: factors.afterClosure },
  );
  return { weekday: weekday.map((factor) => factor / mean), calendarMonth, afterClosure: afterClosure! };
}

function meanOfOpen(values: readonly number[], isOpen: readonly boolean[]): number {
  const open = values.filter((_, weekday) => isOpen[weekday]);
  const counted = open.length > 0 ? open : values;
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
}
