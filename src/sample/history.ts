import type { OpenDay } from '../calendar/index.ts';
import type { Contract, QueueTerms } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import type { Mailing } from '../forecast/mailing.ts';
import { openDaysBetween } from './business-days.ts';
import { type DayDemand, sampleDemand } from './demand.ts';
import { parameters } from './parameters.ts';
import { gamma, lognormal, poisson, type RandomStream, streamOf } from './random.ts';

/**
 * Intervals of every open day of the sample, both queues, quiet intervals included. The contract's first
 * queue takes the bookings; the others share the enquiries.
 */
export function sampleHistory(contract: Contract, mailings: readonly Mailing[]): HistoryInterval[] {
  const { firstMonth, lastHistoryMonth } = parameters;
  const days = openDaysBetween(contract.opening, firstMonth, lastHistoryMonth);
  return sampleDemand(contract, days, mailings).flatMap((demand) => intervalsOfDay(contract, demand));
}

function intervalsOfDay(contract: Contract, demand: DayDemand): HistoryInterval[] {
  const random = streamOf(`${parameters.seed} day ${demand.day.date}`);
  const shape = 1 / parameters.dayVariationFraction ** 2;
  const dayFactor = gamma(random, shape) / shape;
  const shares = intervalShares(contract, demand.day);
  const drawn = contract.queues.map((_, index) => {
    const calls = index === 0 ? demand.bookingCalls : demand.enquiryCalls / (contract.queues.length - 1);
    return shares.map((share) => poisson(random, calls * dayFactor * share));
  });
  const dayCalls = drawn.flat().reduce((sum, calls) => sum + calls, 0);
  return shares.flatMap((_, index) => {
    const intervalCalls = drawn.reduce((sum, calls) => sum + calls[index]!, 0);
    const startMinute = demand.day.startMinute + index * contract.intervalMinutes;
    return contract.queues.map((queue, queueIndex) => ({
      queueId: queue.id,
      date: demand.day.date,
      startMinute,
      endMinute: startMinute + contract.intervalMinutes,
      ...outcome(random, queue, drawn[queueIndex]![index]!, intervalCalls, dayCalls),
    }));
  });
}

/** Shares of a day's calls per interval, from the contract's shares per half hour; add up to 1. */
function intervalShares(contract: Contract, day: OpenDay): number[] {
  const count = (day.endMinute - day.startMinute) / contract.intervalMinutes;
  const perHalfHour = 30 / contract.intervalMinutes;
  const halfHours = contract.assumptions.halfHourShares;
  const raw = Array.from({ length: count }, (_, index) => {
    const place = Math.min(Math.floor(index / perHalfHour), halfHours.length - 1);
    const intervalsInPlace = Math.min(perHalfHour, count - place * perHalfHour);
    return halfHours[place]! / Math.max(1, intervalsInPlace);
  });
  const total = raw.reduce((sum, share) => sum + share, 0);
  return raw.map((share) => share / total);
}

/** What became of the calls of one queue in one interval. */
function outcome(
  random: RandomStream,
  queue: QueueTerms,
  offered: number,
  intervalCalls: number,
  dayCalls: number,
): Pick<HistoryInterval, 'offered' | 'answered' | 'abandoned' | 'handlingSeconds'> {
  const { least, added, fullIntervalCalls } = parameters.abandonment;
  const fullness = Math.min(1, intervalCalls / fullIntervalCalls);
  const isJammed = dayCalls > parameters.jam.dayCalls && fullness === 1;
  const lostFraction = isJammed ? parameters.jam.lostFraction : 0;
  let answered = 0;
  let abandoned = 0;
  let handlingSeconds = 0;
  for (let call = 0; call < offered; call += 1) {
    const fate = random.uniform();
    if (fate < least + added * fullness) abandoned += 1;
    else if (fate >= 1 - lostFraction) continue;
    else {
      answered += 1;
      handlingSeconds += lognormal(random, queue.ahtSeconds, parameters.handlingLogDeviation);
    }
  }
  return { offered, answered, abandoned, handlingSeconds: Math.round(handlingSeconds) };
}
