import { parentPort, workerData } from 'node:worker_threads';
import { YearMonth } from '@js-joda/core';
import { parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { makePlan, type PlanContent, type PlanSimulation, simulatePlan } from '../plan/index.ts';
import type { PlannerMessage, PlannerTask } from './planner.ts';
import { openSimulator } from './simulator.ts';
import { openSolver } from './solve-linear.ts';
import { fromWire } from './wire.ts';

function send(message: PlannerMessage): void {
  parentPort?.postMessage(message);
}

async function run(task: PlannerTask): Promise<PlanContent | PlanSimulation> {
  const contract = parseContract(task.contractJson, 'contract.json');
  const { simulate } = openSimulator();
  if (task.kind === 'simulation') return simulatePlan(task.content, contract, simulate);
  const content = makePlan(
    { ...task, month: YearMonth.parse(task.month), contract },
    await openSolver(),
    (stage, doneFraction) => send({ kind: 'progress', stage, doneFraction }),
  );
  send({ kind: 'progress', stage: 'simulating', doneFraction: 0 });
  return { ...content, simulation: await simulatePlan(content, contract, simulate) };
}

try {
  send({ kind: 'done', result: await run(fromWire<PlannerTask>(String(workerData))) });
} catch (error) {
  // A registered error keeps its code across the thread boundary; everything else is a bug and ends the thread.
  if (!(error instanceof SekisuError)) throw error;
  send({ kind: 'refused', code: error.code, details: error.details });
}
