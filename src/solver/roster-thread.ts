import { parentPort, workerData } from 'node:worker_threads';
import { type LaneOptions, type Report, type RosterProblem, searchLane } from '../roster/engine/index.ts';
import { openLpSolver } from './live-lp.ts';
import type { LaneMessage } from './roster-searcher.ts';

const { problem, mostUnits, ...lane } = workerData as {
  readonly problem: RosterProblem;
  readonly mostUnits: number;
} & Omit<LaneOptions, 'openLp'>;
const port = parentPort!;
const send = (message: LaneMessage): void => port.postMessage(message);

function reports(): Promise<readonly Report[]> {
  return new Promise((fulfil) => {
    port.once('message', fulfil);
  });
}

const events = searchLane(problem, { openLp: await openLpSolver(), ...lane });
let answer: readonly Report[] | undefined;
for (;;) {
  const { value, done } = answer === undefined ? events.next() : events.next(answer);
  answer = undefined;
  if (done === true) break;
  if (value.kind === 'tick') {
    // A lane alone has no reports in which its work could be seen.
    if (lane.lanes > 1 || value.units < mostUnits) continue;
    send({ kind: 'ended' });
    break;
  }
  send(value);
  if (value.kind === 'report') {
    if (value.report.isDone && lane.lanes === 1) break;
    answer = await reports();
  }
}
port.close();
