import { type CallRecord, requireSeconds } from './call-record.ts';
import { hazardByWait, type WaitHazard } from './hazard.ts';
import {
  medianSeconds,
  type RestrictedMean,
  restrictedMean,
  type SurvivalCurve,
  survivalCurve,
  type Wait,
} from './kaplan-meier.ts';
import { comparePatience, type PatienceFit } from './patience-fit.ts';
import { poissonBounds } from './quantiles.ts';

/** Limit of the restricted mean: few callers wait longer, so the curve is rough beyond it. */
const restrictedToSeconds = 300;

/** Parts of the wait for which the rate of hanging up is told, in seconds. */
const hazardEdgesSeconds = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300];

/** How long callers are ready to wait. */
export interface Patience {
  readonly calls: number;
  /** Calls that had to wait, and those that hung up after 0 s; an answer without a wait tells nothing. */
  readonly waited: number;
  readonly abandoned: number;
  /** Hang-ups within a few seconds: wrong numbers and callers who never meant to wait. */
  readonly atOnce: {
    /** Waits up to this count, included. */
    readonly withinSeconds: number;
    readonly abandoned: number;
    /** Share of the calls that had to wait, 0 to 1; 0 when none had to. */
    readonly fraction: number;
    /** Whether they are left out of everything below, which then holds for who waits longer than that. */
    readonly isApart: boolean;
  };
  /** Hang-ups that count below. */
  readonly events: number;
  /** Time waited by all together, on which the mean rests; beyond `withinSeconds` when they stand apart. */
  readonly waitedSeconds: number;
  /** Mean of the exponential; null when nobody hung up. When they stand apart: mean time on top of `withinSeconds`. */
  readonly meanSeconds: number | null;
  /** 95 % bounds of the mean; the upper one is null when nobody hung up. */
  readonly low95Seconds: number;
  readonly high95Seconds: number | null;
  /** Half of the callers are less patient; null when the records do not reach so far. */
  readonly medianSeconds: number | null;
  readonly restrictedMean: RestrictedMean;
  readonly curve: SurvivalCurve;
  readonly fit: PatienceFit;
  readonly hazard: readonly WaitHazard[];
}

/** What counts as hanging up at once. */
export interface AtOnce {
  /** Waits up to this are short, seconds, included, >= 0. */
  readonly withinSeconds: number;
  /** Leave short hang-ups out of mean and curve. Erlang A has none apart, so its patience is estimated with them. */
  readonly isApart: boolean;
}

/**
 * Patience from calls that hung up (event) and calls that were answered first (censored).
 *
 * Exponential by maximum likelihood: mean = time waited by all ÷ hang-ups; 95 % bounds by Garwood's for the number of
 * hang-ups, exact when the time waited is given and close to it otherwise. Leaving out answered calls' waits, or
 * averaging the waits of those who hung up, would make callers look far less patient than they are. Short hang-ups
 * that stand apart leave a sample truncated from the left: only waits beyond the limit count, and only their excess.
 * Source: L. Brown, N. Gans, A. Mandelbaum, A. Sakov, H. Shen, S. Zeltyn, L. Zhao, JASA 100 (2005), section 5;
 * A. Mandelbaum and S. Zeltyn, "Service engineering in action" (2007), section 4.
 * @throws SekisuError `number.out-of-range`
 */
export function estimatePatience(records: readonly CallRecord[], atOnce: AtOnce): Patience {
  const withinSeconds = requireSeconds('withinSeconds', atOnce.withinSeconds);
  const { isApart } = atOnce;
  const waits = records
    .map(({ waitSeconds, outcome }): Wait => ({ seconds: waitSeconds, isAbandoned: outcome === 'abandoned' }))
    .filter((wait) => wait.isAbandoned || wait.seconds > 0);
  const short = waits.filter((wait) => wait.isAbandoned && wait.seconds <= withinSeconds).length;
  const fromSeconds = isApart ? withinSeconds : 0;
  const kept = isApart ? waits.filter((wait) => wait.seconds > fromSeconds) : waits;
  const curve = survivalCurve(kept);
  const waitedSeconds = kept.reduce((sum, wait) => sum + wait.seconds - fromSeconds, 0);
  const bounds = poissonBounds(curve.abandoned);
  const isMeasured = curve.abandoned > 0;
  const meanSeconds = isMeasured ? waitedSeconds / curve.abandoned : null;
  return {
    calls: records.length,
    waited: waits.length,
    abandoned: waits.filter((wait) => wait.isAbandoned).length,
    atOnce: {
      withinSeconds,
      abandoned: short,
      fraction: waits.length === 0 ? 0 : short / waits.length,
      isApart,
    },
    events: curve.abandoned,
    waitedSeconds,
    meanSeconds,
    low95Seconds: waitedSeconds / bounds.high95,
    high95Seconds: isMeasured ? waitedSeconds / bounds.low95 : null,
    medianSeconds: medianSeconds(curve),
    restrictedMean: restrictedMean(curve, restrictedToSeconds),
    curve,
    fit: comparePatience(curve, meanSeconds, fromSeconds),
    hazard: hazardByWait(waits, hazardEdgesSeconds),
  };
}
