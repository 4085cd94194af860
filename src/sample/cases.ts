import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import { byTime, type CallCase, caseOutcomes, isAnswered } from '../plan/call-cases.ts';
import type { PlanDay } from '../plan/format.ts';
import { operatorsOnPhone } from '../plan/on-phone.ts';
import { caseNotes, outcomeShares, reasonShares, venueShares } from './case-parameters.ts';
import { lognormal, pick, type RandomStream, streamOf, wholeBetween } from './random.ts';

/** From what a day's cases are made up. */
export interface SampleCasesInput {
  readonly contract: Contract;
  /** Counted calls of any days and queues; every call of theirs becomes a case. */
  readonly intervals: readonly HistoryInterval[];
  /** Codes of those who could take a call in a minute of a day; somebody wherever a call was answered. */
  readonly takersAt: (date: LocalDate, minute: number) => readonly string[];
  /** Another seed, other cases; of a day always the same. */
  readonly seed: string;
}

/**
 * Made-up cases of counted calls, in order of time: as many per queue and interval as were offered, answered and
 * abandoned, with handling times that add up to what was counted. Whoever has waited longest takes the next call.
 */
export function sampleCases(input: SampleCasesInput): CallCase[] {
  const days = Map.groupBy(input.intervals, ({ date }) => date.toString());
  return [...days.keys()].toSorted().flatMap((day) => casesOfDay(input, days.get(day)!));
}

/**
 * Who can take calls under a plan: the operators at the phone, else whoever is on duty, as it is where a supervisor steps
 * in. @param days of plans in force
 */
export function takersOf(days: readonly PlanDay[]): SampleCasesInput['takersAt'] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  return (date, minute) => {
    const day = byDate.get(date.toString());
    if (day === undefined) return [];
    const atPhone = operatorsOnPhone(day, minute);
    if (atPhone.length > 0) return atPhone;
    return day.shifts.filter(({ standby }) => !standby).map(({ staffId }) => staffId);
  };
}

type Draft = Omit<CallCase, 'id' | 'staffId'>;

function casesOfDay(input: SampleCasesInput, intervals: readonly HistoryInterval[]): CallCase[] {
  const { date } = intervals[0]!;
  const random = streamOf(`${input.seed} cases ${date}`);
  const drafts = intervals
    .flatMap((interval) => casesOfInterval(input.contract, interval, random))
    .map((draft): Draft & { readonly id: string } => ({ ...draft, id: '' }))
    .sort(byTime);
  const lastTaken = new Map<string, number>();
  return drafts.map((draft, index) => {
    const staffId = isAnswered(draft)
      ? takerOf(input.takersAt(date, draft.startMinute), lastTaken, index)
      : null;
    return {
      ...draft,
      id: `${date.toString().replaceAll('-', '')}-${String(index + 1).padStart(4, '0')}`,
      staffId,
    };
  });
}

function takerOf(takers: readonly string[], lastTaken: Map<string, number>, index: number): string {
  const taker = takers.toSorted((a, b) => (lastTaken.get(a) ?? -1) - (lastTaken.get(b) ?? -1))[0];
  if (taker === undefined) throw new Error('somebody answered, but nobody was there');
  lastTaken.set(taker, index);
  return taker;
}

function casesOfInterval(contract: Contract, interval: HistoryInterval, random: RandomStream): Draft[] {
  const { offered, answered, abandoned } = interval;
  const seconds = sharedSeconds(interval, random);
  return Array.from({ length: offered }, (_, index): Draft => {
    const common = {
      date: interval.date,
      startMinute: wholeBetween(random, interval.startMinute, interval.endMinute - 1),
      queueId: interval.queueId,
    };
    if (index < answered)
      return { ...common, ...talk(contract, interval.queueId, random), handlingSeconds: seconds[index]! };
    const outcome = index < answered + abandoned ? 'abandoned' : 'automatic';
    return {
      ...common,
      venue: null,
      reason: null,
      outcome,
      isComplaint: false,
      handlingSeconds: 0,
      note: null,
    };
  });
}

/** The interval's handling time in whole seconds over its answered calls, as uneven as calls are. */
function sharedSeconds({ answered, handlingSeconds }: HistoryInterval, random: RandomStream): number[] {
  const weights = Array.from({ length: answered }, () => lognormal(random, 1, 0.6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let until = 0;
  let given = 0;
  return weights.map((weight) => {
    until += weight;
    const upTo = Math.round((handlingSeconds * until) / total);
    const own = upTo - given;
    given = upTo;
    return own;
  });
}

type Talk = Pick<CallCase, 'venue' | 'reason' | 'outcome' | 'isComplaint' | 'note'>;

function talk({ service }: Contract, queueId: string, random: RandomStream): Talk {
  const reasons = service.reasons.filter(({ queue }) => queue === queueId);
  const outcome = drawn(random, caseOutcomes, (code) => outcomeShares[code] ?? 0) ?? 'answered';
  // A complaint is hardly ever settled by whoever took the call.
  const isComplaint = outcome === 'escalated' && random.uniform() < 0.1;
  const notes = isComplaint ? caseNotes.complaint : (caseNotes[outcome] ?? []);
  const isBooking = queueId === 'booking';
  return {
    venue:
      isBooking || random.uniform() < 0.25
        ? (drawn(random, service.venues, ({ code }) => venueShares[code] ?? 0.05)?.code ?? null)
        : null,
    reason: drawn(random, reasons, ({ code }) => reasonShares[code] ?? 0.05)?.code ?? null,
    outcome,
    isComplaint,
    note: notes.length === 0 ? null : pick(random, notes),
  };
}

/** One of the items by its share; undefined of none. */
function drawn<Item>(
  random: RandomStream,
  items: readonly Item[],
  shareOf: (item: Item) => number,
): Item | undefined {
  const total = items.reduce((sum, item) => sum + shareOf(item), 0);
  let left = random.uniform() * total;
  for (const item of items) {
    left -= shareOf(item);
    if (left < 0) return item;
  }
  return items.at(-1);
}
