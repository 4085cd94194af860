import type { Contract, QueueTerms } from '../contract/index.ts';
import { batchCvFraction } from './batch-rates.ts';
import { type FactorPriors, factorOf } from './day-factors.ts';
import { fitDayModel } from './day-model.ts';
import type { HistoryDay } from './history-days.ts';
import type { Mailing } from './mailing.ts';
import { type OpenCalendar, openDayNumber } from './open-calendar.ts';
import { responseOf } from './response-kernel.ts';

/** One queue's expected calls on one day of the month, in parts, and how far each part may be off. */
export interface QueueDay {
  readonly base: number;
  /** Calls per mailing, by the mailing's position. */
  readonly mailings: readonly number[];
  readonly levelDeviation: number;
  readonly batchDeviations: readonly number[];
  /** Variation of the day beyond Poisson, as a fraction. */
  readonly dayCvFraction: number;
}

/** What a queue's forecast is made from; everything in it was known on the day of the forecast. */
export interface QueueInput {
  readonly contract: Contract;
  readonly terms: QueueTerms;
  readonly history: readonly HistoryDay[];
  readonly mailings: readonly Mailing[];
  readonly calendar: OpenCalendar;
  /** Numbers of the month's days in the calendar. */
  readonly monthDays: readonly number[];
  /** Share of the month's opening hours that lies in the term: the part of the monthly calls that is expected. */
  readonly termFraction: number;
  /** Number of the open day on which or before which the forecast is made. */
  readonly knowledgeDay: number;
  /** The contract's calls per open day of usual length of the fiscal year, this queue. */
  readonly assumedDailyCalls: number;
}

/** Days of history at which history and contract count the same. */
const evenDays = 20;
/** Standard deviation of the contract's monthly calls as a forecast, as a fraction: an assumption. */
const contractCvFraction = 0.2;
/** Variation from day to day beyond Poisson before history shows it, as a fraction. */
const assumedDayCvFraction = 0.1;
/** Least share of the contract's calls that comes without letters. */
const leastBaseFraction = 0.2;

/**
 * A queue's days of a month: the contract's assumption and the fitted model, mixed by n² / (n² + 20²) for n days of
 * history: half at 20 days, 96 % at 100. Without history it is the contract alone.
 */
export function queueDays(input: QueueInput): QueueDay[] {
  const assumedBatches = input.mailings.map((mailing) => assumedCalls(input, mailing));
  const contractDays = daysByContract(input, assumedBatches);
  const known = input.history.flatMap((day) => {
    const number = openDayNumber(input.calendar, day.date);
    return number === undefined ? [] : [{ number, calls: day.offered }];
  });
  if (known.length === 0) return contractDays;

  const modelDays = daysByModel(input, assumedBatches, known);
  const fraction = known.length ** 2 / (known.length ** 2 + evenDays ** 2);
  const mix = (byModel: number, byContract: number) => fraction * byModel + (1 - fraction) * byContract;
  return modelDays.map((model, index) => {
    const contract = contractDays[index]!;
    return {
      base: mix(model.base, contract.base),
      mailings: model.mailings.map((calls, batch) => mix(calls, contract.mailings[batch]!)),
      levelDeviation: mix(model.levelDeviation, contract.levelDeviation),
      batchDeviations: model.batchDeviations.map((deviation, batch) =>
        mix(deviation, contract.batchDeviations[batch]!),
      ),
      dayCvFraction: mix(model.dayCvFraction, contract.dayCvFraction),
    };
  });
}

/** Calls of a batch at its assumed rate and this queue's share, by open day number. */
function assumedCalls(input: QueueInput, mailing: Mailing): ReadonlyMap<number, number> {
  const monthlyCalls = input.contract.queues.reduce((sum, queue) => sum + queue.monthlyCalls, 0);
  const queueShare =
    monthlyCalls > 0 ? input.terms.monthlyCalls / monthlyCalls : 1 / input.contract.queues.length;
  const calls = mailing.letters * mailing.callsPerLetter * queueShare;
  const { firstDayNumber, shares } = responseOf(mailing, input.calendar);
  return new Map(shares.map((share, lag) => [firstDayNumber + lag, calls * share]));
}

/**
 * The contract's monthly calls over the month's days by weekday and length of opening: letters shape the days, the
 * sum stays as agreed.
 */
function daysByContract(
  input: QueueInput,
  assumedBatches: readonly ReadonlyMap<number, number>[],
): QueueDay[] {
  const total = input.terms.monthlyCalls * input.termFraction;
  const byDay = input.monthDays.map((number) => assumedBatches.map((batch) => batch.get(number) ?? 0));
  const assumedMailCalls = sumOf(byDay.map(sumOf));
  const scale = Math.min(1, (total * (1 - leastBaseFraction)) / Math.max(assumedMailCalls, 1e-9));
  const factors = input.monthDays.map((number) => {
    const { weekday, lengthFraction } = input.calendar.days[number]!;
    return input.contract.assumptions.weekdayFactors[weekday]! * lengthFraction;
  });
  const base = (total - assumedMailCalls * scale) / sumOf(factors);
  return byDay.map((batches, index) => {
    const mailings = batches.map((calls) => calls * scale);
    const own = base * factors[index]!;
    return {
      base: own,
      mailings,
      levelDeviation: contractCvFraction * (own + sumOf(mailings)),
      batchDeviations: mailings.map((calls) => batchCvFraction * calls),
      dayCvFraction: assumedDayCvFraction,
    };
  });
}

function daysByModel(
  input: QueueInput,
  assumedBatches: readonly ReadonlyMap<number, number>[],
  known: readonly { readonly number: number; readonly calls: number }[],
): QueueDay[] {
  const positions = new Map(known.map((day, position) => [day.number, position]));
  const seen = assumedBatches.flatMap((calls, batch) => {
    const assumed = [...calls].flatMap(([number, assumedOfDay]) => {
      const position = positions.get(number);
      return position === undefined || assumedOfDay === 0 ? [] : [{ position, calls: assumedOfDay }];
    });
    return assumed.length === 0 ? [] : [{ batch, kind: input.mailings[batch]!.kind, assumedCalls: assumed }];
  });
  const mailCalls = sumOf(seen.map((batch) => sumOf(batch.assumedCalls.map((day) => day.calls))));
  const assumedLevel = Math.max(
    input.assumedDailyCalls - mailCalls / known.length,
    input.assumedDailyCalls * leastBaseFraction,
    0.1,
  );
  const priors = factorPriors(input.contract);
  const days = known.map(({ number, calls }) => ({
    ...input.calendar.days[number]!,
    calls,
    ageDays: Math.max(0, input.knowledgeDay - number),
  }));
  const model = fitDayModel(days, seen, assumedLevel, priors);
  const responses = input.mailings.map((mailing, batch) => {
    const index = seen.findIndex((entry) => entry.batch === batch);
    return model.batches[index] ?? model.kinds.get(mailing.kind) ?? model.unseenKind;
  });
  return input.monthDays.map((number) => {
    const base = model.level * factorOf(model.factors, input.calendar.days[number]!);
    const assumed = assumedBatches.map((batch) => batch.get(number) ?? 0);
    return {
      base,
      mailings: assumed.map((calls, batch) => calls * responses[batch]!.value),
      levelDeviation: base * model.levelCvFraction,
      batchDeviations: assumed.map((calls, batch) => calls * responses[batch]!.standardError),
      dayCvFraction: model.dayCvFraction,
    };
  });
}

function factorPriors(contract: Contract): FactorPriors {
  const usual = new Set(contract.opening.hours.flatMap((entry) => entry.weekdays.map(String)));
  const isUsuallyOpen = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'].map((name) => usual.has(name));
  return { weekday: contract.assumptions.weekdayFactors, isUsuallyOpen };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
