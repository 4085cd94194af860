import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { YearMonth } from '@js-joda/core';
import { type ErrorCode, SekisuError } from '../errors.ts';
import type { ForecastInput, MonthForecast } from '../forecast/index.ts';
import type { WhatIfAnswer, WhatIfQuestion } from '../plan/answer-what-if.ts';
import type { CandidatesInput, FoundCandidates } from '../plan/candidates.ts';
import type { MakePlanInput, PlanContent, PlanSimulation, PlanStage } from '../plan/index.ts';
import type { ForecastSizing } from '../plan/size-forecast.ts';
import { fromWire, toWire } from './wire.ts';

/** A planning task: as `MakePlanInput`, the contract as the JSON of its file. */
export type PlanTask = Omit<MakePlanInput, 'contract' | 'month'> & {
  readonly contractJson: unknown;
  readonly month: YearMonth;
};

/** A forecast to make: as `ForecastInput`, the contract as the JSON of its file. */
export type ForecastTask = Omit<ForecastInput, 'contract'> & { readonly contractJson: unknown };

/** Candidates to find: as `CandidatesInput`, the contract as the JSON of its file. */
export type CandidatesTask = Omit<CandidatesInput, 'contract'> & { readonly contractJson: unknown };

/** What may be otherwise in a month's plan: as `WhatIfQuestion`, the contract in the forecast's task. */
export type WhatIfTask = Omit<WhatIfQuestion<ForecastTask>, 'contract'>;

/** Makes and simulates plans in a thread of its own, so that the service goes on answering meanwhile. */
export interface Planner {
  /** A plan with its simulation. @throws what the thread threw, as a plain Error; a task is never retried */
  makePlan(
    task: PlanTask,
    onProgress?: (stage: PlanStage, doneFraction: number) => void,
  ): Promise<PlanContent>;
  /** Other good rosters of an open draft. @throws as `makePlan` */
  findCandidates(task: CandidatesTask, onProgress?: (doneFraction: number) => void): Promise<FoundCandidates>;
  /** The simulation of a plan that was made otherwise, a repair for example. @throws as `makePlan` */
  simulatePlan(content: PlanContent, contractJson: unknown): Promise<PlanSimulation>;
  /** A month's forecast; the last few are kept, and given again for the same task at once. @throws as `makePlan` */
  forecast(task: ForecastTask): Promise<MonthForecast>;
  /** Seats that a month's forecast needs, kept as forecasts are. @throws as `makePlan` */
  sizeForecast(forecast: MonthForecast, contractJson: unknown): Promise<ForecastSizing>;
  /** A plan beside what would become of it, kept as forecasts are. @throws as `makePlan` */
  answerWhatIf(task: WhatIfTask): Promise<WhatIfAnswer>;
}

/** What a thread is given. */
export type PlannerTask =
  | ({ readonly kind: 'plan'; readonly month: string } & Omit<PlanTask, 'month'>)
  | ({ readonly kind: 'candidates' } & CandidatesTask)
  | { readonly kind: 'simulation'; readonly content: PlanContent; readonly contractJson: unknown }
  | ({ readonly kind: 'forecast'; readonly month: string } & Omit<ForecastTask, 'month'>)
  | ({ readonly kind: 'whatIf'; readonly month: string } & Omit<WhatIfTask, 'task'> & {
        readonly task: Omit<ForecastTask, 'month'>;
      })
  | { readonly kind: 'sizing'; readonly forecast: WiredForecast; readonly contractJson: unknown };

/** A forecast that can cross a thread boundary. */
export type WiredForecast = Omit<MonthForecast, 'month'> & { readonly month: string };

/** What the thread sends back. */
export type PlannerMessage =
  | { readonly kind: 'progress'; readonly stage: PlanStage; readonly doneFraction: number }
  /** The result by `toWire`. */
  | { readonly kind: 'done'; readonly result: string }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly details: Readonly<Record<string, string | number>>;
    };

/** Results kept: a month with the one before it, a batch spread in a few ways with their seats, and those of another reader. */
const mostKept = 24;

/** The planner; one thread per task, ended with it. */
export function openPlanner(): Planner {
  const keep = keeper(mostKept);
  return {
    makePlan: ({ month, ...task }, onProgress = () => {}) =>
      runThread<PlanContent>(toWire({ kind: 'plan', ...task, month: month.toString() }), onProgress),
    findCandidates: (task, onProgress = () => {}) =>
      runThread<FoundCandidates>(toWire({ kind: 'candidates', ...task }), (_stage, done) => onProgress(done)),
    simulatePlan: (content, contractJson) =>
      runThread<PlanSimulation>(toWire({ kind: 'simulation', content, contractJson })),
    forecast: ({ month, ...task }) =>
      keep(toWire({ kind: 'forecast', ...task, month: month.toString() }), (text) =>
        runThread<WiredForecast>(text).then(fromWired),
      ),
    sizeForecast: ({ month, ...forecast }, contractJson) =>
      keep(
        toWire({ kind: 'sizing', forecast: { ...forecast, month: month.toString() }, contractJson }),
        (text) => runThread<ForecastSizing>(text),
      ),
    answerWhatIf: ({ task: { month, ...task }, ...question }) =>
      keep(toWire({ kind: 'whatIf', ...question, task, month: month.toString() }), (text) =>
        runThread<WhatIfAnswer>(text),
      ),
  };
}

/**
 * Gives the last results again for the same text, work under way included. A failure is told to the next who asks, who
 * may be waiting for it, and then forgotten.
 */
function keeper(
  most: number,
): <Result>(text: string, work: (text: string) => Promise<Result>) => Promise<Result> {
  const kept = new Map<string, Promise<unknown>>();
  const failed = new Set<string>();
  return <Result>(text: string, work: (text: string) => Promise<Result>): Promise<Result> => {
    const key = createHash('sha256').update(text).digest('base64');
    const known = kept.get(key) as Promise<Result> | undefined;
    // Set again, so that the one used longest ago stands first.
    kept.delete(key);
    if (failed.delete(key) && known !== undefined) return known;
    const result = known ?? work(text);
    kept.set(key, result);
    if (known === undefined) result.catch(() => failed.add(key));
    if (kept.size > most) {
      const oldest = kept.keys().next().value!;
      kept.delete(oldest);
      failed.delete(oldest);
    }
    return result;
  };
}

/** The forecast of the other side of a thread boundary. */
export function fromWired(forecast: WiredForecast): MonthForecast {
  return { ...forecast, month: YearMonth.parse(forecast.month) };
}

function runThread<Result>(
  workerData: string,
  onProgress: (stage: PlanStage, doneFraction: number) => void = () => {},
): Promise<Result> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('./plan-thread.ts', import.meta.url), { workerData });
    worker.on('message', (message: PlannerMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.doneFraction);
      else if (message.kind === 'done') fulfil(fromWire<Result>(message.result));
      else reject(new SekisuError(message.code as ErrorCode, message.details));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      // After an answer the promise is settled and this changes nothing.
      reject(new Error(`the planning thread ended with code ${code}`));
    });
  });
}
