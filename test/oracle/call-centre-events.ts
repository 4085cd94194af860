/** A person of the oracle; windows in seconds, in order. */
export interface OraclePerson {
  readonly isSupervisor: boolean;
  readonly queueMask: number;
  readonly windows: readonly { readonly startSecond: number; readonly endSecond: number }[];
  readonly keepsBreakLength: boolean;
}

/** A call with all that chance decides about it. */
export interface OracleCall {
  readonly queue: number;
  readonly arrivalSecond: number;
  readonly handlingSeconds: number;
  readonly patienceSeconds: number;
}

/** What became of a call. */
export interface OracleFate {
  readonly outcome: 'answered' | 'abandoned' | 'automatic' | 'lost';
  readonly person: number;
  /** When the wait ended; Infinity for lost calls. */
  readonly leaveSecond: number;
}

interface Worker extends OraclePerson {
  readonly place: number;
  state: 'off' | 'idle' | 'busy';
  /** When the present state ends: the call, the break, or for idle people the window. */
  untilSecond: number;
  idleSinceSecond: number;
  window: number;
}

/**
 * A call centre moved from event to event, as an observer on the spot would tell it: calls come, wait, are handed to
 * whoever has been idle longest, and leave. Knows nothing of the product's shortcut of taking calls in order.
 */
export function runCallCentre(
  people: readonly OraclePerson[],
  calls: readonly OracleCall[],
  overflow: {
    readonly supervisorAfterSeconds: number | null;
    readonly automaticAfterSeconds: number | null;
    readonly waitingLimit: number | null;
  },
): OracleFate[] {
  const joinsAfter = overflow.supervisorAfterSeconds ?? Infinity;
  const automaticAfter = overflow.automaticAfterSeconds ?? Infinity;
  const fates: OracleFate[] = calls.map(() => ({ outcome: 'lost', person: -1, leaveSecond: Infinity }));
  const workers = people.map((person, place): Worker => {
    const firstStart = person.windows[0]?.startSecond ?? Infinity;
    return { ...person, place, state: 'off', untilSecond: firstStart, idleSinceSecond: 0, window: -1 };
  });
  const waiting: number[] = [];
  const joins = (call: number): number => calls[call]!.arrivalSecond + joinsAfter;
  const givesUp = (call: number): number =>
    calls[call]!.arrivalSecond + Math.min(calls[call]!.patienceSeconds, automaticAfter);
  let arrived = 0;
  let now = -1;
  for (;;) {
    now = Math.min(
      calls[arrived]?.arrivalSecond ?? Infinity,
      ...workers.map((worker) => worker.untilSecond),
      ...waiting.flatMap((call) => [givesUp(call), joins(call)]).filter((second) => second > now),
    );
    if (now === Infinity) return fates;
    for (const worker of workers) moveOn(worker, now);
    const newcomer = calls[arrived]?.arrivalSecond === now ? arrived++ : -1;
    if (newcomer >= 0) waiting.push(newcomer);
    for (const call of [...waiting]) {
      const worker = workers
        .filter((one) => one.state === 'idle' && ((one.queueMask >> calls[call]!.queue) & 1) === 1)
        .filter((one) => !one.isSupervisor || joins(call) <= now)
        .sort(
          (a, b) =>
            Number(a.isSupervisor) - Number(b.isSupervisor) ||
            a.idleSinceSecond - b.idleSinceSecond ||
            a.place - b.place,
        )[0];
      if (worker === undefined) continue;
      waiting.splice(waiting.indexOf(call), 1);
      worker.state = 'busy';
      worker.untilSecond = now + calls[call]!.handlingSeconds;
      fates[call] = { outcome: 'answered', person: worker.place, leaveSecond: now };
    }
    const others = waiting.filter((call) => call !== newcomer && givesUp(call) > now).length;
    if (waiting.at(-1) === newcomer && others >= (overflow.waitingLimit ?? Infinity)) {
      waiting.pop();
      fates[newcomer] = { outcome: 'automatic', person: -1, leaveSecond: now };
    }
    for (const call of [...waiting]) {
      if (givesUp(call) > now) continue;
      waiting.splice(waiting.indexOf(call), 1);
      const outcome = calls[call]!.patienceSeconds < automaticAfter ? 'abandoned' : 'automatic';
      fates[call] = { outcome, person: -1, leaveSecond: now };
    }
  }
}

/** Ends calls, breaks and windows whose time has come. */
function moveOn(worker: Worker, now: number): void {
  const { windows } = worker;
  while (worker.untilSecond <= now) {
    const end = windows[worker.window]?.endSecond ?? -Infinity;
    if (worker.state === 'busy' && now < end) {
      worker.state = 'idle';
      worker.idleSinceSecond = worker.untilSecond;
      worker.untilSecond = end;
    } else if (worker.state === 'off') {
      worker.window += 1;
      worker.state = 'idle';
      worker.idleSinceSecond = worker.untilSecond;
      const newEnd = windows[worker.window]!.endSecond;
      // A break that lasted past the whole window is followed by the next break at once.
      if (worker.untilSecond >= newEnd) goOnBreak(worker, worker.untilSecond);
      else worker.untilSecond = newEnd;
    } else goOnBreak(worker, worker.untilSecond);
  }
}

/** From a moment at or after the end of the window: until the next window begins, or for the break's whole length. */
function goOnBreak(worker: Worker, second: number): void {
  const next = worker.windows[worker.window + 1];
  const end = worker.windows[worker.window]!.endSecond;
  worker.state = 'off';
  if (next === undefined) worker.untilSecond = Infinity;
  else if (worker.keepsBreakLength) worker.untilSecond = second + (next.startSecond - end);
  else worker.untilSecond = Math.max(second, next.startSecond);
}

/**
 * Seats without names, moved from event to event: waiting calls start, the first first, while fewer are in progress
 * than there are seats. Seats of the last interval stay.
 */
export function runStaircase(
  stairs: { readonly intervalSeconds: number; readonly seatsPerInterval: readonly number[] },
  calls: readonly OracleCall[],
): OracleFate[] {
  const { intervalSeconds, seatsPerInterval } = stairs;
  const fates: OracleFate[] = calls.map(() => ({ outcome: 'lost', person: -1, leaveSecond: Infinity }));
  const steps = seatsPerInterval.map((_, interval) => interval * intervalSeconds);
  let inProgress: number[] = [];
  let waiting: number[] = [];
  const givesUp = (call: number): number => calls[call]!.arrivalSecond + calls[call]!.patienceSeconds;
  const moments = (): number[] => [
    ...calls.map((call) => call.arrivalSecond),
    ...steps,
    ...inProgress,
    ...waiting.map(givesUp),
  ];
  for (let now = -1; ; ) {
    now = moments()
      .filter((second) => second > now)
      .reduce((first, second) => Math.min(first, second), Infinity);
    if (now === Infinity) return fates;
    inProgress = inProgress.filter((end) => end > now);
    for (const [call, { arrivalSecond }] of calls.entries()) if (arrivalSecond === now) waiting.push(call);
    const seats = seatsPerInterval[steps.findLastIndex((step) => step <= now)]!;
    while (inProgress.length < seats && waiting.length > 0) {
      const call = waiting.shift()!;
      inProgress.push(now + calls[call]!.handlingSeconds);
      fates[call] = { outcome: 'answered', person: -1, leaveSecond: now };
    }
    for (const call of waiting.filter((one) => givesUp(one) <= now)) {
      fates[call] = { outcome: 'abandoned', person: -1, leaveSecond: now };
    }
    waiting = waiting.filter((call) => givesUp(call) > now);
  }
}
