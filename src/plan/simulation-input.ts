import { parseTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { SimulatedDay, SimulatedPerson, SimulationInput } from '../simulate/index.ts';
import type { PlanContent, PlanDay } from './format.ts';

/** What a simulation takes as it is and what as the formulas see it, so that each difference can be told apart. */
export interface SimulatedTraits {
  /** Volumes vary from month to month and day to day; else they are as forecast, chance alone left. */
  readonly isVolumeUncertain: boolean;
  /** Calls last log-normal times per queue; else exponential times of one mean. */
  readonly isHandlingReal: boolean;
  /** People may be absent or late, and standbys come. */
  readonly isAttendanceReal: boolean;
}

/** Everything as the contract and the forecast say. */
const allTraits: SimulatedTraits = {
  isVolumeUncertain: true,
  isHandlingReal: true,
  isAttendanceReal: true,
};

/**
 * A plan as the simulation wants it: calls per queue and interval, people with their times at the phone to the minute.
 * Supervisors take calls only where the contract's overflow says so. A standby comes at the earliest after the on-call
 * hours' start and the time to arrive.
 */
export function simulationOf(
  content: Pick<PlanContent, 'days' | 'staff' | 'assumptions'>,
  contract: Contract,
  traits: SimulatedTraits = allTraits,
): Omit<SimulationInput, 'seed'> {
  const { assumptions } = content;
  const { handlingCvFraction, redial, attendance } = contract.assumptions;
  const { lateMinutes, ...chances } = attendance;
  return {
    intervalSeconds: contract.intervalMinutes * 60,
    queues: queueAhts(assumptions, contract).map((ahtSeconds) => ({
      handling: traits.isHandlingReal
        ? { kind: 'logNormal', ahtSeconds, cvFraction: handlingCvFraction }
        : { kind: 'exponential', ahtSeconds: assumptions.ahtSeconds },
      patience: { kind: 'exponential', patienceSeconds: assumptions.patienceSeconds },
    })),
    days: content.days.map((day) => simulatedDay(day, content.staff, contract)),
    volumeCvFraction: traits.isVolumeUncertain ? assumptions.volumeCvFraction : 0,
    dayCvFraction: traits.isVolumeUncertain ? assumptions.dayCvFraction : 0,
    redial,
    overflow: contract.overflow,
    attendance: {
      ...(traits.isAttendanceReal ? chances : { absentFraction: 0, lateFraction: 0 }),
      lateSeconds: lateMinutes * 60,
    },
    withinSeconds: assumptions.serviceLevelSeconds,
    targetAnsweredFraction: assumptions.targetAnswerRate,
  };
}

/** Handling time per queue, in the contract's order. */
export function queueAhts(assumptions: PlanContent['assumptions'], contract: Contract): number[] {
  return contract.queues.map(
    ({ id, ahtSeconds }) =>
      assumptions.queueAhts?.find(({ queueId }) => queueId === id)?.ahtSeconds ?? ahtSeconds,
  );
}

function simulatedDay(day: PlanDay, staff: PlanContent['staff'], contract: Contract): SimulatedDay {
  const dayCalls = day.queues.reduce((sum, { calls }) => sum + calls, 0);
  const shareOf = (queueId: string): number => {
    const calls = day.queues.find(({ id }) => id === queueId)?.calls ?? 0;
    // A day without calls has no shares, and none are needed.
    return dayCalls === 0 ? 0 : calls / dayCalls;
  };
  return {
    openSecond: parseTime(day.open) * 60,
    callsPerInterval: contract.queues.map(({ id }) => day.intervals.map(({ calls }) => calls * shareOf(id))),
    people: day.shifts.flatMap((shift) => simulatedPerson(shift, staff, contract) ?? []),
  };
}

function simulatedPerson(
  shift: PlanDay['shifts'][number],
  staff: PlanContent['staff'],
  contract: Contract,
): SimulatedPerson | null {
  const skills = staff.find(({ id }) => id === shift.staffId)?.skills ?? [];
  const queueMask = contract.queues.reduce(
    (mask, { id }, index) => (skills.includes(id) ? mask | (1 << index) : mask),
    0,
  );
  if (shift.standby) {
    const from = Math.max(contract.standby.start, parseTime(shift.start)) + contract.standby.arrivalMinutes;
    return { kind: 'standby', queueMask, availableFromSecond: from * 60, mayBeAbsent: true };
  }
  const takesOverflow = shift.role === 'supervisor' && contract.overflow.supervisorAfterSeconds !== null;
  if (shift.role !== 'operator' && !takesOverflow) return null;
  return {
    kind: shift.role === 'operator' ? 'operator' : 'supervisor',
    // Whoever leads the desk takes any call.
    queueMask: shift.role === 'operator' ? queueMask : 2 ** contract.queues.length - 1,
    windows: phoneWindows(shift),
    keepsBreakLength: true,
    mayBeAbsent: true,
    isReplaced: shift.role === 'operator',
  };
}

/** Times at the phone: the shift less its breaks. */
function phoneWindows(
  shift: PlanDay['shifts'][number],
): { readonly startSecond: number; readonly endSecond: number }[] {
  const edges = [
    parseTime(shift.start),
    ...shift.breaks
      .toSorted((one, other) => one.start.localeCompare(other.start))
      .flatMap((entry) => [parseTime(entry.start), parseTime(entry.end)]),
    parseTime(shift.end),
  ];
  return edges
    .filter((_, index) => index % 2 === 0)
    .map((start, index) => ({ startSecond: start * 60, endSecond: edges[2 * index + 1]! * 60 }))
    .filter(({ startSecond, endSecond }) => endSecond > startSecond);
}

/** Whether a shift's person stands among the simulated people of the day, who are in the order of its shifts. */
export function takesPart(
  shift: PlanDay['shifts'][number],
  staff: PlanContent['staff'],
  contract: Contract,
): boolean {
  return simulatedPerson(shift, staff, contract) !== null;
}
