import { parentPort, workerData } from 'node:worker_threads';
import { YearMonth } from '@js-joda/core';
import { parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { answerWhatIf } from '../plan/answer-what-if.ts';
import { findCandidates } from '../plan/candidates.ts';
import { type PlanStage, planFrom, simulatePlan } from '../plan/index.ts';
import { sizeForecast } from '../plan/size-forecast.ts';
import { forecastInThreads } from './forecaster.ts';
import { fromWired, type PlannerMessage, type PlannerTask } from './planner.ts';
import { openRosterSearch } from './search-roster.ts';
import { openSimulator } from './simulator.ts';
import { fromWire, toWire } from './wire.ts';

function send(message: PlannerMessage): void {
  parentPort?.postMessage(message);
}

const contractOf = (json: unknown) => parseContract(json, 'contract.json');

async function run(task: PlannerTask): Promise<unknown> {
  if (task.kind === 'whatIf') {
    const month = YearMonth.parse(task.month);
    return answerWhatIf(
      { ...task, task: { ...task.task, month }, contract: contractOf(task.task.contractJson) },
      (own) => forecastInThreads({ ...own, contract: contractOf(own.contractJson) }),
      (own, forecast) => sizeForecast(contractOf(own.contractJson), forecast),
    );
  }
  const contract = contractOf(task.contractJson);
  if (task.kind === 'forecast') {
    const month = YearMonth.parse(task.month);
    return { ...(await forecastInThreads({ ...task, month, contract })), month: task.month };
  }
  if (task.kind === 'sizing') return sizeForecast(contract, fromWired(task.forecast));
  const { simulate } = openSimulator();
  if (task.kind === 'simulation') return simulatePlan(task.content, contract, simulate);
  const onProgress = (stage: PlanStage, doneFraction: number) =>
    send({ kind: 'progress', stage, doneFraction });
  if (task.kind === 'candidates') {
    const search = await openRosterSearch();
    return findCandidates({ ...task, contract }, { search, simulate }, (done) => onProgress('roster', done));
  }
  const input = { ...task, month: YearMonth.parse(task.month), contract };
  onProgress('forecast', 0);
  const content = await planFrom(input, await forecastInThreads(input), await openRosterSearch(), onProgress);
  send({ kind: 'progress', stage: 'simulating', doneFraction: 0 });
  return { ...content, simulation: await simulatePlan(content, contract, simulate) };
}

try {
  send({ kind: 'done', result: toWire(await run(fromWire<PlannerTask>(String(workerData)))) });
} catch (error) {
  // A registered error keeps its code across the thread boundary; everything else is a bug and ends the thread.
  if (!(error instanceof SekisuError)) throw error;
  send({ kind: 'refused', code: error.code, details: error.details });
}
