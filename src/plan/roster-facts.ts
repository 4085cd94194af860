import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import {
  type FairnessRow,
  fairnessKinds,
  fairnessLedger,
  isGranted,
  type RosterDay,
  type StaffMember,
  wishesOn,
  workedMinutes,
} from '../roster/index.ts';
import type { AbsenceBudget } from './absence-budget.ts';
import type { PlanContent, PlanDay, PlanSimulation } from './format.ts';
import { rosterDaysOf } from './plan-roster.ts';
import { rounded } from './rounding.ts';

/** What can be said for and against a roster of a month, each figure as exact as it is shown. */
export interface RosterFacts {
  /** Hours of paid work at the prices of every plan; null where the roster cannot be counted so. */
  readonly costHours: number | null;
  /** No roster costs less; null when nothing is proven. */
  readonly boundHours: number | null;
  /** Intervals with fewer on the phone than needed, whole, ≥ 0. */
  readonly shortIntervals: number;
  /** Wishes that the roster decides, and those of them that it grants; their weights (1 to 3) added up. */
  readonly wishes: {
    readonly granted: number;
    readonly asked: number;
    readonly grantedWeight: number;
    readonly askedWeight: number;
  };
  /** Times that a person is from their fair counts over the term up to this month, all kinds added up, on average, ≥ 0. */
  readonly unfairTimes: number;
  /** Hours that a person works more or less than their share of the month's work by their contract, on average, ≥ 0. */
  readonly unevenHours: number;
  /** 応答率 of the month and the probability that it reaches the target: by the formulas, or simulated. */
  readonly answerRate: number;
  readonly probabilityTargetMet: number;
  /** One-absent days that the month's target survives, whichever they are, whole, ≥ 0. */
  readonly budgetDays: number;
  /** 応答率 of the day that suffers most from one absence. */
  readonly worstAbsentRate: number;
  readonly hardFindings: number;
  readonly warnings: number;
  /** Hours worked by everybody, meals and standby left out. */
  readonly paidHours: number;
  /** Person-days with a shift or standby. */
  readonly personDays: number;
  /** Person-days that are otherwise than in the draft: duty, not breaks. */
  readonly changedPersonDays: number;
}

/** A plan with what absences do to it. */
export interface WholePlan extends PlanContent {
  readonly absence: AbsenceBudget;
}

/** What a roster is held against. */
export interface FactsInput {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  /** Published months of the term before this one, in order of time; `month` as `YYYY-MM`. */
  readonly earlierMonths: readonly { readonly month: string; readonly days: readonly RosterDay[] }[];
  /** Days of the draft. */
  readonly draft: readonly Pick<PlanDay, 'date' | 'shifts'>[];
}

/** The facts of a plan's roster, its service by the formulas. @param proof its cost at the prices of every plan, and the bound of the month */
export function rosterFacts(
  plan: WholePlan,
  proof: { readonly costHours: number; readonly boundHours: number | null } | null,
  input: FactsInput,
): RosterFacts {
  const days = rosterDaysOf(plan);
  const month = YearMonth.parse(plan.month);
  const own = { month, days };
  const earlier = input.earlierMonths.map((entry) => ({ ...entry, month: YearMonth.parse(entry.month) }));
  const levels = Map.groupBy(plan.findings, ({ level }) => level);
  return {
    costHours: proof?.costHours ?? null,
    boundHours: proof?.boundHours ?? null,
    shortIntervals: plan.days
      .flatMap(({ intervals }) => intervals)
      .filter(({ scheduledSeats, requiredSeats }) => scheduledSeats < requiredSeats).length,
    wishes: wishesOf(days, input.staff),
    unfairTimes: unfairTimes(fairnessLedger({ ...input, months: [...earlier, own] }).rows),
    unevenHours: unevenHours(fairnessLedger({ ...input, months: [own] }).rows),
    answerRate: rounded(plan.monthAnswerRate, 4),
    probabilityTargetMet: rounded(plan.probabilityTargetMet, 3),
    budgetDays: plan.absence.budgetDays,
    worstAbsentRate: rounded(Math.min(1, ...plan.absence.days.map(({ answerRate }) => answerRate)), 3),
    hardFindings: levels.get('H')?.length ?? 0,
    warnings: levels.get('W')?.length ?? 0,
    paidHours: rounded(
      days.flatMap(({ shifts }) => shifts).reduce((sum, shift) => sum + workedMinutes(shift), 0) / 60,
      1,
    ),
    personDays: personDaysOf(plan.days),
    changedPersonDays: personDaysApart(input.draft, plan.days),
  };
}

/** Facts with the service as it was simulated. */
export function withSimulation(facts: RosterFacts, simulation: PlanSimulation): RosterFacts {
  return {
    ...facts,
    answerRate: rounded(simulation.answerRate.mean, 4),
    probabilityTargetMet: rounded(simulation.probabilityTargetMet.mean, 3),
  };
}

/** Person-days with a shift or standby. */
export function personDaysOf(days: readonly Pick<PlanDay, 'shifts'>[]): number {
  return days.reduce((sum, { shifts }) => sum + shifts.length, 0);
}

/** Person-days on which two rosters of the same days differ: who has which duty, not when they rest. */
export function personDaysApart(
  one: readonly Pick<PlanDay, 'date' | 'shifts'>[],
  other: readonly Pick<PlanDay, 'date' | 'shifts'>[],
): number {
  const dutiesOf = (days: typeof one): Map<string, string> =>
    new Map(
      days.flatMap(({ date, shifts }) =>
        shifts.map(({ staffId, pattern, start, end }) => [
          `${date} ${staffId}`,
          `${pattern} ${start} ${end}`,
        ]),
      ),
    );
  const [first, second] = [dutiesOf(one), dutiesOf(other)];
  const keys = new Set([...first.keys(), ...second.keys()]);
  return [...keys].filter((key) => first.get(key) !== second.get(key)).length;
}

function wishesOf(days: readonly RosterDay[], staff: readonly StaffMember[]): RosterFacts['wishes'] {
  const sum = { granted: 0, asked: 0, grantedWeight: 0, askedWeight: 0 };
  for (const { date, shifts } of days) {
    for (const person of staff) {
      const duty = shifts.find(({ staffId }) => staffId === person.id);
      for (const wish of wishesOn(person, date)) {
        const granted = isGranted(wish, duty);
        if (granted === null) continue;
        sum.asked += 1;
        sum.askedWeight += wish.weight;
        if (!granted) continue;
        sum.granted += 1;
        sum.grantedWeight += wish.weight;
      }
    }
  }
  return sum;
}

function unfairTimes(rows: readonly FairnessRow[]): number {
  const there = rows.filter(({ availableDays }) => availableDays > 0);
  return mean(
    there.map(({ entries }) =>
      fairnessKinds.reduce((sum, kind) => sum + Math.abs(entries[kind].count - entries[kind].fairShare), 0),
    ),
  );
}

function unevenHours(rows: readonly FairnessRow[]): number {
  const apart = [...Map.groupBy(rows, ({ role }) => role).values()].flatMap((peers) => {
    const sumOf = (of: (row: FairnessRow) => number): number => peers.reduce((sum, row) => sum + of(row), 0);
    const perMinute =
      sumOf((row) => row.workedMinutes) /
      Math.max(
        1,
        sumOf((row) => row.contractMinutes),
      );
    return peers
      .filter(({ contractMinutes }) => contractMinutes > 0)
      .map((row) => Math.abs(row.workedMinutes - perMinute * row.contractMinutes) / 60);
  });
  return mean(apart);
}

/** On average, to a tenth. */
function mean(values: readonly number[]): number {
  return rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length), 1);
}
