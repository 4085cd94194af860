import type { Contract } from '../contract/index.ts';
import { poolQueues } from '../erlang/index.ts';
import type { PlanContent } from './format.ts';
import { queueAhts } from './simulation-input.ts';

/** Hours of seats that a month's targets need when every queue has seats of its own, and when everybody takes every call. */
export interface PooledHours {
  readonly splitSeatHours: number;
  readonly pooledSeatHours: number;
}

/**
 * What it saves that everybody takes every queue's calls: seats per interval for the contract's answer rate and service
 * level, at the forecast, the least presence left out. Null with a single queue.
 */
export function pooledHours(
  content: Pick<PlanContent, 'days' | 'assumptions'>,
  contract: Contract,
): PooledHours | null {
  if (contract.queues.length < 2) return null;
  const { patienceSeconds, serviceLevel } = contract.assumptions;
  const targets = { answerRate: contract.target.fraction, serviceLevel };
  const intervalHours = contract.intervalMinutes / 60;
  const ahts = queueAhts(content.assumptions, contract);
  let split = 0;
  let pooled = 0;
  for (const day of content.days) {
    const dayCalls = day.queues.reduce((sum, { calls }) => sum + calls, 0);
    for (const { calls } of day.intervals) {
      if (calls === 0 || dayCalls === 0) continue;
      const found = poolQueues({
        queues: contract.queues.map(({ id }, index) => {
          const ofQueue = day.queues.find((queue) => queue.id === id)?.calls ?? 0;
          return { ahtSeconds: ahts[index]!, callsPerHour: (calls * ofQueue) / dayCalls / intervalHours };
        }),
        patienceSeconds,
        targets,
      });
      split += found.split.seats * intervalHours;
      pooled += found.pooled.seats * intervalHours;
    }
  }
  return { splitSeatHours: split, pooledSeatHours: pooled };
}
