import { YearMonth } from '@js-joda/core';
import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import {
  checkRoster,
  type Finding,
  finding,
  type LabourRecord,
  onPhonePerInterval,
  type RosterDay,
  type StaffMember,
} from '../roster/index.ts';
import { findingsOf, type RosterCheck } from '../roster/rules/recheck.ts';
import { expectedService, probabilityTargetMet } from './answer-rate.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { demandsOf, formatShift } from './plan-roster.ts';
import { rounded } from './rounding.ts';
import { whatIfFinding } from './what-if-format.ts';

type FrameInterval = Omit<PlanDay['intervals'][number], 'scheduledSeats' | 'answerRate' | 'serviceLevel'>;

/** A plan before anybody is placed: forecast and required seats, no roster and nothing that follows from it. */
export type PlanFrame = Omit<
  PlanContent,
  'days' | 'monthAnswerRate' | 'monthServiceLevel' | 'probabilityTargetMet' | 'coverage' | 'findings'
> & {
  readonly days: readonly (Omit<PlanDay, 'answerRate' | 'serviceLevel' | 'intervals' | 'shifts'> & {
    readonly intervals: readonly FrameInterval[];
  })[];
};

/** A frame (a whole plan is one too) and the roster to put in it. */
export interface WithRosterInput {
  readonly frame: PlanFrame;
  /** Days of the frame in its order, each with its shifts. */
  readonly days: readonly RosterDay[];
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Earlier months and what is published of this one. */
  readonly record?: LabourRecord;
  /** What every rule found in just these days against all of the above, where it is known already. */
  readonly check?: RosterCheck;
}

/**
 * A plan with a roster: seats after breaks, 応答率 (Erlang A) and service level (Erlang C) per interval, day and month, the
 * probability of the month, and the findings of every rule. Used for a new plan and for every repair alike, so no
 * roster gets by unchecked. Levels of the target's findings: W, because missing it is the contract's matter, not law.
 */
export function withRoster(input: WithRosterInput): PlanContent {
  const { frame, contract } = input;
  const { assumptions } = frame;
  const demands = demandsOf(frame);
  const days = frame.days.map((day, index) => {
    const demand = demands[index]!;
    const shifts = input.days[index]!.shifts;
    const seats = onPhonePerInterval(
      shifts.filter((shift) => shift.role === 'operator'),
      demand,
      demand.intervalMinutes,
    );
    const calls = day.intervals.map((interval) => interval.calls);
    const service = serviceOf(calls, seats, demand.intervalMinutes, assumptions);
    return {
      ...day,
      answerRate: rounded(service.answerRate, 6),
      serviceLevel: rounded(service.serviceLevel, 6),
      intervals: day.intervals.map((interval, position) => ({
        ...interval,
        scheduledSeats: seats[position]!,
        answerRate: rounded(service.intervals[position]!.answerRate, 6),
        serviceLevel: rounded(service.intervals[position]!.serviceLevel, 6),
      })),
      shifts: shifts.map(formatShift),
    };
  });
  const intervals = days.flatMap((day) => day.intervals);
  const month = serviceOf(
    intervals.map((interval) => interval.calls),
    intervals.map((interval) => interval.scheduledSeats),
    contract.intervalMinutes,
    assumptions,
  );
  const probability = probabilityTargetMet({
    days: days.map((day) => day.intervals),
    intervalSeconds: contract.intervalMinutes * 60,
    ahtSeconds: assumptions.ahtSeconds,
    patienceSeconds: assumptions.patienceSeconds,
    targetFraction: assumptions.targetAnswerRate,
    volumeCvFraction: assumptions.volumeCvFraction,
    dayCvFraction: assumptions.dayCvFraction,
  });
  const findings = [
    ...targetFindings(month.answerRate, probability, assumptions),
    ...(input.check !== undefined
      ? findingsOf(input.check)
      : checkRoster({
          contract,
          month: YearMonth.parse(frame.month),
          staff: input.staff,
          days: input.days,
          demands,
          daysBefore: input.daysBefore,
          daysAfter: input.daysAfter ?? null,
          ...(input.record === undefined ? {} : { record: input.record }),
        })),
  ];
  const isCovered = days.every((day) =>
    day.intervals.every((interval) => interval.scheduledSeats >= interval.requiredSeats),
  );
  // Simulated calls, absences and a proof belong to the roster they were tried on, and a repair's frame is a whole plan.
  const { simulation: _ofOtherRoster, absence: _norThese, roster: _norItsCost, ...kept } = frame;
  return {
    ...kept,
    days,
    monthAnswerRate: rounded(month.answerRate, 6),
    monthServiceLevel: rounded(month.serviceLevel, 6),
    probabilityTargetMet: rounded(probability, 4),
    coverage: isCovered ? 'covered' : 'partial',
    findings: [
      ...(frame.whatIf === undefined ? [] : [whatIfFinding(frame.whatIf)]),
      ...findings.map(formatFinding),
    ],
  };
}

/** Whether a plan's expected month reaches the target and no hard rule is broken. */
export function isTargetMet(content: PlanContent): boolean {
  return (
    content.monthAnswerRate >= content.assumptions.targetAnswerRate &&
    content.findings.every((entry) => entry.level !== 'H')
  );
}

function serviceOf(
  calls: readonly number[],
  seats: readonly number[],
  intervalMinutes: number,
  assumptions: PlanContent['assumptions'],
): ReturnType<typeof expectedService> {
  return expectedService({
    callsPerInterval: calls,
    scheduledSeats: seats,
    intervalSeconds: intervalMinutes * 60,
    ahtSeconds: assumptions.ahtSeconds,
    patienceSeconds: assumptions.patienceSeconds,
    withinSeconds: assumptions.serviceLevelSeconds,
  });
}

function targetFindings(
  answerRate: number,
  probability: number,
  assumptions: PlanContent['assumptions'],
): Finding[] {
  const percent = (fraction: number): number => rounded(fraction * 100, 1);
  const found: Finding[] = [];
  const target = percent(assumptions.targetAnswerRate);
  if (answerRate < assumptions.targetAnswerRate) {
    found.push(finding('target.month', 'W', { values: { rate: percent(answerRate), target } }));
  }
  if (probability < assumptions.confidenceFraction) {
    const confidence = percent(assumptions.confidenceFraction);
    found.push(
      finding('target.risk', 'W', { values: { target, probability: percent(probability), confidence } }),
    );
  }
  const { measuredAhtSeconds: measured, ahtSeconds: assumed } = assumptions;
  if (measured !== null && Math.abs(measured - assumed) > assumed / 10) {
    found.push(finding('forecast.aht', 'W', { values: { measured, assumed } }));
  }
  return found;
}

/** A finding as the plan's format writes it. */
export function formatFinding(entry: Finding): PlanContent['findings'][number] {
  const { date, range, staffId } = entry;
  const times = range === null ? '' : `${formatTime(range.startMinute)}–${formatTime(range.endMinute)}`;
  return {
    rule: entry.rule,
    level: entry.level,
    where: [date?.toString() ?? '', times, staffId ?? ''].filter((part) => part !== '').join(' '),
    text: entry.text.ja,
    textEn: entry.text.en,
    why: entry.why?.ja ?? '',
    whyEn: entry.why?.en ?? '',
  };
}
