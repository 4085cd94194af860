import type { ForecastOverride, Mailing, MonthForecast } from '../forecast/index.ts';
import { onPhonePerInterval } from '../roster/index.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';
import { rounded } from './rounding.ts';
import type { WhatIfChange } from './what-if-format.ts';

/** What of a task to forecast a month changes may touch; the contract as the JSON of its file. */
export interface ChangeableTask {
  readonly contractJson: unknown;
  readonly mailings: readonly Mailing[];
  readonly overrides: readonly ForecastOverride[];
}

/**
 * The task of a forecast under changes: further letters, days with more calls as corrections of the day, other handling
 * times in the contract. The same task makes a plan.
 * @returns also the forecast of the task where it is known already: handling times have no part in how many call
 * @param before the forecast without the changes and the handling time of each queue
 * @param forecastOf forecasts a task; asked only for changes of letters
 */
export async function changedTask<Task extends ChangeableTask>(
  task: Task,
  before: { readonly forecast: MonthForecast; readonly queueAhtSeconds: readonly number[] },
  changes: readonly WhatIfChange[],
  forecastOf: (task: Task) => Promise<MonthForecast>,
): Promise<{ readonly task: Task; readonly forecast: MonthForecast | null }> {
  const letters = changes.flatMap((change) => (change.kind === 'mailing' ? [change.mailing] : []));
  // Assumed batches stand behind real ones.
  const posted = letters.length === 0 ? task : { ...task, mailings: [...task.mailings, ...letters] };
  const after = posted === task ? before.forecast : await forecastOf(posted);
  const factor = handlingFactor(changes);
  const overrides = overridesWith(before.forecast, after, changes);
  const hasOther = overrides.some(
    ({ calls }, index) => calls !== after.days.filter((day) => day.override !== null)[index]?.calls,
  );
  return {
    task: {
      ...posted,
      overrides,
      contractJson:
        factor === 1
          ? task.contractJson
          : contractWithHandling(
              task.contractJson,
              before.queueAhtSeconds.map((seconds) => seconds * factor),
            ),
    },
    forecast: hasOther ? null : after,
  };
}

/** Who is left out of a plan under changes, by code. */
export function leftOutIds(content: PlanContent, changes: readonly WhatIfChange[]): readonly string[] {
  const people = changes.reduce((sum, change) => sum + (change.kind === 'fewer' ? change.people : 0), 0);
  return people === 0 ? [] : mostMissed(content, people);
}

/**
 * The corrections under changes, in order of date. A corrected day has the calls that assumed letters bring on top of its
 * correction, for that was made without them; a day of a surge has so many times the calls that it would have.
 * @param before forecast without the changes @param after forecast with their letters and the same corrections
 */
function overridesWith(
  before: MonthForecast,
  after: MonthForecast,
  changes: readonly WhatIfChange[],
): readonly ForecastOverride[] {
  const hasLetters = changes.some(({ kind }) => kind === 'mailing');
  return after.days.flatMap((day, index): ForecastOverride[] => {
    const surges = changes.filter(
      (change) => change.kind === 'surge' && !day.date.isBefore(change.from) && !day.date.isAfter(change.to),
    );
    if (day.override === null && surges.length === 0) return [];
    const own = day.override;
    const extra =
      own === null || !hasLetters ? 0 : Math.max(0, day.modelCalls - before.days[index]!.modelCalls);
    const factor = surges.reduce(
      (product, change) => product * (change.kind === 'surge' ? change.factor : 1),
      1,
    );
    const reasons = [
      ...(own === null ? [] : [own.reason]),
      ...(extra > 0 ? ['【仮定】発送分を加算'] : []),
      ...(surges.length > 0 ? [`【仮定】入電${factor}倍`] : []),
    ];
    return [{ date: day.date, calls: (day.calls + extra) * factor, reason: reasons.join(' ') }];
  });
}

/** The contract's JSON with other handling times, in the order of its queues; they are assumed, whatever the history shows. */
function contractWithHandling(contractJson: unknown, queueAhtSeconds: readonly number[]): unknown {
  const contract = structuredClone(contractJson) as {
    queues: { ahtSeconds: number }[];
    assumptions: { ahtFrom?: string };
  };
  contract.queues.forEach((queue, index) => {
    queue.ahtSeconds = rounded(queueAhtSeconds[index]!, 2);
  });
  contract.assumptions.ahtFrom = 'contract';
  return contract;
}

/** By how much handling times grow under changes: 1 when nothing is said of them. */
function handlingFactor(changes: readonly WhatIfChange[]): number {
  return changes.reduce(
    (product, change) => product * (change.kind === 'handling' ? 1 + change.increaseFraction : 1),
    1,
  );
}

/**
 * The operators whom a roster would miss most, by code, one after another: each time the one whose going costs most calls
 * where seats are few, calls ÷ seats of the intervals that they are wholly on the phone in. Equal ones by code.
 * @param count at most so many, whole, ≥ 0; fewer when there are no more
 */
function mostMissed(content: PlanContent, count: number): readonly string[] {
  const demands = demandsOf(content);
  const rosters = rosterDaysOf(content).map((day) => day.shifts.filter(({ role }) => role === 'operator'));
  const seats = content.days.map((day) => day.intervals.map(({ scheduledSeats }) => scheduledSeats));
  const presence = new Map<string, (readonly number[] | undefined)[]>();
  rosters.forEach((shifts, index) => {
    for (const shift of shifts) {
      const days = presence.get(shift.staffId) ?? content.days.map(() => undefined);
      const demand = demands[index]!;
      days[index] = onPhonePerInterval([shift], demand, demand.intervalMinutes);
      presence.set(shift.staffId, days);
    }
  });
  const missed: string[] = [];
  while (missed.length < count && presence.size > 0) {
    const weights = [...presence].map(([id, days]) => ({ id, weight: weightOf(content, seats, days) }));
    weights.sort((one, other) => other.weight - one.weight || one.id.localeCompare(other.id));
    const { id } = weights[0]!;
    presence.get(id)!.forEach((own, index) => {
      own?.forEach((there, position) => {
        seats[index]![position] = Math.max(0, seats[index]![position]! - there);
      });
    });
    presence.delete(id);
    missed.push(id);
  }
  return missed;
}

function weightOf(
  content: PlanContent,
  seats: readonly (readonly number[])[],
  days: readonly (readonly number[] | undefined)[],
): number {
  let sum = 0;
  days.forEach((own, index) => {
    own?.forEach((there, position) => {
      const left = Math.max(1, seats[index]![position]!);
      sum += (there * content.days[index]!.intervals[position]!.calls) / left ** 2;
    });
  });
  return sum;
}
