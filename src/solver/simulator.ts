import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  checkMonths,
  checkSimulation,
  type MonthTally,
  mergeTallies,
  type SimulationInput,
  type SimulationResult,
  simulateMonths,
  summarise,
} from '../simulate/index.ts';

/** How much to simulate. */
export interface SimulationSize {
  /** Months, whole, 1 to 2^31. */
  readonly replications: number;
  /** Whole, 0 to 2^53 - 1; takes the place of the input's. */
  readonly seed: number;
}

/** Simulates plans in threads of their own, so that the service goes on answering meanwhile. */
export interface Simulator {
  /**
   * The same numbers for any number of threads.
   * @param onProgress told the share done, rising, 1 at the end
   * @throws number.out-of-range, before any thread is started
   */
  simulate(
    input: Omit<SimulationInput, 'seed'>,
    size: SimulationSize,
    onProgress?: (doneFraction: number) => void,
  ): Promise<SimulationResult>;
}

/** The work of one thread: the months [from, to) of an input, told part by part. */
export interface SimulationTask {
  readonly input: SimulationInput;
  readonly from: number;
  readonly to: number;
  /** Months between two messages, whole, >= 1. */
  readonly monthsPerPart: number;
}

/** What a thread sends back: one tally after the other, in order. */
export type SimulatorMessage = MonthTally;

/** Expected calls that a thread is worth; fewer take less time than starting one. */
const callsPerThread = 1_000_000;
/** Parts of a thread's work, for the progress. */
const partsPerThread = 20;

/** The simulator. @param mostThreads whole, >= 0; 0 simulates in the calling thread */
export function openSimulator(mostThreads = Math.min(4, availableParallelism())): Simulator {
  return {
    async simulate(plan, { replications, seed }, onProgress = () => {}) {
      const input: SimulationInput = { ...plan, seed };
      checkSimulation(input);
      checkMonths(0, replications);
      const threads = Math.min(
        mostThreads,
        Math.floor((callsPerMonth(input) * replications) / callsPerThread),
      );
      if (threads === 0) {
        const tally = simulateMonths(input, 0, replications);
        onProgress(1);
        return summarise(tally);
      }
      let monthsDone = 0;
      const onPart = (months: number): void => {
        monthsDone += months;
        onProgress(monthsDone / replications);
      };
      const bounds = Array.from({ length: threads + 1 }, (_, thread) =>
        Math.round((thread * replications) / threads),
      );
      const workers: Worker[] = [];
      try {
        const tallies = await Promise.all(
          Array.from({ length: threads }, (_, thread) => {
            const [from, to] = [bounds[thread]!, bounds[thread + 1]!];
            const monthsPerPart = Math.ceil((to - from) / partsPerThread);
            return simulateInThread({ input, from, to, monthsPerPart }, workers, onPart);
          }),
        );
        return summarise(mergeTallies(tallies.flat()));
      } finally {
        // One that failed leaves the others nothing to do.
        await Promise.all(workers.map((worker) => worker.terminate()));
      }
    },
  };
}

/** Work of a month in calls; to begin and end a day takes about as long as twenty of them. */
function callsPerMonth(input: SimulationInput): number {
  return input.days
    .flatMap((day) => day.callsPerInterval)
    .flat()
    .reduce((sum, calls) => sum + calls, 20 * input.days.length);
}

function simulateInThread(
  task: SimulationTask,
  workers: Worker[],
  onPart: (months: number) => void,
): Promise<MonthTally[]> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('./simulate-thread.ts', import.meta.url), { workerData: task });
    workers.push(worker);
    const tallies: MonthTally[] = [];
    worker.on('message', (tally: SimulatorMessage) => {
      tallies.push(tally);
      onPart(tally.to - tally.from);
      if (tally.to === task.to) fulfil(tallies);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      // After the last part the promise is settled and this changes nothing.
      reject(new Error(`the simulating thread ended with code ${code}`));
    });
  });
}
