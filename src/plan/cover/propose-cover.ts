import { formatTime } from '../../calendar/index.ts';
import type { RosterDay } from '../../roster/index.ts';
import type { PlanContent } from '../format.ts';
import { rosterDaysOf } from '../plan-roster.ts';
import { rounded } from '../rounding.ts';
import { formatFinding, withRoster } from '../with-roster.ts';
import { type ActionKind, askedOf, type CoverDuty, dutyOf } from './action.ts';
import { automaticCalls } from './automatic.ts';
import type { DayService } from './day-service.ts';
import { type CoverGround, changedIds, coverGround, findWays, type ProposeCoverInput } from './ground.ts';
import { type MonthFigures, monthMeasure } from './month-figures.ts';
import { rankedWays } from './rank.ts';
import type { JudgedWay } from './search.ts';
import { settledRecord } from './settled-record.ts';
import { askedBy, daysWith } from './ways.ts';

/** What a way is: one person's part, several together, breaks alone, callers sent to the automatic answer, or nothing. */
export type CoverKind = ActionKind | 'combined' | 'moveBreaks' | 'automatic' | 'accept';

/** One legal way, with what it gives and what it asks of whom. */
export interface CoverOption {
  /** Stable within one proposal, for example `standby-OP03` or `callIn-OP04+extend-end-OP08`. */
  readonly id: string;
  readonly kind: CoverKind;
  /** The kinds of its parts, each once, in the order of asking. */
  readonly kinds: readonly ActionKind[];
  /** People who must be asked, by code. */
  readonly askedIds: readonly string[];
  /** People whose day changes, asked ones included, by code. */
  readonly changedIds: readonly string[];
  /** New or longer duties, and those of later days that change hands. */
  readonly duties: readonly CoverDuty[];
  /** Later days that somebody has off in return. */
  readonly daysOff: readonly { readonly staffId: string; readonly date: string }[];
  /** Expected 応答率 of the day, of its worst interval with calls, and of the month. */
  readonly dayAnswerRate: number;
  readonly worstInterval: {
    readonly start: string;
    readonly end: string;
    readonly answerRate: number;
  } | null;
  readonly monthAnswerRate: number;
  readonly probabilityTargetMet: number;
  /** Operator-minutes under the required seats left on the day to come, and minutes without enough supervisors, ≥ 0. */
  readonly shortMinutes: number;
  /** The same under the contract's least presence, ≥ 0. */
  readonly underMinimumMinutes: number;
  /** More work and overtime of the month, of all who are asked, in minutes. */
  readonly workedMinutes: number;
  readonly overtimeMinutes: number;
  /** What it adds to the month's wages, premiums included; null where a wage is not known. */
  readonly costYen: number | null;
  /** How often the people asked have come at short notice before, added up. */
  readonly timesBefore: number;
  /** Expected calls of the day that end at the automatic answer; null where the contract has none. */
  readonly automaticCalls: number | null;
  /** Findings that the way brings and the plan did not have; never of level H from rules about people, those ways are refused. */
  readonly newFindings: PlanContent['findings'];
  /** The days that change, the day itself first, as they are if this way is taken. */
  readonly days: readonly RosterDay[];
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
    readonly probabilityTargetMet: number;
    readonly shortIntervals: readonly {
      readonly start: string;
      readonly end: string;
      readonly required: number;
      readonly scheduled: number;
    }[];
  };
  /** Best first, see `rankedWays`. */
  readonly options: readonly CoverOption[];
  readonly refused: readonly RefusedOption[];
}

/**
 * Ranked ways to cover the absences of a day: breaks moved, shifts longer or earlier, the standby called, somebody off called
 * in or exchanged for a later day, a supervisor on the phones, help from another centre, several of these, the automatic
 * answer, or the risk accepted. Every rule is asked about each; what breaks a hard rule about people is refused with it.
 */
export function proposeCover(input: ProposeCoverInput): CoverProposal {
  const ground = coverGround(input);
  const { ways, refused } = findWays(ground);
  const { content } = input;
  const planned = content.days[ground.index]!;
  const measure = monthMeasure(ground);
  const nothing = ways[0]!;
  const hasLost = ground.ways.sides.length > 0;
  const kept = rankedWays(hasLost ? ways : [nothing], input.timesBefore ?? new Map());
  const options = kept.map((way) => optionOf(ground, way, measure(way)));
  const automatic = hasLost ? automaticOption(options.find(({ askedIds }) => askedIds.length === 0)) : [];
  return {
    before: { dayAnswerRate: planned.answerRate, monthAnswerRate: content.monthAnswerRate },
    unhandled: {
      dayAnswerRate: rounded(nothing.service.answerRate, 6),
      ...measure(nothing),
      shortIntervals: planned.intervals.flatMap(({ start, end, requiredSeats: required }, interval) => {
        const scheduled = nothing.service.seats[interval]!;
        return scheduled < required ? [{ start, end, required, scheduled }] : [];
      }),
    },
    options: [...options, ...automatic],
    refused: refused.map(({ actions, judgement }) => ({
      id: actions[0]!.id,
      kind: actions.length === 1 ? actions[0]!.kind : 'combined',
      staffId: actions[0]!.staffId,
      findings: judgement.blocking.map(formatFinding),
    })),
  };
}

/**
 * The whole plan if a way is taken, checked by every rule.
 * @param option of a proposal of the same input
 */
export function coveredPlan(
  input: ProposeCoverInput,
  option: Pick<CoverOption, 'days' | 'askedIds'>,
): PlanContent {
  const { content, contract, staff, record } = input;
  const changed = new Map(option.days.map((day) => [day.date.toString(), day]));
  const agreed = [...input.absences.map(({ staffId }) => staffId), ...option.askedIds];
  const dates = option.days.map(({ date }) => date);
  return withRoster({
    frame: content,
    days: rosterDaysOf(content).map((day) => changed.get(day.date.toString()) ?? day),
    contract,
    staff,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...settledRecord(record, agreed, dates),
  });
}

function optionOf(ground: CoverGround, way: JudgedWay, figures: MonthFigures): CoverOption {
  const { input, days, index, ways } = ground;
  const { actions, service, judgement } = way;
  const { standard } = ways;
  const after = daysWith(days, index, way);
  const handed = actions.flatMap(({ staffId, exchange }) => {
    if (exchange?.takenBy == null) return [];
    const given = days.find(({ date }) => date.equals(exchange.date))!;
    const { startMinute, endMinute } = given.shifts.find((shift) => shift.staffId === staffId)!;
    return [
      {
        staffId: exchange.takenBy,
        date: exchange.date.toString(),
        start: formatTime(startMinute),
        end: formatTime(endMinute),
      },
    ];
  });
  return {
    id: actions.length === 0 ? kindOf(way) : actions.map(({ id }) => id).join('+'),
    kind: kindOf(way),
    kinds: [...new Set(actions.map(({ kind }) => kind))],
    askedIds: askedBy(actions),
    changedIds: changedIds(ways.hole, way.day),
    duties: [...actions.map((action) => dutyOf(action, way.day.date)), ...handed],
    daysOff: actions.flatMap(({ staffId, exchange }) =>
      exchange === null ? [] : [{ staffId, date: exchange.date.toString() }],
    ),
    dayAnswerRate: rounded(service.answerRate, 6),
    worstInterval: worstOf(ground, service),
    ...figures,
    shortMinutes: service.shortMinutes,
    underMinimumMinutes: service.underMinimumMinutes,
    workedMinutes: judgement.workedMinutes,
    overtimeMinutes: judgement.overtimeMinutes,
    costYen: judgement.yen,
    timesBefore: actions.flatMap(askedOf).reduce((sum, id) => sum + (input.timesBefore?.get(id) ?? 0), 0),
    automaticCalls: automaticCalls(input.contract, input.content.assumptions, standard.calls, service.seats),
    newFindings: judgement.appeared.map(formatFinding),
    days: after.dates.map((date) => after.days.find((day) => day.date.equals(date))!),
  };
}

function kindOf({ actions, movesBreaks }: JudgedWay): CoverKind {
  if (actions.length === 0) return movesBreaks ? 'moveBreaks' : 'accept';
  return actions.length === 1 ? actions[0]!.kind : 'combined';
}

/** Callers who would wait too long hear the automatic answer: nobody is asked, and it is no answer by an operator. */
function automaticOption(free: CoverOption | undefined): CoverOption[] {
  if (free === undefined || free.automaticCalls === null) return [];
  return [{ ...free, id: 'automatic', kind: 'automatic' }];
}

function worstOf({ input, index, ways }: CoverGround, { seats }: DayService): CoverOption['worstInterval'] {
  const rates = input.content.days[index]!.intervals.flatMap(({ start, end, calls }, interval) =>
    calls > 0 ? [{ start, end, answerRate: rounded(ways.standard.rateOf(calls, seats[interval]!), 6) }] : [],
  );
  return rates.reduce<CoverOption['worstInterval']>(
    (worst, rate) => (worst === null || rate.answerRate < worst.answerRate ? rate : worst),
    null,
  );
}
