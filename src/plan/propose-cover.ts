import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { finding, optionsOn, type RosterDay, type Shift, type StaffMember } from '../roster/index.ts';
import { type Absence, withBreaksFrom, withoutAbsent } from './absent-day.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';
import { formatFinding, withRoster } from './with-roster.ts';

/** A way to cover an absence. */
export type CoverKind = 'moveBreaks' | 'standby' | 'extend' | 'callIn' | 'accept';

/** One legal way, with what it gives and what it asks of whom. */
export interface CoverOption {
  /** Stable within one proposal, for example `standby-OP03`. */
  readonly id: string;
  readonly kind: CoverKind;
  /** People who must be asked, by code. */
  readonly askedIds: readonly string[];
  /** People whose day changes, asked ones included, by code. */
  readonly changedIds: readonly string[];
  /** New or longer duties, by person. */
  readonly duties: readonly { readonly staffId: string; readonly start: string; readonly end: string }[];
  readonly dayAnswerRate: number;
  readonly monthAnswerRate: number;
  readonly probabilityTargetMet: number;
  /** Operator-minutes under the required seats left on the day, ≥ 0. */
  readonly shortMinutes: number;
  /** Findings that the way brings and the plan did not have; never of level H from 労働 rules, those ways are refused. */
  readonly newFindings: PlanContent['findings'];
  /** The whole plan if this way is taken. */
  readonly content: PlanContent;
}

/** A way that is not offered, and which rules stand against it. */
export interface RefusedOption {
  readonly id: string;
  readonly kind: CoverKind;
  readonly staffId: string;
  readonly findings: PlanContent['findings'];
}

/** What an absence does and what can be done. */
export interface CoverProposal {
  readonly before: { readonly dayAnswerRate: number; readonly monthAnswerRate: number };
  /** If nothing at all is done, breaks where they were. */
  readonly unhandled: {
    readonly dayAnswerRate: number;
    readonly monthAnswerRate: number;
    readonly shortIntervals: readonly {
      readonly start: string;
      readonly end: string;
      readonly required: number;
      readonly scheduled: number;
    }[];
  };
  /** Best first: fewest missing operator-minutes, then fewest people asked, then fewest changed. */
  readonly options: readonly CoverOption[];
  readonly refused: readonly RefusedOption[];
}

/** What `proposeCover` works on. */
export interface ProposeCoverInput {
  readonly content: PlanContent;
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly daysBefore: readonly RosterDay[] | null;
  /** `YYYY-MM-DD` of a day of the plan. */
  readonly date: string;
  readonly absence: Absence;
  /** Nothing before this minute of the day can change any more. */
  readonly nowMinute: number;
  /** People with an absence recorded on the same day already: they are not asked. */
  readonly alsoAbsentIds?: readonly string[];
}

/** Rules of the cover group describe the hole itself; a way is refused for breaking a rule about people. */
const coverRulePrefix = 'cover.';

/**
 * Ranked ways to cover an absence: breaks moved, the standby called, a part-timer's shift made longer, someone off
 * called in, or the risk accepted. Each is a whole plan checked by every rule; what breaks a hard rule about people is
 * refused with the rule named.
 */
export function proposeCover(input: ProposeCoverInput): CoverProposal {
  const { content, contract, staff, daysBefore } = input;
  const days = rosterDaysOf(content);
  const demands = demandsOf(content);
  const index = content.days.findIndex((day) => day.date === input.date);
  const demand = demands[index]!;
  const withDay = (day: RosterDay): PlanContent =>
    withRoster({
      frame: content,
      days: days.map((other, position) => (position === index ? day : other)),
      contract,
      staff,
      daysBefore,
    });
  const hole = withoutAbsent(days[index]!, input.absence);
  const unhandled = withDay(hole);

  const options: CoverOption[] = [];
  const refused: RefusedOption[] = [];
  for (const candidate of candidatesFor(input, hole)) {
    const isMoved = candidate.kind !== 'accept';
    const day = isMoved
      ? withBreaksFrom({ day: candidate.day, demand, contract, fromMinute: input.nowMinute })
      : candidate.day;
    const after = withDay(day);
    const newFindings = after.findings.filter((entry) => !content.findings.some((old) => isSame(old, entry)));
    const asked = candidate.duties.map((duty) => duty.staffId);
    const blocking = [
      ...newFindings.filter((entry) => entry.level === 'H' && !entry.rule.startsWith(coverRulePrefix)),
      ...overtimeExempt(input, candidate),
    ];
    if (blocking.length > 0) {
      refused.push({ id: candidate.id, kind: candidate.kind, staffId: asked[0] ?? '', findings: blocking });
      continue;
    }
    const planned = after.days[index]!;
    options.push({
      id: candidate.id,
      kind: candidate.kind,
      askedIds: asked,
      changedIds: changedIds(hole, day),
      duties: candidate.duties,
      dayAnswerRate: planned.answerRate,
      monthAnswerRate: after.monthAnswerRate,
      probabilityTargetMet: after.probabilityTargetMet,
      shortMinutes: shortMinutesOf(planned, contract.intervalMinutes),
      newFindings,
      content: after,
    });
  }
  const unhandledDay = unhandled.days[index]!;
  return {
    before: { dayAnswerRate: content.days[index]!.answerRate, monthAnswerRate: content.monthAnswerRate },
    unhandled: {
      dayAnswerRate: unhandledDay.answerRate,
      monthAnswerRate: unhandled.monthAnswerRate,
      shortIntervals: unhandledDay.intervals
        .filter((interval) => interval.scheduledSeats < interval.requiredSeats)
        .map(({ start, end, requiredSeats, scheduledSeats }) => ({
          start,
          end,
          required: requiredSeats,
          scheduled: scheduledSeats,
        })),
    },
    options: withoutPointless(options).sort(
      (a, b) =>
        a.shortMinutes - b.shortMinutes ||
        a.askedIds.length - b.askedIds.length ||
        rankOf(a.kind) - rankOf(b.kind) ||
        a.changedIds.length - b.changedIds.length ||
        b.dayAnswerRate - a.dayAnswerRate ||
        a.id.localeCompare(b.id, 'en'),
    ),
    refused,
  };
}

/** 育介法16条の8: who is exempt may not be asked for more than the shift planned for them, even under eight hours. */
function overtimeExempt(input: ProposeCoverInput, candidate: Candidate): PlanContent['findings'] {
  if (candidate.kind !== 'extend' && candidate.kind !== 'callIn') return [];
  return candidate.duties
    .filter(({ staffId }) =>
      input.staff.some((person) => person.id === staffId && person.isExemptFromOvertime),
    )
    .map(({ staffId }) =>
      formatFinding(finding('labour.overtime-exempt', 'H', { date: candidate.day.date, staffId })),
    );
}

interface Candidate {
  readonly id: string;
  readonly kind: CoverKind;
  readonly day: RosterDay;
  readonly duties: CoverOption['duties'];
}

function candidatesFor(input: ProposeCoverInput, hole: RosterDay): Candidate[] {
  const { absence, contract } = input;
  const lost = rosterDaysOf(input.content)
    .find((day) => day.date.toString() === input.date)!
    .shifts.find((shift) => shift.staffId === absence.staffId);
  const found: Candidate[] = [
    { id: 'accept', kind: 'accept', day: hole, duties: [] },
    { id: 'moveBreaks', kind: 'moveBreaks', day: hole, duties: [] },
  ];
  if (lost === undefined || lost.isStandby || lost.role !== 'operator') return found.slice(0, 1);
  const step = contract.breaks.stepMinutes;
  const earliest = Math.ceil((input.nowMinute + contract.standby.arrivalMinutes) / step) * step;
  const start = Math.max(lost.startMinute, Math.min(absence.startMinute, lost.endMinute), earliest);
  const end = Math.min(lost.endMinute, Math.max(absence.endMinute, lost.startMinute));
  if (end - start < 60) return [...found, ...extensions(input, hole, lost)];
  // Who may work no more than six hours a day comes for that long: no meal stands in such a shift.
  const endFor = ({ maximumDailyMinutes }: StaffMember): number =>
    maximumDailyMinutes > 360 ? end : Math.min(end, start + maximumDailyMinutes);
  const duty = (person: StaffMember): Shift => ({
    staffId: person.id,
    role: 'operator',
    patternCode: lost.patternCode,
    startMinute: start,
    endMinute: endFor(person),
    isStandby: false,
    breaks: [],
  });
  for (const person of input.staff.filter((candidate) => candidate.role === 'operator')) {
    if (input.alsoAbsentIds?.includes(person.id)) continue;
    const own = hole.shifts.find((shift) => shift.staffId === person.id);
    const isCallable = own?.isStandby === true && own.startMinute <= start && own.endMinute >= end;
    const isOff = own === undefined && person.id !== absence.staffId;
    if (!isCallable && !isOff) continue;
    const open = { date: hole.date, startMinute: start, endMinute: end };
    // Someone on leave or unavailable is not asked at all; the rules would refuse them one by one.
    if (isOff && optionsOn(person, open, contract).obstacle !== null) continue;
    const shifts = [...hole.shifts.filter((shift) => shift.staffId !== person.id), duty(person)];
    const kind = isCallable ? 'standby' : 'callIn';
    found.push({
      id: `${kind}-${person.id}`,
      kind,
      day: { ...hole, shifts },
      duties: [dutyText(person.id, start, endFor(person))],
    });
  }
  return [...found, ...extensions(input, hole, lost)];
}

/** Shifts of people on site made longer into the hole, at their start or at their end. */
function extensions(input: ProposeCoverInput, hole: RosterDay, lost: Shift): Candidate[] {
  return hole.shifts.flatMap((shift): Candidate[] => {
    if (shift.role !== 'operator' || shift.isStandby || shift.staffId === lost.staffId) return [];
    const person = input.staff.find((candidate) => candidate.id === shift.staffId);
    if (person === undefined || input.alsoAbsentIds?.includes(person.id)) return [];
    // No meal stands in a short shift, so it grows to six hours at most (労基法34条1項).
    const longest = shift.breaks.some((entry) => entry.kind === 'meal')
      ? person.maximumDailyMinutes + 45
      : 360;
    const end = Math.min(lost.endMinute, input.absence.endMinute, shift.startMinute + longest);
    const start = Math.max(
      lost.startMinute,
      input.absence.startMinute,
      shift.endMinute - longest,
      input.nowMinute + 15,
    );
    const longer = [
      { startMinute: shift.startMinute, endMinute: Math.max(shift.endMinute, end), side: 'end' as const },
      { startMinute: Math.min(shift.startMinute, start), endMinute: shift.endMinute, side: 'start' as const },
    ];
    // Who has gone home cannot stay on, and who has begun cannot begin earlier.
    const mayChange = { end: input.nowMinute < shift.endMinute, start: input.nowMinute < shift.startMinute };
    return longer
      .filter(({ side }) => mayChange[side])
      .filter((range) => range.endMinute - range.startMinute >= shift.endMinute - shift.startMinute + 30)
      .map(({ startMinute, endMinute, side }) => ({
        id: `extend-${side}-${shift.staffId}`,
        kind: 'extend' as const,
        day: {
          ...hole,
          shifts: hole.shifts.map((other) =>
            other === shift ? { ...shift, startMinute, endMinute } : other,
          ),
        },
        duties: [dutyText(shift.staffId, startMinute, endMinute)],
      }));
  });
}

function dutyText(staffId: string, startMinute: number, endMinute: number): CoverOption['duties'][number] {
  return { staffId, start: formatTime(startMinute), end: formatTime(endMinute) };
}

function changedIds(before: RosterDay, after: RosterDay): string[] {
  const key = (day: RosterDay, staffId: string): string =>
    JSON.stringify(day.shifts.filter((shift) => shift.staffId === staffId));
  const ids = new Set([...before.shifts, ...after.shifts].map((shift) => shift.staffId));
  return [...ids].filter((id) => key(before, id) !== key(after, id)).sort();
}

function shortMinutesOf(day: PlanContent['days'][number], intervalMinutes: number): number {
  return day.intervals.reduce(
    (sum, interval) => sum + Math.max(0, interval.requiredSeats - interval.scheduledSeats) * intervalMinutes,
    0,
  );
}

/** A way that asks somebody and leaves as much missing as moving breaks alone is no way. */
function withoutPointless(options: readonly CoverOption[]): CoverOption[] {
  const free = Math.min(
    ...options.filter((option) => option.askedIds.length === 0).map((option) => option.shortMinutes),
  );
  return options.filter((option) => option.askedIds.length === 0 || free === 0 || option.shortMinutes < free);
}

/** Who agreed to be on call is asked before others. */
function rankOf(kind: CoverKind): number {
  return ['moveBreaks', 'standby', 'extend', 'callIn', 'accept'].indexOf(kind);
}

function isSame(a: PlanContent['findings'][number], b: PlanContent['findings'][number]): boolean {
  return a.rule === b.rule && a.where === b.where && a.text === b.text;
}
