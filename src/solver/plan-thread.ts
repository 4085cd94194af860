import { parentPort, workerData } from 'node:worker_threads';
import { YearMonth } from '@js-joda/core';
import { parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { makePlan } from '../plan/index.ts';
import type { PlannerMessage, PlanTask } from './planner.ts';
import { openSolver } from './solve-linear.ts';
import { fromWire } from './wire.ts';

const task = fromWire<Omit<PlanTask, 'month'> & { readonly month: string }>(String(workerData));

function send(message: PlannerMessage): void {
  parentPort?.postMessage(message);
}

try {
  const solve = await openSolver();
  const input = {
    ...task,
    month: YearMonth.parse(task.month),
    contract: parseContract(task.contractJson, 'contract.json'),
  };
  const content = makePlan(input, solve, (stage, doneFraction) =>
    send({ kind: 'progress', stage, doneFraction }),
  );
  send({ kind: 'done', content });
} catch (error) {
  // A registered error keeps its code across the thread boundary; everything else is a bug and ends the thread.
  if (!(error instanceof SekisuError)) throw error;
  send({ kind: 'refused', code: error.code, details: error.details });
}
