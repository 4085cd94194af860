import type { Contract } from '../contract/index.ts';
import {
  type Break,
  isKeptFromOvertime,
  type RosterDay,
  type Shift,
  type StaffMember,
  workedMinutes,
} from '../roster/index.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';

/** What one change touches: the meal, a rest, or an end of the shift. */
export type ChangeKind = 'break' | 'rest' | 'earlierStart' | 'laterEnd';

/** A span of a day as clock times, `HH:mm`, half-open. */
export interface ClockSpan {
  readonly start: string;
  readonly end: string;
}

/** One person's day with one thing changed; not checked by the rules yet. */
export interface ChangeCandidate {
  readonly kind: ChangeKind;
  readonly staffId: string;
  /** The break as it is, or the shift as it is where it begins earlier or ends later. */
  readonly before: Shift | Break;
  /** The same, changed. */
  readonly after: Shift | Break;
  /** The rest that a longer shift needs so that no run on the phone gets too long; null = none. */
  readonly addedRest: Break | null;
  /** The whole day with the change. */
  readonly day: RosterDay;
}

/** By so much a shift may begin earlier or end later. */
export const extraMinutes = 30;

/**
 * Every single change of a day's operators: each meal and rest to each other start on the contract's grid that keeps
 * the order, leaves work on both sides and lies where breaks may lie; and half an hour more at either end of a shift
 * within the opening hours and the person's daily limit, with a rest where the run on the phone would get too long.
 * No change makes a run longer than the contract's, and nobody exempt from overtime is asked for more (育介法16条の8).
 * @param dayIndex place of the day in the plan
 */
export function changeCandidates(
  content: Pick<PlanContent, 'days' | 'staff'>,
  contract: Contract,
  staff: readonly StaffMember[],
  dayIndex: number,
): ChangeCandidate[] {
  const { breaks: rules } = contract;
  const planned = { days: [content.days[dayIndex]!] };
  const day = rosterDaysOf(planned)[0]!;
  const open = demandsOf(planned)[0]!;
  return day.shifts.flatMap((shift): ChangeCandidate[] => {
    if (shift.isStandby || shift.role !== 'operator') return [];
    const candidate = (
      changed: Shift,
      what: Pick<ChangeCandidate, 'kind' | 'before' | 'after' | 'addedRest'>,
    ): ChangeCandidate[] =>
      keepsRuns(shift, changed, rules.maximumPhoneMinutes)
        ? [
            {
              ...what,
              staffId: shift.staffId,
              day: { ...day, shifts: day.shifts.map((other) => (other === shift ? changed : other)) },
            },
          ]
        : [];
    const moved = shift.breaks.flatMap((entry) =>
      startsFor(shift, entry, rules).flatMap((startMinute) => {
        const after = { ...entry, startMinute, endMinute: startMinute + entry.endMinute - entry.startMinute };
        const breaks = shift.breaks.map((other) => (other === entry ? after : other));
        const kind = entry.kind === 'meal' ? 'break' : 'rest';
        return candidate({ ...shift, breaks }, { kind, before: entry, after, addedRest: null });
      }),
    );
    const person = content.staff.find(({ id }) => id === shift.staffId);
    const isExempt = staff.some((one) => one.id === shift.staffId && isKeptFromOvertime(one, day.date));
    const limit = isExempt ? 0 : (person?.limits.maximumDailyMinutes ?? 0);
    if (workedMinutes(shift) + extraMinutes > limit) return moved;
    const earlier = { ...shift, startMinute: shift.startMinute - extraMinutes };
    const later = { ...shift, endMinute: shift.endMinute + extraMinutes };
    const longer = [
      ...(shift.startMinute > open.startMinute && earlier.startMinute >= 0
        ? [{ kind: 'earlierStart' as const, after: earlier }]
        : []),
      ...(shift.endMinute < open.endMinute && later.endMinute <= 1440
        ? [{ kind: 'laterEnd' as const, after: later }]
        : []),
    ].flatMap(({ kind, after }) =>
      withRestsFor(after, rules).flatMap(({ changed, addedRest }) =>
        candidate(changed, { kind, before: shift, after: changed, addedRest }),
      ),
    );
    return [...moved, ...longer];
  });
}

/** Whether a change lies wholly in what is left of a day from a minute on. */
export function isStillPossible(
  { kind, before, after, addedRest }: ChangeCandidate,
  fromMinute: number,
): boolean {
  if (addedRest !== null && addedRest.startMinute < fromMinute) return false;
  if (kind === 'laterEnd') return before.endMinute > fromMinute;
  return Math.min(before.startMinute, after.startMinute) >= fromMinute;
}

/** Starts on the grid, other than its own, that a break of a shift may have with all others where they are. */
function startsFor(shift: Shift, entry: Break, rules: Contract['breaks']): number[] {
  const { stepMinutes: step, mealWindow } = rules;
  const place = shift.breaks.indexOf(entry);
  const length = entry.endMinute - entry.startMinute;
  const isMeal = entry.kind === 'meal';
  // 労基法34条1項: within the hours of work; and a rest beside another break would be no rest of its own.
  const around = isMeal ? Math.max(rules.minimumWorkAroundMealMinutes, step) : step;
  const from = Math.max(
    (shift.breaks[place - 1]?.endMinute ?? shift.startMinute) + step,
    shift.startMinute + around,
    isMeal ? mealWindow.start : 0,
  );
  const to = Math.min(
    (shift.breaks[place + 1]?.startMinute ?? shift.endMinute) - step,
    shift.endMinute - around,
    isMeal ? mealWindow.end : 1440,
  );
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - length - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step).filter(
    (minute) => minute !== entry.startMinute,
  );
}

/** A longer shift as it is where no run gets too long, else with one rest more at each start that helps. */
function withRestsFor(
  shift: Shift,
  rules: Contract['breaks'],
): { readonly changed: Shift; readonly addedRest: Break | null }[] {
  const { stepMinutes: step, restMinutes, maximumPhoneMinutes } = rules;
  const tooLong = phoneRuns(shift).find((run) => run.endMinute - run.startMinute > maximumPhoneMinutes);
  if (tooLong === undefined) return [{ changed: shift, addedRest: null }];
  const first = Math.ceil((tooLong.startMinute + step) / step) * step;
  const last = Math.min(tooLong.startMinute + maximumPhoneMinutes, tooLong.endMinute - restMinutes - step);
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const startMinute = first + index * step;
    const addedRest: Break = { kind: 'rest', startMinute, endMinute: startMinute + restMinutes };
    const breaks = [...shift.breaks, addedRest].toSorted((one, other) => one.startMinute - other.startMinute);
    return { changed: { ...shift, breaks }, addedRest };
  });
}

interface Run {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** Whether every run on the phone that is too long was so before and has not grown. */
function keepsRuns(before: Shift, after: Shift, maximumPhoneMinutes: number): boolean {
  const isWithin = (run: Run, other: Run): boolean =>
    run.startMinute >= other.startMinute && run.endMinute <= other.endMinute;
  return phoneRuns(after)
    .filter((run) => run.endMinute - run.startMinute > maximumPhoneMinutes)
    .every((run) => phoneRuns(before).some((known) => isWithin(run, known)));
}

function phoneRuns(shift: Shift): Run[] {
  const starts = [shift.startMinute, ...shift.breaks.map(({ endMinute }) => endMinute)];
  const ends = [...shift.breaks.map(({ startMinute }) => startMinute), shift.endMinute];
  return starts.map((startMinute, index) => ({ startMinute, endMinute: ends[index]! }));
}
