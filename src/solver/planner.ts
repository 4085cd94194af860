import { Worker } from 'node:worker_threads';
import type { YearMonth } from '@js-joda/core';
import { type ErrorCode, SekisuError } from '../errors.ts';
import type { MakePlanInput, PlanContent, PlanSimulation, PlanStage } from '../plan/index.ts';
import { toWire } from './wire.ts';

/** A planning task: as `MakePlanInput`, the contract as the JSON of its file. */
export type PlanTask = Omit<MakePlanInput, 'contract' | 'month'> & {
  readonly contractJson: unknown;
  readonly month: YearMonth;
};

/** Makes and simulates plans in a thread of its own, so that the service goes on answering meanwhile. */
export interface Planner {
  /** A plan with its simulation. @throws what the thread threw, as a plain Error; a task is never retried */
  makePlan(
    task: PlanTask,
    onProgress?: (stage: PlanStage, doneFraction: number) => void,
  ): Promise<PlanContent>;
  /** The simulation of a plan that was made otherwise, a repair for example. @throws as `makePlan` */
  simulatePlan(content: PlanContent, contractJson: unknown): Promise<PlanSimulation>;
}

/** What a thread is given. */
export type PlannerTask =
  | ({ readonly kind: 'plan'; readonly month: string } & Omit<PlanTask, 'month'>)
  | { readonly kind: 'simulation'; readonly content: PlanContent; readonly contractJson: unknown };

/** What the thread sends back. */
export type PlannerMessage =
  | { readonly kind: 'progress'; readonly stage: PlanStage; readonly doneFraction: number }
  | { readonly kind: 'done'; readonly result: PlanContent | PlanSimulation }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly details: Readonly<Record<string, string | number>>;
    };

/** The planner; one thread per task, ended with it. */
export function openPlanner(): Planner {
  return {
    makePlan: ({ month, ...task }, onProgress = () => {}) =>
      runThread<PlanContent>({ kind: 'plan', ...task, month: month.toString() }, onProgress),
    simulatePlan: (content, contractJson) =>
      runThread<PlanSimulation>({ kind: 'simulation', content, contractJson }, () => {}),
  };
}

function runThread<Result extends PlanContent | PlanSimulation>(
  task: PlannerTask,
  onProgress: (stage: PlanStage, doneFraction: number) => void,
): Promise<Result> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('./plan-thread.ts', import.meta.url), { workerData: toWire(task) });
    worker.on('message', (message: PlannerMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.doneFraction);
      else if (message.kind === 'done') fulfil(message.result as Result);
      else reject(new SekisuError(message.code as ErrorCode, message.details));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      // After an answer the promise is settled and this changes nothing.
      reject(new Error(`the planning thread ended with code ${code}`));
    });
  });
}
