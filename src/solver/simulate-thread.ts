import { parentPort, workerData } from 'node:worker_threads';
import { simulateMonths } from '../simulate/index.ts';
import type { SimulationTask, SimulatorMessage } from './simulator.ts';

const { input, from, to, monthsPerPart } = workerData as SimulationTask;

for (let next = from; next < to; next += monthsPerPart) {
  const tally: SimulatorMessage = simulateMonths(input, next, Math.min(to, next + monthsPerPart));
  parentPort?.postMessage(tally);
}
