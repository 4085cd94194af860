import type { FitDay } from './day-factors.ts';

/** Half-life of a day's weight for the level, in open days, both into the past and the future of a day. */
const halfLifeDays = 60;
/** How many average days of history the assumed level is worth. */
const priorDays = 2;

/** A level and the information (1 ÷ variance) behind it. */
export interface Level {
  /** Calls per day without letters, at factors 1, > 0. */
  readonly level: number;
  readonly information: number;
}

/**
 * The level of calls without letters around each day of history and on the day of the forecast: weighted means of
 * calls ÷ factor, a day's weight halving with every 60 open days of distance. Seasons and responses are thus judged
 * against the level of their time, and the forecast starts from the latest one. Computed by one exponential filter
 * forwards and one backwards.
 */
export function localLevels(input: {
  readonly days: readonly FitDay[];
  /** Calls per day with the letters' calls taken off. */
  readonly letterless: readonly number[];
  /** Factor per day. */
  readonly shape: readonly number[];
  /** Per day: 1 ÷ variance of its calls. */
  readonly precisions: readonly number[];
  readonly assumedLevel: number;
}): { readonly levels: number[]; readonly now: Level } {
  const { days, shape, precisions, assumedLevel } = input;
  const information = days.map((_, index) => precisions[index]! * shape[index]! ** 2);
  const moment = days.map((_, index) => precisions[index]! * shape[index]! * input.letterless[index]!);
  const ages = days.map((day) => day.ageDays);
  const prior = (priorDays * information.reduce((sum, value) => sum + value, 0)) / days.length;
  const levelOf = (informationSum: number, momentSum: number): Level => {
    const total = informationSum + prior;
    const level = (momentSum + prior * assumedLevel) / total;
    return { level: Math.max(level, assumedLevel * 0.01), information: total };
  };

  const past = { information: decayingSums(information, ages), moment: decayingSums(moment, ages) };
  const future = {
    information: decayingSums(information.toReversed(), ages.toReversed()).toReversed(),
    moment: decayingSums(moment.toReversed(), ages.toReversed()).toReversed(),
  };
  const levels = days.map((_, index) => {
    const informationSum = past.information[index]! + future.information[index]! - information[index]!;
    const momentSum = past.moment[index]! + future.moment[index]! - moment[index]!;
    return levelOf(informationSum, momentSum).level;
  });
  const sinceLast = decay(ages.at(-1)!);
  const now = levelOf(past.information.at(-1)! * sinceLast, past.moment.at(-1)! * sinceLast);
  return { levels, now };
}

/** Running sums in which everything halves with each half-life between two days. */
function decayingSums(values: readonly number[], ages: readonly number[]): number[] {
  let sum = 0;
  return values.map((value, index) => {
    const distance = index === 0 ? 0 : Math.abs(ages[index - 1]! - ages[index]!);
    sum = sum * decay(distance) + value;
    return sum;
  });
}

function decay(distanceDays: number): number {
  return 2 ** (-distanceDays / halfLifeDays);
}
