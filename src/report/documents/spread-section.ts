import type { CallSpread } from '../../plan/call-spread.ts';
import { callsText } from '../format.ts';
import { durationText, nothing } from './figures.ts';

/** Calls per operator and skill, by code (D28). */
export type SpreadSection = {
  readonly queues: readonly string[];
  readonly rows: readonly {
    readonly code: string;
    readonly queues: readonly string[];
    readonly answered: string;
    readonly even: string;
    readonly difference: string;
    readonly aht: string;
  }[];
  readonly uneven: string;
};

/** The spread as a report tells it. @param queueNames of the skills, in their order */
export function spreadSection(spread: CallSpread, queueNames: readonly string[]): SpreadSection {
  return {
    queues: queueNames,
    rows: spread.operators.map((own) => {
      const difference = own.answered - own.evenCalls;
      const size = Math.abs(difference).toFixed(1);
      return {
        code: own.staffId,
        queues: own.byQueue.map(({ answered }) => callsText(answered)),
        answered: callsText(own.answered),
        even: own.evenCalls.toFixed(1),
        difference: size === '0.0' ? '±0.0' : `${difference > 0 ? '＋' : '−'}${size}`,
        aht: durationText(own.ahtSeconds),
      };
    }),
    uneven: spread.unevenFraction === null ? nothing : `${(spread.unevenFraction * 100).toFixed(1)} %`,
  };
}
