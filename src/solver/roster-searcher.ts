import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  type FoundRoster,
  type LaneEvent,
  off,
  type Report,
  type RosterProblem,
} from '../roster/engine/index.ts';

/** What a lane's thread sends: the lane's events, or that its work is used up. */
export type LaneMessage = Exclude<LaneEvent, { kind: 'tick' }> | { readonly kind: 'ended' };

/** How long and from where a roster is searched. */
export interface RosterSearch {
  readonly problem: RosterProblem;
  readonly seed: number;
  /** Seconds after which it ends wherever it is; Infinity: never. */
  readonly seconds: number;
  /** Work per lane after which it ends, in units of about three to five nanoseconds; the same work gives the same roster. */
  readonly units: number;
  /** Threads, ≥ 1; as many as there are processors unless given. */
  readonly lanes?: number;
  /** A legal roster to start from. */
  readonly start?: Int16Array;
  /** How far over the bound a roster may cost to be good enough, relative, ≥ 0; 0 unless given. */
  readonly gap?: number;
  readonly onBest?: (cost: number, seconds: number) => void;
  readonly onBound?: (bound: number, seconds: number) => void;
  /** Whether it ends at once when somebody has no legal schedule. */
  readonly endsWithout?: boolean;
}

/** A search that is running. */
export interface RunningSearch {
  readonly found: Promise<FoundRoster>;
  /** Ends it now, with the best so far. */
  stop(): void;
}

/** Nobody on any day, which costs what it costs. */
function noRoster({ people, dayCount }: RosterProblem): {
  readonly cost: number;
  readonly schedule: Int16Array;
} {
  return { cost: Infinity, schedule: new Int16Array(people.length * dayCount).fill(off) };
}

/** Searches a roster in threads of its own, which end with it. */
export function startSearch(search: RosterSearch): RunningSearch {
  const lanes = search.lanes ?? Math.min(4, availableParallelism());
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const { start = null, gap = 0 } = search;
  let best: { readonly cost: number; readonly schedule: Int16Array } | null = null;
  let bound = -Infinity;
  let without: readonly string[] = [];
  let stop = (): void => {};
  const workers: Worker[] = [];

  // A search that is stopped before its first roster ends with that one.
  let isStopped = false;
  const take = (cost: number, schedule: Int16Array): void => {
    if (best !== null && cost >= best.cost) return;
    best = { cost, schedule };
    search.onBest?.(cost, seconds());
  };
  const raise = (proven: number): void => {
    if (proven <= bound) return;
    bound = proven;
    search.onBound?.(bound, seconds());
  };

  const found = new Promise<FoundRoster>((fulfil, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isEnded = false;
    const end = (how: () => void): void => {
      if (isEnded) return;
      isEnded = true;
      clearTimeout(timer);
      void Promise.all(workers.map((worker) => worker.terminate())).then(how);
    };
    const finish = (roster: { readonly cost: number; readonly schedule: Int16Array }): void =>
      end(() => fulfil({ ...roster, bound, isOptimal: roster.cost <= bound + 1e-6, without }));
    stop = () => {
      isStopped = true;
      if (best !== null) finish(best);
    };
    let waiting: (Report | undefined)[] = Array.from({ length: lanes }, () => undefined);
    const onReport = (lane: number, report: Report): void => {
      waiting[lane] = report;
      const reports = waiting.filter((each) => each !== undefined);
      if (reports.length < lanes) return;
      for (const each of reports) raise(each.bound);
      const isOver = reports.some((each) => each.isDone || each.units >= search.units);
      if (isOver) {
        // The first of the cheapest, so that it does not matter which lane was faster.
        finish(reports.reduce((least, each) => (each.cost < least.cost ? each : least)));
        return;
      }
      waiting = waiting.map(() => undefined);
      for (const worker of workers) worker.postMessage(reports);
    };
    for (let lane = 0; lane < lanes; lane += 1) {
      const worker = new Worker(new URL('./roster-thread.ts', import.meta.url), {
        workerData: {
          problem: search.problem,
          seed: search.seed,
          lane,
          lanes,
          start,
          gap,
          mostUnits: search.units,
        },
      });
      workers.push(worker);
      worker.on('message', (message: LaneMessage) => {
        if (isEnded) return;
        if (message.kind === 'best') {
          take(message.cost, message.schedule);
          if (isStopped) stop();
        } else if (message.kind === 'bound') raise(message.bound);
        else if (message.kind === 'without') {
          without = message.people;
          if (search.endsWithout === true) finish(best ?? noRoster(search.problem));
        } else if (message.kind === 'report') onReport(lane, message.report);
        else stop();
      });
      worker.on('error', (error) => end(() => reject(error)));
    }
    if (search.seconds < Infinity) timer = setTimeout(() => stop(), search.seconds * 1000);
  });
  return { found, stop: () => stop() };
}
