import { attend } from './attendance.ts';
import { firstReady, type StaffedChange, settle } from './crew.ts';
import { addSpan, wholeMs } from './day-counts.ts';
import { type CallAtHand, mayTryAgain, nextCall, noCallYet, type TracedCall } from './next-call.ts';
import type { Centre, PreparedDay } from './prepare.ts';
import { columns } from './tally.ts';

/** Offered and answered calls of one run of a day. */
export interface DayRun {
  readonly offeredCalls: number;
  readonly answeredCalls: number;
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
  const { place, crew } = day;
  attend(crew, centre.input.attendance, centre.streams.people);
  countStaffed(day);
  const onChange: StaffedChange = (from, to, sign) => addSpan(place, columns.staffedMs, from, to, sign);
  centre.arrivals.start(day.curve, factor, centre.streams.arrivals);
  centre.redials.clear();
  centre.waiting.clear();
  const at = noCallYet();
  let offeredCalls = 0;
  let answeredCalls = 0;
  while (nextCall(centre, day, at)) {
    offeredCalls += 1;
    decide(centre, day, at);
    count(centre, day, at);
    if (at.outcome === 'answered') {
      answeredCalls += 1;
      occupy(day, at, onChange);
    } else if (at.outcome === 'abandoned') mayTryAgain(centre, day, at);
    trace?.({ ...at });
  }
  return { offeredCalls, answeredCalls };
}

/** Sets how the call at hand ends, when its wait does, and who answers. */
function decide(centre: Centre, day: PreparedDay, at: CallAtHand): void {
  const { automaticAfterSeconds, waitingLimit } = centre;
  const arrival = at.arrivalSecond;
  const person = personFor(centre, day, at);
  const answer = person < 0 ? Infinity : answerSecond(centre, day, person, arrival);
  const giveUp = arrival + Math.min(at.patienceSeconds, automaticAfterSeconds);
  const isFull =
    waitingLimit < Infinity && answer > arrival && !isLetIn(centre, arrival, Math.min(answer, giveUp));
  at.person = -1;
  if (isFull) {
    at.outcome = 'automatic';
    at.leaveSecond = arrival;
  } else if (answer <= giveUp && answer < Infinity) {
    at.outcome = 'answered';
    at.leaveSecond = answer;
    at.person = person;
  } else if (giveUp === Infinity) {
    at.outcome = 'lost';
    at.leaveSecond = Math.max(arrival, day.closeSecond, day.crew.lastSecond);
  } else {
    at.outcome = at.patienceSeconds < automaticAfterSeconds ? 'abandoned' : 'automatic';
    at.leaveSecond = giveUp;
  }
}

function count(centre: Centre, day: PreparedDay, at: CallAtHand): void {
  const { counts } = day.place;
  const { row, outcome } = at;
  const waitSeconds = at.leaveSecond - at.arrivalSecond;
  const waitMs = wholeMs(waitSeconds);
  counts[row + columns.offered]! += 1;
  counts[row + columns[outcome]]! += 1;
  counts[row + columns.waitMs]! += waitMs;
  if (at.attempt > 0) counts[row + columns.redials]! += 1;
  if (outcome !== 'answered') return;
  counts[row + columns.answeredWaitMs]! += waitMs;
  if (waitSeconds <= centre.input.withinSeconds + graceSeconds) counts[row + columns.answeredWithin]! += 1;
  if (day.crew.isSupervisor[at.person] === 1) counts[row + columns.supervisor]! += 1;
}

/** Keeps who answers busy until the call is handled, and past the end of the window if need be. */
function occupy({ crew, place }: PreparedDay, at: CallAtHand, onChange: StaffedChange): void {
  const { person } = at;
  const isOperator = crew.isSupervisor[person] === 0;
  const end = at.leaveSecond + at.handlingSeconds;
  crew.readySeconds[person] = end;
  if (isOperator) addSpan(place, columns.busyMs, at.leaveSecond, end);
  if (end >= crew.windowEndSeconds[person]!) settle(crew, person, end, isOperator ? onChange : undefined);
}

/** Who would answer a call first; operators before supervisors who could at the same moment; -1 if nobody ever. */
function personFor(centre: Centre, { crew }: PreparedDay, at: CallAtHand): number {
  const arrival = at.arrivalSecond;
  const operator = firstReady(crew, crew.operators[at.queue]!, arrival);
  const supervisors = crew.supervisors[at.queue]!;
  const joins = arrival + centre.supervisorAfterSeconds;
  if (supervisors.length === 0 || joins === Infinity) return operator;
  const operatorSecond = operator < 0 ? Infinity : Math.max(arrival, crew.readySeconds[operator]!);
  if (operatorSecond <= joins) return operator;
  const supervisor = firstReady(crew, supervisors, joins);
  if (supervisor < 0) return operator;
  return Math.max(joins, crew.readySeconds[supervisor]!) < operatorSecond ? supervisor : operator;
}

function answerSecond(centre: Centre, { crew }: PreparedDay, person: number, arrival: number): number {
  const earliest = crew.isSupervisor[person] === 1 ? arrival + centre.supervisorAfterSeconds : arrival;
  return Math.max(earliest, crew.readySeconds[person]!);
}

/** Whether a call that has to wait finds room; if so, it waits until a moment. */
function isLetIn(centre: Centre, arrival: number, untilSecond: number): boolean {
  const { waiting, waitingLimit } = centre;
  while (waiting.firstSecond <= arrival) waiting.pop();
  if (waiting.size >= waitingLimit) return false;
  waiting.push(untilSecond, 0);
  return true;
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
