import type { Contract } from '../contract/index.ts';
import {
  type DayDemand,
  finding,
  isKeptFromOvertime,
  type LabourRecord,
  onPhonePerInterval,
  type RosterDay,
} from '../roster/index.ts';
import { withBreaksFrom, withoutAbsent } from './absent-day.ts';
import {
  type CandidateInput,
  type CoverCandidate,
  type CoverKind,
  coverCandidates,
} from './cover-candidates.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';
import { standsInFor } from './stand-in.ts';
import { formatFinding, withRoster } from './with-roster.ts';

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
  /** Operator-minutes under the required seats left on the day, and minutes without enough supervisors, ≥ 0. */
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
export interface ProposeCoverInput extends CandidateInput {
  readonly content: PlanContent;
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Earlier months and what is published of this one. */
  readonly record?: LabourRecord;
  /** `YYYY-MM-DD` of a day of the plan. */
  readonly date: string;
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
  const withDay = (day: RosterDay, askedIds: readonly string[] = []): PlanContent =>
    withRoster({
      frame: content,
      days: days.map((other, position) => (position === index ? day : other)),
      contract,
      staff,
      daysBefore,
      daysAfter: input.daysAfter ?? null,
      ...recordWith(input.record, day, [input.absence.staffId, ...askedIds]),
    });
  // With the record a rule may say more of the plan as it is than it said when the plan was made.
  const known =
    input.record === undefined ? content.findings : [...content.findings, ...withDay(days[index]!).findings];
  const hole = withoutAbsent(days[index]!, input.absence);
  const unhandled = withDay(hole);

  const options: CoverOption[] = [];
  const refused: RefusedOption[] = [];
  const lost = days[index]!.shifts.find((shift) => shift.staffId === input.absence.staffId);
  for (const candidate of coverCandidates(input, lost, hole)) {
    const isMoved = candidate.kind !== 'accept';
    const day = isMoved
      ? withBreaksFrom({
          day: candidate.day,
          demand,
          contract,
          fromMinute: input.nowMinute,
          role: lost!.role,
        })
      : candidate.day;
    const asked = candidate.duties.map((duty) => duty.staffId);
    const after = withDay(day, asked);
    const newFindings = after.findings.filter((entry) => !known.some((old) => isSame(old, entry)));
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
      shortMinutes:
        shortMinutesOf(planned, contract.intervalMinutes) + unsupervisedMinutes(day, demand, contract),
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

/** The record of labour law with the day settled for who is absent and who is asked: a way is taken only when they agree. */
function recordWith(
  record: LabourRecord | undefined,
  { date }: RosterDay,
  staffIds: readonly string[],
): { readonly record?: LabourRecord } {
  if (record === undefined) return {};
  if (record.published === null) return { record };
  const settled = [...record.published.settled, ...staffIds.map((staffId) => ({ staffId, date }))];
  return { record: { ...record, published: { ...record.published, settled } } };
}

/** 育介法16条の8: who is exempt may not be asked for more than the shift planned for them, even under eight hours. */
function overtimeExempt(input: CandidateInput, candidate: CoverCandidate): PlanContent['findings'] {
  if (candidate.kind !== 'extend' && candidate.kind !== 'callIn') return [];
  return candidate.duties
    .filter(({ staffId }) =>
      input.staff.some((person) => person.id === staffId && isKeptFromOvertime(person, candidate.day.date)),
    )
    .map(({ staffId }) =>
      formatFinding(finding('labour.overtime-exempt', 'H', { date: candidate.day.date, staffId })),
    );
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

function unsupervisedMinutes(day: RosterDay, demand: DayDemand, contract: Contract): number {
  const present = day.shifts.filter((shift) => standsInFor(contract, 'supervisor', shift.role));
  const short = onPhonePerInterval(present, demand, demand.intervalMinutes).map((count) =>
    Math.max(0, contract.roles.minimumSupervisors - count),
  );
  return short.reduce((sum, missing) => sum + missing * demand.intervalMinutes, 0);
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
