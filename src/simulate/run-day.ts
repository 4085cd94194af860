import { attend } from './attendance.ts';
import { type Crew, firstReady, type StaffedChange, settle } from './crew.ts';
import { addSpan, rowOf, wholeMs } from './day-counts.ts';
import { drawSeconds } from './durations.ts';
import type { Centre, PreparedDay } from './prepare.ts';
import { startRedial } from './streams.ts';
import { columns } from './tally.ts';

/** One call as it went, for those who look at calls one by one. */
export interface TracedCall {
  readonly queue: number;
  /** Place of the caller's first call among the day's. */
  readonly call: number;
  /** 0 for the first call, 1 for the call after hanging up once, … */
  readonly attempt: number;
  readonly arrivalSecond: number;
  readonly handlingSeconds: number;
  readonly patienceSeconds: number;
  readonly outcome: 'answered' | 'abandoned' | 'automatic' | 'lost';
  /** Place of who answered among the day's people; -1 for nobody. */
  readonly person: number;
  /** When the wait ended. */
  readonly leaveSecond: number;
}

/** Offered and answered calls of one run of a day. */
export interface DayRun {
  offeredCalls: number;
  answeredCalls: number;
}

/** Grace for waits that are T but for the rounding of moments. */
export const graceSeconds = 1e-6;

/**
 * Runs one day, call by call in order of arrival, and counts what happens.
 *
 * Each call takes the person who can take it first, unless its caller hangs up before or the automatic answer comes.
 * This gives what a simulation event by event gives: at any moment a person may take exactly those calls whose time
 * (arrival, or arrival and the supervisors' delay) has come, in order of arrival. So no later call can be given a person
 * whom an earlier one is still waiting for, and what becomes of a call depends on earlier calls alone. Callers who try
 * again arrive after the moment they hang up, so they take their place in the order in time.
 * @param factor volume of this day against its forecast @param trace told of every call
 */
export function runDay(
  centre: Centre,
  day: PreparedDay,
  factor: number,
  trace: ((call: TracedCall) => void) | null = null,
): DayRun {
  const { streams, arrivals, redials, waiting, automaticAfterSeconds, waitingLimit } = centre;
  const { crew, place, closeSecond } = day;
  const { counts } = place;
  const { withinSeconds } = centre.input;
  attend(crew, centre.input.attendance, streams.people);
  countStaffed(day);
  const onChange: StaffedChange = (from, to, sign) => addSpan(place, columns.staffedMs, from, to, sign);
  const lastSecond = Math.max(closeSecond, crew.lastSecond);
  arrivals.start(day.curve, factor, streams.arrivals);
  redials.clear();
  waiting.clear();
  let firstCalls = 0;
  let offered = 0;
  let answered = 0;
  for (;;) {
    const isRedial = redials.firstSecond < arrivals.atSecond;
    if (!isRedial && arrivals.atSecond === Infinity) break;
    if (isRedial) redials.take();
    const source = isRedial ? redials : arrivals;
    const { queue } = source;
    const arrival = source.atSecond;
    const row = rowOf(place, isRedial ? intervalOf(day, arrival) : arrivals.interval);
    const call = isRedial ? redials.call : firstCalls++;
    const attempt = isRedial ? redials.attempt : 0;
    const handling = isRedial
      ? redials.handlingSeconds
      : drawSeconds(centre.handling[queue]!, streams.handling);
    const patience = isRedial
      ? redials.patienceSeconds
      : drawSeconds(centre.patience[queue]!, streams.patience);
    if (!isRedial) arrivals.next();
    offered += 1;
    counts[row + columns.offered]! += 1;
    if (isRedial) counts[row + columns.redials]! += 1;

    const person = personFor(centre, crew, queue, arrival);
    const answer = person < 0 ? Infinity : answerSecond(centre, crew, person, arrival);
    const giveUp = arrival + Math.min(patience, automaticAfterSeconds);
    let outcome: TracedCall['outcome'];
    let leave: number;
    if (waitingLimit < Infinity && answer > arrival && !isLetIn(centre, arrival, Math.min(answer, giveUp))) {
      outcome = 'automatic';
      leave = arrival;
      counts[row + columns.automatic]! += 1;
    } else if (answer <= giveUp && answer < Infinity) {
      outcome = 'answered';
      leave = answer;
      answered += 1;
      counts[row + columns.answered]! += 1;
      counts[row + columns.answeredWaitMs]! += wholeMs(leave - arrival);
      if (leave - arrival <= withinSeconds + graceSeconds) counts[row + columns.answeredWithin]! += 1;
      const end = answer + handling;
      crew.readySeconds[person] = end;
      if (crew.isSupervisor[person] === 1) {
        counts[row + columns.supervisor]! += 1;
        if (end >= crew.windowEndSeconds[person]!) settle(crew, person, end);
      } else {
        addSpan(place, columns.busyMs, answer, end);
        if (end >= crew.windowEndSeconds[person]!) settle(crew, person, end, onChange);
      }
    } else if (giveUp === Infinity) {
      outcome = 'lost';
      leave = Math.max(arrival, lastSecond);
      counts[row + columns.lost]! += 1;
    } else if (patience < automaticAfterSeconds) {
      outcome = 'abandoned';
      leave = giveUp;
      counts[row + columns.abandoned]! += 1;
      mayTryAgain(centre, day, { queue, call, attempt, handlingSeconds: handling, leaveSecond: leave });
    } else {
      outcome = 'automatic';
      leave = giveUp;
      counts[row + columns.automatic]! += 1;
    }
    counts[row + columns.waitMs]! += wholeMs(leave - arrival);
    if (trace === null) continue;
    trace({
      ...{ queue, call, attempt, outcome, arrivalSecond: arrival, leaveSecond: leave },
      ...{
        handlingSeconds: handling,
        patienceSeconds: patience,
        person: outcome === 'answered' ? person : -1,
      },
    });
  }
  return { offeredCalls: offered, answeredCalls: answered };
}

/** Who would answer a call first; operators before supervisors who could at the same moment; -1 if nobody ever. */
function personFor(centre: Centre, crew: Crew, queue: number, arrival: number): number {
  const operator = firstReady(crew, crew.operators[queue]!, arrival);
  const supervisors = crew.supervisors[queue]!;
  const joins = arrival + centre.supervisorAfterSeconds;
  if (supervisors.length === 0 || joins === Infinity) return operator;
  const operatorSecond = operator < 0 ? Infinity : Math.max(arrival, crew.readySeconds[operator]!);
  if (operatorSecond <= joins) return operator;
  const supervisor = firstReady(crew, supervisors, joins);
  if (supervisor < 0) return operator;
  return Math.max(joins, crew.readySeconds[supervisor]!) < operatorSecond ? supervisor : operator;
}

function answerSecond(centre: Centre, crew: Crew, person: number, arrival: number): number {
  const earliest = crew.isSupervisor[person] === 1 ? arrival + centre.supervisorAfterSeconds : arrival;
  return Math.max(earliest, crew.readySeconds[person]!);
}

/** Whether a call that has to wait finds room, and if so, until when it is going to wait. */
function isLetIn(centre: Centre, arrival: number, untilSecond: number): boolean {
  const { waiting, waitingLimit } = centre;
  while (waiting.firstSecond <= arrival) waiting.pop();
  if (waiting.size >= waitingLimit) return false;
  waiting.push(untilSecond, 0);
  return true;
}

function intervalOf(day: PreparedDay, second: number): number {
  const { openSecond, intervalSeconds, intervals } = day.place;
  return Math.min(intervals - 1, Math.floor((second - openSecond) / intervalSeconds));
}

/** Whether and when somebody who hung up calls again; about the same matter, so the handling time stays. */
function mayTryAgain(
  centre: Centre,
  day: PreparedDay,
  caller: {
    readonly queue: number;
    readonly call: number;
    readonly attempt: number;
    readonly handlingSeconds: number;
    readonly leaveSecond: number;
  },
): void {
  const { redialFraction, redialSeconds } = centre.input.redial;
  if (redialFraction === 0) return;
  const stream = startRedial(centre.streams, caller.call, caller.attempt);
  if (stream.uniform() >= redialFraction) return;
  const atSecond = caller.leaveSecond + redialSeconds * stream.exponential();
  if (atSecond >= day.closeSecond) return;
  const patienceSeconds = drawSeconds(centre.patience[caller.queue]!, stream);
  const { queue, call, handlingSeconds } = caller;
  centre.redials.add({
    atSecond,
    queue,
    handlingSeconds,
    patienceSeconds,
    call,
    attempt: caller.attempt + 1,
  });
}

/** Counts the operators' time at the phone as it would be if no call ran past the end of a window. */
function countStaffed({ crew, place }: PreparedDay): void {
  for (let person = 0; person < crew.people.length; person++) {
    if (crew.isSupervisor[person] === 1) continue;
    const notBefore = crew.notBeforeSeconds[person]!;
    for (let window = crew.workFrom[person]!; window < crew.lastWindow[person]!; window++) {
      addSpan(place, columns.staffedMs, Math.max(notBefore, crew.starts[window]!), crew.ends[window]!);
    }
  }
}
