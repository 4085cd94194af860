import { Worker } from 'node:worker_threads';
import type { YearMonth } from '@js-joda/core';
import { type ErrorCode, SekisuError } from '../errors.ts';
import type { MakePlanInput, PlanContent, PlanStage } from '../plan/index.ts';
import { toWire } from './wire.ts';

/** A planning task: as `MakePlanInput`, the contract as the JSON of its file. */
export type PlanTask = Omit<MakePlanInput, 'contract' | 'month'> & {
  readonly contractJson: unknown;
  readonly month: YearMonth;
};

/** Makes plans in a thread of its own, so that the service goes on answering meanwhile. */
export interface Planner {
  /** @throws what the thread threw, as a plain Error; a task is never retried */
  makePlan(
    task: PlanTask,
    onProgress?: (stage: PlanStage, doneFraction: number) => void,
  ): Promise<PlanContent>;
}

/** What the thread sends back. */
export type PlannerMessage =
  | { readonly kind: 'progress'; readonly stage: PlanStage; readonly doneFraction: number }
  | { readonly kind: 'done'; readonly content: PlanContent }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly details: Readonly<Record<string, string | number>>;
    };

/** The planner; one thread per plan, ended with it. */
export function openPlanner(): Planner {
  return {
    makePlan: (task, onProgress = () => {}) =>
      new Promise((fulfil, reject) => {
        const worker = new Worker(new URL('./plan-thread.ts', import.meta.url), {
          workerData: toWire({ ...task, month: task.month.toString() }),
        });
        worker.on('message', (message: PlannerMessage) => {
          if (message.kind === 'progress') onProgress(message.stage, message.doneFraction);
          else if (message.kind === 'done') fulfil(message.content);
          else reject(new SekisuError(message.code as ErrorCode, message.details));
        });
        worker.on('error', reject);
        worker.on('exit', (code) => {
          // After an answer the promise is settled and this changes nothing.
          reject(new Error(`the planning thread ended with code ${code}`));
        });
      }),
  };
}
