import type { LocalDate } from '@js-joda/core';
import { openEditing } from '../roster/editing.ts';
import { checkRoster, type RosterDay, type SearchRoster } from '../roster/index.ts';
import { rosterInputOf } from './content-roster.ts';
import type { EditPlanInput } from './edit-plan.ts';
import type { PlanContent } from './format.ts';
import { rosterDaysOf } from './plan-roster.ts';
import { isLike } from './remedies-build.ts';
import { type AvailabilityChange, availabilityChanges } from './remedies-change.ts';
import {
  isToCome,
  type Lack,
  lacksOf,
  type RemedyGround,
  seatMinutesOf,
  standbyDaysOf,
  type WrittenLack,
  writtenLack,
} from './remedies-lack.ts';
import { type JoinersAnswer, joinersAnswers } from './remedies-person.ts';
import { type GapReasons, gapReasons } from './remedies-reasons.ts';
import type { Relaxable } from './remedies-relax.ts';
import { type RelaxedRoster, relaxAnswer } from './remedies-search.ts';
import { type DutyChange, dutyChanges, type RelaxedUse } from './remedies-uses.ts';
import { formatFinding, withRoster } from './with-roster.ts';

/** A plan that lacks somebody, and what it is judged against; `record.published` must be null: nothing is changed. */
export interface RemedyInput extends EditPlanInput {
  /** Days before this one are over and stay as they are; null = none is. */
  readonly firstDay: LocalDate | null;
}

/** How much lacks. */
export interface LackSum {
  /** Minutes of people who lack at their place, ≥ 0. */
  readonly seatMinutes: number;
  readonly standbyDays: number;
}

/** A set of promises that are enough to relax. */
export interface RelaxedSet {
  /** Empty: nobody has to be asked, building again is enough. */
  readonly relaxed: readonly Relaxable[];
  /** Where the found roster really goes against them. */
  readonly uses: readonly RelaxedUse[];
  /** What lacks all the same, not counting what is relaxed. */
  readonly left: readonly WrittenLack[];
  readonly leftSum: LackSum;
  /** Every person-day that is otherwise than now. */
  readonly changes: readonly DutyChange[];
  /** What W findings it has that the plan has not; people who lack left out. */
  readonly newFindings: PlanContent['findings'];
  /** Expected 応答率 of the month and of the days that lack something, now and with the found roster. */
  readonly monthAnswerRate: { readonly before: number; readonly after: number };
  readonly dayAnswerRates: readonly {
    readonly date: string;
    readonly before: number;
    readonly after: number;
  }[];
}

/** Why a plan lacks somebody, and what would end it. Plain data; it names people, so it is for the contractor only. */
export interface Remedies {
  /** What lacks on days to come. */
  readonly lack: LackSum;
  readonly gaps: readonly GapReasons[];
  readonly relaxing: {
    /** Promises that could be relaxed at all. */
    readonly possible: readonly Relaxable[];
    /**
     * The smallest sets that end every lack, the one that asks least first; where none does, the one that brings most; empty
     * = none brings anything.
     */
    readonly smallest: readonly RelaxedSet[];
    /** What lacks even with all of them relaxed. */
    readonly left: readonly WrittenLack[];
    readonly leftSum: LackSum;
    /** Whether smaller sets were all tried. */
    readonly isComplete: boolean;
  };
  readonly joiners: readonly (Omit<JoinersAnswer, 'left'> & {
    readonly left: readonly WrittenLack[];
    readonly leftSum: LackSum;
  })[];
  /** Best first. */
  readonly changes: readonly AvailabilityChange[];
}

/** Stages of the work, in order. */
export type RemedyStage = 'reasons' | 'relaxing' | 'joining';

/**
 * Why people lack in a plan on days to come, the smallest sets of promises to relax, how many people more would do, and
 * which single change of what somebody can do helps. Every roster that is told of has passed the pure rules. The same
 * input gives the same answer.
 */
export async function findRemedies(
  input: RemedyInput,
  search: SearchRoster,
  onProgress: (stage: RemedyStage, doneFraction: number) => void = () => {},
): Promise<Remedies> {
  const ground = groundOf(input);
  const lacks = lacksOf(ground, ground.days).filter(({ dayIndex }) => isToCome(ground, dayIndex));
  onProgress('reasons', 0);
  if (lacks.length === 0) return nothingLacks;
  const editing = openEditing(ground);
  const gaps = gapReasons(ground, editing, lacks);
  const changes = availabilityChanges(ground, editing, lacks);
  const relaxing = await relaxAnswer(ground, lacks, search, (done) => onProgress('relaxing', done));
  const joiners = await joinersAnswers(ground, lacks, search, (done) => onProgress('joining', done));
  return {
    lack: sumOf(lacks),
    gaps,
    changes,
    relaxing: {
      possible: relaxing.possible,
      smallest: relaxing.smallest.map((found) => relaxedSet(input, ground, lacks, found)),
      left: relaxing.left.map((lack) => writtenLack(ground, lack)),
      leftSum: sumOf(relaxing.left),
      isComplete: relaxing.isComplete,
    },
    joiners: joiners.map((answer) => ({
      ...answer,
      left: answer.left.map((lack) => writtenLack(ground, lack)),
      leftSum: sumOf(answer.left),
    })),
  };
}

const nothingLacks: Remedies = {
  lack: { seatMinutes: 0, standbyDays: 0 },
  gaps: [],
  relaxing: {
    possible: [],
    smallest: [],
    left: [],
    leftSum: { seatMinutes: 0, standbyDays: 0 },
    isComplete: true,
  },
  joiners: [],
  changes: [],
};

function groundOf(input: RemedyInput): RemedyGround {
  const { content, contract, staff, daysBefore, daysAfter = null, record, firstDay } = input;
  const { month, demands, dayCalls } = rosterInputOf(content, {
    contract,
    staff,
    daysBefore,
    daysAfter,
    seed: 1,
  });
  return {
    contract,
    month,
    staff,
    days: rosterDaysOf(content),
    demands,
    dayCalls,
    daysBefore,
    daysAfter,
    firstDay,
    ...(record === undefined ? {} : { record }),
  };
}

function relaxedSet(
  input: RemedyInput,
  ground: RemedyGround,
  lacks: readonly Lack[],
  { set, roster, uses }: RelaxedRoster,
): RelaxedSet {
  const { days } = roster;
  const after = withRoster({ ...input, frame: input.content, days });
  const dates = [...new Set(lacks.map(({ dayIndex }) => dayIndex))];
  return {
    relaxed: set,
    uses,
    left: roster.lacks.map((lack) => writtenLack(ground, lack)),
    leftSum: sumOf(roster.lacks),
    changes: dutyChanges(ground.days, days),
    newFindings: newWarnings(ground, days).map(formatFinding),
    monthAnswerRate: { before: input.content.monthAnswerRate, after: after.monthAnswerRate },
    dayAnswerRates: dates.map((index) => ({
      date: after.days[index]!.date,
      before: input.content.days[index]!.answerRate,
      after: after.days[index]!.answerRate,
    })),
  };
}

function newWarnings(ground: RemedyGround, days: readonly RosterDay[]): ReturnType<typeof checkRoster> {
  const known = checkRoster(ground);
  return checkRoster({ ...ground, days }).filter(
    (entry) =>
      entry.level === 'W' && !entry.rule.startsWith('cover.') && !known.some((other) => isLike(entry)(other)),
  );
}

function sumOf(lacks: readonly Lack[]): LackSum {
  return { seatMinutes: seatMinutesOf(lacks), standbyDays: standbyDaysOf(lacks) };
}
