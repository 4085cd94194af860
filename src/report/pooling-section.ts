import type { Contract } from '../contract/index.ts';
import { type PlanContent, pooledHours } from '../plan/index.ts';

/** What it saves that everybody takes every queue's calls, in words' figures. */
export interface PoolingSection {
  readonly splitSeatHours: string;
  readonly pooledSeatHours: string;
  /** Whole percent, for example 28 %. */
  readonly saved: string;
}

/** Null with a single queue, and where nothing is saved. Takes some 0.1 s a month, so only the page that shows it asks for it. */
export function poolingSection(
  content: Pick<PlanContent, 'days' | 'assumptions'>,
  contract: Contract,
): PoolingSection | null {
  const hours = pooledHours(content, contract);
  if (hours === null || hours.splitSeatHours <= hours.pooledSeatHours) return null;
  const { splitSeatHours, pooledSeatHours } = hours;
  return {
    splitSeatHours: splitSeatHours.toFixed(1),
    pooledSeatHours: pooledSeatHours.toFixed(1),
    saved: `${Math.floor((1 - pooledSeatHours / splitSeatHours) * 100)} %`,
  };
}
