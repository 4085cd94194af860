import { Worker } from 'node:worker_threads';
import type { Remedies, RemedyInput, RemedyStage } from '../plan/index.ts';
import { toWire } from './wire.ts';

/** What to find remedies for: as `RemedyInput`, the contract as the JSON of its file. */
export type RemedyTask = Omit<RemedyInput, 'contract'> & { readonly contractJson: unknown };

/** What the thread sends. */
export type RemedyMessage =
  | { readonly kind: 'progress'; readonly stage: RemedyStage; readonly doneFraction: number }
  | { readonly kind: 'done'; readonly remedies: Remedies };

/**
 * Why people lack in a plan and what would end it (`findRemedies`), worked out in a thread of its own that ends with it, so
 * that the service goes on answering meanwhile.
 */
export function searchRemedies(
  task: RemedyTask,
  onProgress: (stage: RemedyStage, doneFraction: number) => void = () => {},
): Promise<Remedies> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('./remedy-thread.ts', import.meta.url), { workerData: toWire(task) });
    worker.on('message', (message: RemedyMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.doneFraction);
      else fulfil(message.remedies);
    });
    worker.on('error', reject);
    // After an answer the promise is settled and this changes nothing.
    worker.on('exit', (code) => reject(new Error(`the thread for remedies ended with code ${code}`)));
  });
}
