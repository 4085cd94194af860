import { parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { floorPercentText, openProbabilityText } from './format.ts';

/** How the seats of a month were sized, and what more and fewer would do. Seat-hours with one decimal. */
export interface SizingTable {
  readonly by: NonNullable<PlanDocument['sizing']>['by'];
  /** Locale key of the sentence on it. */
  readonly sentenceKey: string;
  readonly requiredSeatHours: string;
  /** Seats of the roster, counted as the least of every interval. */
  readonly scheduledSeatHours: string;
  readonly target: string;
  readonly confidence: string;
  /**
   * Fewest of the curve's seat-hours with which the month reaches the target with the contract's confidence; null where
   * none do, and where the seats were sized so.
   */
  readonly enoughSeatHours: string | null;
  readonly curve: readonly {
    readonly seatHours: string;
    /** Against the fewest that are enough, in whole percent with its sign; null for these. */
    readonly change: string | null;
    readonly probability: string;
    readonly isEnough: boolean;
  }[];
}

/** The plan's sizing, ready to show. */
export function sizingTable(
  plan: PlanDocument,
  sizing: NonNullable<PlanDocument['sizing']>,
  language: Language,
): SizingTable {
  const { targetAnswerRate, confidenceFraction } = plan.assumptions;
  const curve = sizing.curve.toSorted((one, other) => one.seatHours - other.seatHours);
  const enough = curve.find((point) => point.probabilityTargetMet >= confidenceFraction);
  const changeOf = (seatHours: number): string | null => {
    if (enough === undefined || enough.seatHours === 0 || seatHours === enough.seatHours) return null;
    const percent = Math.round((seatHours / enough.seatHours - 1) * 100);
    return `${percent < 0 ? '−' : '+'}${Math.abs(percent)}\u00a0%`;
  };
  return {
    by: sizing.by,
    sentenceKey: `simulation:sizing.by.${sizing.by}`,
    requiredSeatHours: hoursText(sizing.seatHours),
    scheduledSeatHours: hoursText(scheduledHours(plan)),
    target: floorPercentText(targetAnswerRate).replace('.0', ''),
    confidence: floorPercentText(confidenceFraction).replace('.0', ''),
    enoughSeatHours: enough === undefined || sizing.by === 'month' ? null : hoursText(enough.seatHours),
    curve: curve.map((point) => ({
      seatHours: hoursText(point.seatHours),
      change: changeOf(point.seatHours),
      probability: openProbabilityText(point.probabilityTargetMet, language),
      isEnough: point === enough,
    })),
  };
}

function scheduledHours(plan: PlanDocument): number {
  return plan.days
    .flatMap((day) => day.intervals)
    .reduce(
      (sum, { start, end, scheduledSeats }) =>
        sum + (scheduledSeats * (parseTime(end) - parseTime(start))) / 60,
      0,
    );
}

function hoursText(hours: number): string {
  return hours.toFixed(1).replace(/\B(?=(\d{3})+\.)/, ',');
}
