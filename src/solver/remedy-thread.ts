import { parentPort, workerData } from 'node:worker_threads';
import { parseContract } from '../contract/index.ts';
import { findRemedies } from '../plan/index.ts';
import type { RemedyMessage, RemedyTask } from './remedy-finder.ts';
import { openRosterSearch } from './search-roster.ts';
import { fromWire } from './wire.ts';

function send(message: RemedyMessage): void {
  parentPort?.postMessage(message);
}

const { contractJson, ...task } = fromWire<RemedyTask>(String(workerData));
const input = { ...task, contract: parseContract(contractJson, 'contract.json') };
const remedies = await findRemedies(input, await openRosterSearch(), (stage, doneFraction) =>
  send({ kind: 'progress', stage, doneFraction }),
);
send({ kind: 'done', remedies });
