import type { Contract, ShiftPattern } from './contract.ts';

/** What is wrong and where, for the message. */
export interface Inconsistency {
  readonly path: string;
  readonly problem: string;
}

/** Code of a standby in a roster's cell; no pattern may have it. */
const reservedCode = '待';

/** The first place where a contract, right in every field, contradicts itself; undefined when it does not. */
export function inconsistencyOf(contract: Contract): Inconsistency | undefined {
  if (contract.term.end.isBefore(contract.term.start)) return { path: 'term', problem: 'end < start' };
  return (
    openingProblem(contract) ??
    patternProblem(contract) ??
    breakProblem(contract) ??
    firstRepeated(contract.queues, (terms) => terms.id, 'queues', 'id used twice') ??
    standbyProblem(contract) ??
    shiftTableProblem(contract) ??
    assumptionProblem(contract) ??
    serviceProblem(contract)
  );
}

/** Codes of cases: each once, and every reason of a queue that there is. */
function serviceProblem({ service, queues }: Contract): Inconsistency | undefined {
  const known = new Set(queues.map(({ id }) => id));
  const lost = service.reasons.find(({ queue }) => !known.has(queue));
  if (lost !== undefined) return { path: `service.reasons.${lost.code}.queue`, problem: 'no such queue' };
  return (
    firstRepeated(service.venues, ({ code }) => code, 'service.venues', 'code used twice') ??
    firstRepeated(service.reasons, ({ code }) => code, 'service.reasons', 'code used twice') ??
    firstRepeated(
      service.reasons,
      ({ queue, name }) => `${queue} ${name}`,
      'service.reasons',
      'name used twice in a queue',
    )
  );
}

function openingProblem({ opening, intervalMinutes }: Contract): Inconsistency | undefined {
  const spans = [
    ...opening.hours,
    ...opening.monthlyDays,
    ...opening.exceptions.flatMap((entry) => entry.hours ?? []),
  ];
  for (const span of spans) {
    if (span.close <= span.open) return { path: 'opening', problem: 'close <= open' };
    if ((span.close - span.open) % intervalMinutes !== 0) {
      return { path: 'intervalMinutes', problem: 'opening span is no whole number of intervals' };
    }
  }
  const weekdays = opening.hours.flatMap((entry) => entry.weekdays);
  return (
    firstRepeated(weekdays, (name) => name, 'opening.hours', 'weekday listed twice') ??
    firstRepeated(
      opening.monthlyDays,
      ({ nth, weekday }) => `${nth} ${weekday}`,
      'opening.monthlyDays',
      'day listed twice',
    ) ??
    firstRepeated(
      opening.exceptions,
      (entry) => entry.date.toString(),
      'opening.exceptions',
      'date listed twice',
    )
  );
}

function patternProblem(contract: Contract): Inconsistency | undefined {
  for (const pattern of contract.shiftPatterns) {
    const path = `shiftPatterns.${pattern.code}`;
    if (pattern.code === reservedCode) return { path, problem: 'the code stands for a standby' };
    if (pattern.end <= pattern.start) return { path, problem: 'end <= start' };
    const problem = mealProblem(pattern, contract.breaks);
    if (problem !== undefined) return { path: `${path}.mealMinutes`, problem };
  }
  return firstRepeated(contract.shiftPatterns, (pattern) => pattern.code, 'shiftPatterns', 'code used twice');
}

/** 労基法34条1項 for the pattern's own length, and a place for the meal. */
function mealProblem(pattern: ShiftPattern, breaks: Contract['breaks']): string | undefined {
  const minutes = pattern.end - pattern.start - pattern.mealMinutes;
  if (minutes <= 0) return 'the meal is as long as the shift';
  const needed = minutes > 8 * 60 ? 60 : minutes > 6 * 60 ? 45 : 0;
  if (pattern.mealMinutes < needed) return `${needed} min needed (労働基準法34条1項)`;
  if (pattern.mealMinutes === 0) return undefined;
  const { mealWindow, minimumWorkAroundMealMinutes: around, stepMinutes: step } = breaks;
  const earliest = Math.max(mealWindow.start, pattern.start + Math.max(around, step));
  const start = Math.ceil(earliest / step) * step;
  const latestEnd = Math.min(mealWindow.end, pattern.end - Math.max(around, step));
  return start + pattern.mealMinutes > latestEnd ? 'the meal fits nowhere in breaks.mealWindow' : undefined;
}

/** Breaks are placed on a grid of steps, so every length must be a whole number of them. */
function breakProblem({
  breaks,
  intervalMinutes,
  opening,
  shiftPatterns,
}: Contract): Inconsistency | undefined {
  const { stepMinutes: step, mealWindow } = breaks;
  if (mealWindow.end <= mealWindow.start) return { path: 'breaks.mealWindow', problem: 'end <= start' };
  if (breaks.usualMealTime.end <= breaks.usualMealTime.start) {
    return { path: 'breaks.usualMealTime', problem: 'end <= start' };
  }
  const lengths: readonly (readonly [path: string, minutes: number])[] = [
    ['breaks.restMinutes', breaks.restMinutes],
    ['breaks.maximumPhoneMinutes', breaks.maximumPhoneMinutes],
    ['intervalMinutes', intervalMinutes],
    ...opening.hours.map((span) => ['opening.hours', span.open] as const),
    ...opening.monthlyDays.map((span) => ['opening.monthlyDays', span.open] as const),
    ...opening.exceptions.map((entry) => ['opening.exceptions', entry.hours?.open ?? 0] as const),
    ...shiftPatterns.flatMap(({ code, start, end, mealMinutes }) =>
      [start, end, mealMinutes].map((minutes) => [`shiftPatterns.${code}`, minutes] as const),
    ),
  ];
  const off = lengths.find(([, minutes]) => minutes % step !== 0);
  return off === undefined ? undefined : { path: off[0], problem: 'no multiple of breaks.stepMinutes' };
}

function standbyProblem({ standby }: Contract): Inconsistency | undefined {
  return standby.perDay > 0 && standby.end <= standby.start
    ? { path: 'standby', problem: 'end <= start' }
    : undefined;
}

/** Wishes are in before the table that they go into. */
function shiftTableProblem({ labour: { shiftTable } }: Contract): Inconsistency | undefined {
  return shiftTable !== null && shiftTable.wishesDaysBefore < shiftTable.publishedDaysBefore
    ? { path: 'labour.shiftTable', problem: 'wishes after publication' }
    : undefined;
}

function assumptionProblem({ assumptions }: Contract): Inconsistency | undefined {
  return assumptions.halfHourShares.some((share) => share > 0)
    ? undefined
    : { path: 'assumptions.halfHourShares', problem: 'all shares are 0' };
}

function firstRepeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  path: string,
  problem: string,
): Inconsistency | undefined {
  const keys = new Set(items.map(keyOf));
  return keys.size < items.length ? { path, problem } : undefined;
}
