import { parentPort, workerData } from 'node:worker_threads';
import { parseContract } from '../contract/index.ts';
import { changeWork } from '../plan/index.ts';
import type { ChangeJob, ChangeTask, ChangeThreadAnswer } from './change-finder.ts';
import { fromWire } from './wire.ts';

const { contractJson, ...task } = fromWire<ChangeTask>(String(workerData));
const work = changeWork({ ...task, contract: parseContract(contractJson, 'contract.json') });

parentPort?.on('message', async (job: ChangeJob) => {
  const answer: ChangeThreadAnswer =
    job.kind === 'screen' ? await work.screen(job.dayIndex) : await work.confirm(job.changes);
  parentPort?.postMessage(answer);
});
