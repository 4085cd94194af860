import type { YearMonth } from '@js-joda/core';
import { daysOfMonth, formatTime } from '../calendar/index.ts';
import {
  type DayForecast,
  type ForecastInput,
  forecastMonth,
  type MonthForecast,
} from '../forecast/index.ts';
import {
  buildRoster,
  type FairnessPrice,
  type KeptRoster,
  type LabourRecord,
  optionsOn,
  type RosterDay,
  type SearchRoster,
  type StaffMember,
} from '../roster/index.ts';
import { absenceBudget } from './absence-budget.ts';
import { rosterInputOf, roundedProof } from './content-roster.ts';
import { forecastFrame, mailingsFrame, partsFrame } from './forecast-frame.ts';
import { type PlanContent, planContentFormat } from './format.ts';
import { withKnownBreaks } from './known-breaks.ts';
import type { IntervalRequirement } from './requirement.ts';
import { rounded, roundedBounds } from './rounding.ts';
import { sizeForecast } from './size-forecast.ts';
import { assumedMailings, type WhatIf } from './what-if-format.ts';
import { type PlanFrame, withRoster } from './with-roster.ts';

/** Everything that a month's plan is made from: what its forecast is, and the people. */
export interface MakePlanInput extends ForecastInput {
  readonly staff: readonly StaffMember[];
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, when the next month is published already. */
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Earlier months and what is published of this one, for the rules that count over months. */
  readonly record?: LabourRecord;
  /** What one more of each kind costs each person, by the ledger of earlier months. */
  readonly fairness?: readonly FairnessPrice[];
  /** A roster of the month that people know already and that is to change as little as may be. */
  readonly kept?: KeptRoster;
  /** What the other fields hold that is only assumed; noted in the plan. */
  readonly whatIf?: WhatIf;
  /** Seed of the search; the same seed gives the same plan. */
  readonly seed: number;
}

/** Stages of making a plan, in order; `roster` reports how far it is, `simulating` follows in threads of its own. */
export type PlanStage = 'forecast' | 'sizing' | 'roster' | 'checking' | 'simulating';

/**
 * Makes a month's plan: forecast, seats, roster with breaks, expected 応答率, and every rule's findings.
 * The same input gives the same content.
 */
export async function makePlan(
  input: MakePlanInput,
  search: SearchRoster,
  onProgress: (stage: PlanStage, doneFraction: number) => void = () => {},
): Promise<PlanContent> {
  onProgress('forecast', 0);
  return planFrom(input, forecastMonth(input), search, onProgress);
}

/** The same from the forecast of the same input, which may have been made in several threads. */
export async function planFrom(
  input: MakePlanInput,
  forecast: MonthForecast,
  search: SearchRoster,
  onProgress: (stage: PlanStage, doneFraction: number) => void,
): Promise<PlanContent> {
  const { contract, month } = input;
  onProgress('sizing', 0);
  const frame = frameOf(input, forecast);
  const rosterInput = rosterInputOf(frame, {
    contract,
    staff: input.staff,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.fairness === undefined ? {} : { fairness: input.fairness }),
    ...(input.kept === undefined ? {} : { kept: input.kept }),
    seed: input.seed,
  });
  const roster = await buildRoster(rosterInput, search, (done) => onProgress('roster', done));
  onProgress('checking', 0);
  const made = {
    contract,
    month,
    staff: input.staff,
    days: roster.days,
    demands: rosterInput.demands,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.record === undefined ? {} : { record: input.record }),
  };
  const days = input.kept === undefined ? roster.days : withKnownBreaks(made, input.kept.days);
  const content = withRoster({ ...made, frame, days });
  // The format is checked here too: nothing that the public schema refuses may ever be saved or hashed.
  return planContentFormat.parse({
    ...content,
    absence: absenceBudget(content, contract),
    roster: roundedProof(roster.proof),
  });
}

/** The plan before anybody is placed: forecast and required seats. */
function frameOf(input: MakePlanInput, forecast: MonthForecast): PlanFrame {
  const { contract, month } = input;
  const { ahtSeconds, queueAhtSeconds, volumeCvFraction, dayCvFraction, calls, sizing } = sizeForecast(
    contract,
    forecast,
  );
  const days = forecast.days.map((day, index) => dayFrame(day, calls[index]!, sizing.days[index]!));
  return {
    format: 'sekisu.plan/1',
    contractId: contract.id,
    month: month.toString(),
    knowledgeDate: input.knowledgeDate.toString(),
    fictitiousDataNotice: contract.fictitiousDataNotice,
    assumptions: {
      ahtSeconds,
      queueAhts: contract.queues.map(({ id }, index) => ({
        queueId: id,
        ahtSeconds: queueAhtSeconds[index]!,
      })),
      patienceSeconds: contract.assumptions.patienceSeconds,
      serviceLevelSeconds: contract.assumptions.serviceLevel.withinSeconds,
      serviceLevelFraction: contract.assumptions.serviceLevel.answeredFraction,
      targetAnswerRate: contract.target.fraction,
      confidenceFraction: contract.target.confidenceFraction,
      minimumOperators: contract.minimumOperators,
      measuredAhtSeconds:
        forecast.measuredAhtSeconds === null ? null : rounded(forecast.measuredAhtSeconds, 1),
      historyDays: forecast.historyDays,
      volumeCvFraction,
      dayCvFraction,
    },
    sizing: {
      by: contract.target.sizedBy,
      seatHours: sizing.seatHours,
      curve: sizing.curve.map((point) => ({
        seatHours: point.seatHours,
        probabilityTargetMet: rounded(point.probabilityTargetMet, 4),
      })),
    },
    mailings: assumedMailings(mailingsFrame(forecast), input.whatIf),
    ...(input.whatIf === undefined ? {} : { whatIf: input.whatIf }),
    forecast: forecastFrame(forecast),
    staff: input.staff.filter((person) => worksIn(person, month)).map((person) => staffFrame(person, input)),
    days,
    monthForecastCalls: rounded(
      days.reduce((sum, day) => sum + day.forecastCalls, 0),
      4,
    ),
    monthForecastBounds: roundedBounds(forecast.bounds),
  };
}

function dayFrame(
  day: DayForecast,
  calls: readonly number[],
  requirement: readonly IntervalRequirement[],
): PlanFrame['days'][number] {
  return {
    date: day.date.toString(),
    season: day.season,
    seasonReason: day.seasonReason,
    open: formatTime(day.startMinute),
    close: formatTime(day.endMinute),
    forecastCalls: rounded(
      calls.reduce((sum, value) => sum + value, 0),
      4,
    ),
    forecastBounds: roundedBounds(day.bounds),
    ...partsFrame(day),
    queues: day.queues.map((queue) => ({ id: queue.queueId, calls: rounded(queue.calls, 4) })),
    override:
      day.override === null
        ? null
        : { modelCalls: rounded(day.modelCalls, 1), calls: day.override.calls, reason: day.override.reason },
    intervals: day.intervals.map((interval, index) => ({
      start: formatTime(interval.startMinute),
      end: formatTime(interval.endMinute),
      calls: calls[index]!,
      ...requirement[index]!,
    })),
  };
}

function worksIn(person: StaffMember, month: YearMonth): boolean {
  return (
    !person.startsOn.isAfter(month.atEndOfMonth()) &&
    (person.endsOn === null || !person.endsOn.isBefore(month.atDay(1)))
  );
}

function staffFrame(person: StaffMember, input: MakePlanInput): PlanFrame['staff'][number] {
  const dates = daysOfMonth(input.month);
  return {
    id: person.id,
    name: person.name,
    role: person.role,
    employment: person.employment,
    skills: [...person.skills],
    limits: {
      maximumWeeklyMinutes: person.maximumWeeklyMinutes,
      maximumDailyMinutes: person.maximumDailyMinutes,
      maximumWeeklyDays: person.maximumWeeklyDays,
      minimumMonthlyMinutes: person.minimumMonthlyMinutes,
    },
    daysOff: dates.flatMap((date): PlanFrame['staff'][number]['daysOff'] => {
      if (person.leave.some((day) => day.equals(date))) return [{ date: date.toString(), kind: 'leave' }];
      const wholeDay = { date, startMinute: 0, endMinute: 1440 };
      const isAway = optionsOn(person, wholeDay, input.contract).obstacle === 'unavailable';
      return isAway ? [{ date: date.toString(), kind: 'unavailable' }] : [];
    }),
  };
}
