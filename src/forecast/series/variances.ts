import type { Grams, Variances } from './covariance.ts';

/** Everything about a series' days that is estimated as a whole. */
export interface Settings {
  readonly variances: Variances;
  /** Variance of single days beyond the chance of counts, relative to their calls. */
  readonly day: number;
  /** Spread of the response from batch to batch of a kind, as a fraction. */
  readonly batchCvFraction: number;
  /** Whether only level, spells and single days are estimated. */
  readonly isFixed?: boolean;
}

/** A quantity that is searched over: how it is read and changed, and what is assumed of it. */
export interface Dial {
  readonly name: string;
  readonly of: (settings: Settings) => number;
  readonly set: (settings: Settings, value: number) => Settings;
  /** Guess, and standard deviation of what it may differ by. */
  readonly guess: number;
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
  /** First step of the search; later ones are smaller. */
  readonly step: number;
}

/** Standard deviation assumed of each effect, and by how many times e it may easily differ. */
const effects: Readonly<Record<keyof Variances | 'day', readonly [guess: number, logDeviation: number]>> = {
  walk: [0.012, 1.5],
  trend: [0, 0],
  spell: [0.05, 1.2],
  weekday: [0.15, 1],
  closure: [0.12, 1],
  backlog: [0.07, 1],
  month: [0.05, 1],
  special: [0.3, 1],
  specialName: [0.15, 1],
  specialDay: [0.1, 1],
  driver: [0.15, 1.5],
  day: [0.06, 1.2],
};
const leastDeviation = 1e-4;
const mostDeviation = 1;

/** What is assumed before any history. @param guesses standard deviations other than the usual ones; 0 leaves out */
export function assumedSettings(guesses: Partial<Record<keyof Variances | 'day', number>> = {}): Settings {
  const names = Object.keys(effects) as (keyof Variances | 'day')[];
  const { day, ...variances } = Object.fromEntries(
    names.map((name) => [name, (guesses[name] ?? effects[name][0]) ** 2]),
  ) as Record<keyof Variances | 'day', number>;
  return { variances, day, batchCvFraction: 0.25 };
}

/** Effects as free as least squares would have them: for seeing what shrinking is worth. */
export function unshrunkSettings(): Settings {
  const free = assumedSettings({ weekday: 1, closure: 1, backlog: 0, month: 1, special: 1, specialName: 1 });
  return { ...free, batchCvFraction: 1, isFixed: true };
}

/** The quantities that the days can tell anything about. */
export function dialsOf(settings: Settings, grams: Grams, hasLetters: boolean): Dial[] {
  const names = Object.keys(settings.variances) as (keyof Variances)[];
  const present = names.filter(
    (name) =>
      (settings.isFixed !== true || name === 'walk' || name === 'spell') &&
      settings.variances[name] > 0 &&
      grams.effects.some((effect) => effect.name === name),
  );
  const dials = present.map((name) =>
    deviationDial(
      name,
      (own) => own.variances[name],
      (own, variance) => ({ ...own, variances: { ...own.variances, [name]: variance } }),
    ),
  );
  dials.push(
    deviationDial(
      'day',
      (own) => own.day,
      (own, day) => ({ ...own, day }),
    ),
  );
  if (!hasLetters || settings.isFixed === true) return dials;
  return [
    ...dials,
    {
      name: 'batch',
      of: (own) => Math.log(own.batchCvFraction),
      set: (own, value) => ({ ...own, batchCvFraction: Math.exp(value) }),
      guess: Math.log(0.25),
      deviation: 0.4,
      least: Math.log(0.05),
      most: 0,
      step: 0.4,
    },
  ];
}

function deviationDial(
  name: keyof Variances | 'day',
  of: (settings: Settings) => number,
  set: (settings: Settings, variance: number) => Settings,
): Dial {
  return {
    name,
    of: (settings) => Math.log(of(settings)) / 2,
    set: (settings, value) => set(settings, Math.exp(2 * value)),
    guess: Math.log(Math.max(effects[name][0], leastDeviation)),
    deviation: Math.max(effects[name][1], 1),
    least: Math.log(leastDeviation),
    most: Math.log(mostDeviation),
    step: Math.log(4),
  };
}
