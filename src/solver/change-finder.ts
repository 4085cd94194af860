import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  bestChanges,
  type ChangeSearch,
  type FoundChange,
  type FoundChanges,
  type ScreenedChange,
  type ScreenedDay,
} from '../plan/index.ts';
import { toWire } from './wire.ts';

/** A search: as `ChangeSearch`, the contract as the JSON of its file. */
export type ChangeTask = Omit<ChangeSearch, 'contract'> & { readonly contractJson: unknown };

/** What a thread is asked, one thing after another. */
export type ChangeJob =
  | { readonly kind: 'screen'; readonly dayIndex: number }
  | { readonly kind: 'confirm'; readonly changes: readonly ScreenedChange[] };

/** What it answers, in the same order. */
export type ChangeThreadAnswer = ScreenedDay | readonly FoundChange[];

/**
 * The best single changes of some days (`bestChanges`), searched in threads of their own that end with the search, so
 * that the service goes on answering meanwhile. The same for any number of threads.
 * @param mostThreads whole, ≥ 1
 */
export async function findChanges(
  task: ChangeTask,
  dayIndexes: readonly number[],
  onProgress: (doneFraction: number) => void = () => {},
  mostThreads = Math.min(4, availableParallelism()),
): Promise<FoundChanges> {
  const threads = openThreads(toWire(task), mostThreads);
  try {
    return await bestChanges(
      dayIndexes,
      {
        screen: (dayIndex) => threads.ask<ScreenedDay>({ kind: 'screen', dayIndex }),
        confirm: (changes) => threads.ask<readonly FoundChange[]>({ kind: 'confirm', changes }),
      },
      onProgress,
    );
  } finally {
    await threads.close();
  }
}

interface Threads {
  ask<Answer extends ChangeThreadAnswer>(job: ChangeJob): Promise<Answer>;
  close(): Promise<void>;
}

/** Threads that take the next job as they get free. */
function openThreads(workerData: string, mostThreads: number): Threads {
  interface Asked {
    readonly job: ChangeJob;
    readonly fulfil: (answer: ChangeThreadAnswer) => void;
    readonly reject: (error: Error) => void;
  }
  const waiting: Asked[] = [];
  const idle: Worker[] = [];
  const workers: Worker[] = [];
  const atWork = new Map<Worker, Asked>();

  function start(): Worker {
    const worker = new Worker(new URL('./change-thread.ts', import.meta.url), { workerData });
    workers.push(worker);
    worker.on('message', (answer: ChangeThreadAnswer) => {
      atWork.get(worker)?.fulfil(answer);
      atWork.delete(worker);
      idle.push(worker);
      next();
    });
    const fail = (error: Error): void => {
      // One that failed leaves the others nothing to do.
      for (const { reject } of [...atWork.values(), ...waiting.splice(0)]) reject(error);
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`the searching thread ended with code ${code}`)));
    return worker;
  }

  function next(): void {
    const asked = waiting[0];
    if (asked === undefined) return;
    const worker = idle.pop() ?? (workers.length < mostThreads ? start() : undefined);
    if (worker === undefined) return;
    waiting.shift();
    atWork.set(worker, asked);
    worker.postMessage(asked.job);
  }

  return {
    ask: <Answer extends ChangeThreadAnswer>(job: ChangeJob) =>
      new Promise<Answer>((fulfil, reject) => {
        waiting.push({ job, fulfil: fulfil as Asked['fulfil'], reject });
        next();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
