import { type EditedDays, editedDays, type RosterEdit } from './edit-roster.ts';
import type { Finding, FindingLevel } from './finding.ts';
import { type RosterDay, workedMinutes } from './roster.ts';
import { findingsOf, openCheck, type RosterCheck, recheck } from './rules/recheck.ts';
import type { RuleContext } from './rules/rule.ts';
import { onPhonePerInterval } from './seats-on-phone.ts';

/** What one day of a roster gives. */
export interface DayCover {
  /** Least operators on the phone in each interval of the open hours, after breaks and rests; may not be negative. */
  readonly onPhone: readonly number[];
  /** Seats missing, summed over the intervals: Σ max(0, required − on the phone), seat-intervals ≥ 0. */
  readonly missingSeatIntervals: number;
  /** Minutes of paid work of everybody, meals and standby left out, ≥ 0. */
  readonly paidMinutes: number;
}

/** A roster in figures. */
export interface RosterScore {
  /** Seat-intervals without an operator, over the month, ≥ 0. */
  readonly missingSeatIntervals: number;
  /** Findings of each level. */
  readonly findings: Readonly<Record<FindingLevel, number>>;
  /** Minutes of paid work over the month, ≥ 0. */
  readonly paidMinutes: number;
}

/** A roster under a planner's hands: each edit gives the next one, and the one before is the undoing. */
export interface Editing {
  readonly check: RosterCheck;
  /** In the order of the days. */
  readonly cover: readonly DayCover[];
  readonly score: RosterScore;
}

/** What an edit brought. */
export interface EditOutcome extends EditedDays {
  readonly editing: Editing;
  /** Findings that were not there before, and those that are there no more. */
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** The touched days in order, as they are now. */
  readonly cover: readonly ({ readonly date: RosterDay['date'] } & DayCover)[];
}

/** A roster ready to be edited; every rule is asked once. */
export function openEditing(context: RuleContext): Editing {
  const check = openCheck(context);
  const cover = context.days.map((day, index) => coverOf(context, day, index));
  return { check, cover, score: scoreOf(check, cover) };
}

/**
 * One edit (`editedDays`) and what follows: only rules and figures that the touched people and days can have moved are
 * worked out again, so that it takes a moment at a hundred people. The findings are those of `checkRoster`.
 * @throws SekisuError as `editedDays`; never for a broken rule
 */
export function edited(editing: Editing, edit: RosterEdit): EditOutcome {
  const { context } = editing.check;
  const result = editedDays(context, edit);
  const dates = new Set(result.touched.map(({ date }) => date.toString()));
  const staffIds = new Set(result.touched.map(({ staffId }) => staffId));
  const { check, appeared, gone } = recheck(editing.check, result.days, { dates, staffIds });
  const cover = result.days.map((day, index) =>
    dates.has(day.date.toString()) ? coverOf(context, day, index) : editing.cover[index]!,
  );
  return {
    ...result,
    editing: { check, cover, score: scoreOf(check, cover) },
    appeared,
    gone,
    cover: result.days.flatMap(({ date }, index) =>
      dates.has(date.toString()) ? [{ date, ...cover[index]! }] : [],
    ),
  };
}

function coverOf(context: RuleContext, day: RosterDay, index: number): DayCover {
  const demand = context.demands[index]!;
  const onPhone = onPhonePerInterval(
    day.shifts.filter(({ role }) => role === 'operator'),
    demand,
    demand.intervalMinutes,
  );
  return {
    onPhone,
    missingSeatIntervals: onPhone.reduce(
      (sum, count, interval) => sum + Math.max(0, (demand.requiredSeats[interval] ?? 0) - count),
      0,
    ),
    paidMinutes: day.shifts.reduce((sum, shift) => sum + workedMinutes(shift), 0),
  };
}

function scoreOf(check: RosterCheck, cover: readonly DayCover[]): RosterScore {
  const findings: Record<FindingLevel, number> = { H: 0, W: 0, I: 0 };
  for (const { level } of findingsOf(check)) findings[level] += 1;
  return {
    missingSeatIntervals: cover.reduce((sum, day) => sum + day.missingSeatIntervals, 0),
    findings,
    paidMinutes: cover.reduce((sum, day) => sum + day.paidMinutes, 0),
  };
}
