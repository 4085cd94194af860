import { formatTime } from '../calendar/index.ts';
import { workedMinutes } from '../roster/index.ts';
import {
  type ChangeCandidate,
  type ChangeKind,
  type ClockSpan,
  changeCandidates,
  extraMinutes,
  isStillPossible,
} from './best-change-candidates.ts';
import { estimatedChanges } from './best-change-estimate.ts';
import { answerRateOf, type GainedCalls, gainedCalls, simulatedDays } from './best-change-gain.ts';
import { type ChangeSearch, isOfferable, type RulesAgainst, rulesAgainst } from './best-change-rules.ts';
import type { PlanContent } from './format.ts';
import { rosterDaysOf } from './plan-roster.ts';
import { rounded } from './rounding.ts';
import { formatFinding, withRoster } from './with-roster.ts';

/** A legal single change that is surely better than none, and what it costs and touches. */
export interface FoundChange {
  readonly kind: ChangeKind;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly staffId: string;
  /** The break, or the shift where it begins earlier or ends later. */
  readonly before: ClockSpan;
  readonly after: ClockSpan;
  /** The rest that the longer shift needs, paid; null = none. */
  readonly addedRest: ClockSpan | null;
  /** What half an hour more costs; null where a break is moved. It never passes the person's own contract. */
  readonly extra: {
    readonly paidMinutes: number;
    /** Minutes of work on the day with it, and the most that the person's contract allows. */
    readonly workedMinutes: number;
    readonly maximumDailyMinutes: number;
  } | null;
  /** On such a day. */
  readonly gainedCalls: GainedCalls;
  /** Simulated 応答率 of such days. */
  readonly dayAnswerRate: { readonly before: number; readonly after: number };
  /** 応答率 of the plan's simulated months, or by the formula where it has none; after: with the calls gained. */
  readonly monthAnswerRate: { readonly before: number; readonly after: number };
  /** What the rules say of the changed plan and not of the plan as it is; never of level H. */
  readonly newFindings: PlanContent['findings'];
}

/** What a search found, best first, at most ten, at most one for each break and each end of a shift. */
export interface FoundChanges {
  readonly changes: readonly FoundChange[];
  /** Changes that were looked at, and days they lie on. */
  readonly triedChanges: number;
  readonly searchedDays: number;
}

/** A change that a day's first look found good. */
export interface ScreenedChange {
  readonly dayIndex: number;
  /** Place among the candidates of the day. */
  readonly place: number;
  readonly gain: GainedCalls;
}

/** A day's first look. */
export interface ScreenedDay {
  readonly triedChanges: number;
  /** At most one for each break and each end of a shift. */
  readonly changes: readonly ScreenedChange[];
}

/** Looks at days in this thread or in others. */
export interface ChangeWork {
  screen(dayIndex: number): Promise<ScreenedDay>;
  /** @param changes of one day, at least one */
  confirm(changes: readonly ScreenedChange[]): Promise<readonly FoundChange[]>;
}

/** The first look, and the look at what it found best, at days that have nothing to do with the first. */
const screening = { days: 2000, seed: 2 } as const;
const confirming = { days: 10_000, seed: 3 } as const;
/** Most changes of a day that are simulated at first, and most of them that change the same thing. */
const mostScreened = 16;
const mostOfOneThing = 3;
/** Most changes that are looked at again, and how many at a time. */
const mostConfirmed = 12;
const confirmedAtOnce = 6;
const mostFound = 10;
/**
 * How many half widths of the 95 % interval a gain must be above nothing to be told: 2.87 standard errors, so that with
 * twelve of them looked at one without a gain is among the told in one search of forty at most (Bonferroni).
 */
const sureHalfWidths = 2.87 / 1.96;
/** Share of the progress at which the first look is over. */
const screenedFraction = 0.75;

/**
 * Which single changes of a plan's days help most: a break or rest moved, or half an hour more of one person. Every day
 * is looked at, the surest changes of all days are simulated again with other calls, so that being chosen for luck
 * does not count, and those whose gain is not surely above nothing, all of them together, are dropped. The same for any division of the work.
 */
export async function bestChanges(
  dayIndexes: readonly number[],
  work: ChangeWork,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<FoundChanges> {
  let screenedDays = 0;
  const screened = await Promise.all(
    dayIndexes.map(async (dayIndex) => {
      const day = await work.screen(dayIndex);
      screenedDays += 1;
      onProgress((screenedFraction * screenedDays) / dayIndexes.length);
      return day;
    }),
  );
  const finalists = screened
    .flatMap(({ changes }) => changes)
    .filter(({ gain }) => gain.mean > 0)
    .toSorted((one, other) => other.gain.low95 - one.gain.low95)
    .slice(0, mostConfirmed);
  const portions = portionsOf(finalists);
  let confirmedPortions = 0;
  const confirmed = await Promise.all(
    portions.map(async (portion) => {
      const found = await work.confirm(portion);
      confirmedPortions += 1;
      onProgress(screenedFraction + ((1 - screenedFraction) * confirmedPortions) / portions.length);
      return found;
    }),
  );
  return {
    changes: confirmed
      .flat()
      .filter(({ gainedCalls: gain }) => gain.mean > sureHalfWidths * (gain.mean - gain.low95))
      .toSorted((one, other) => other.gainedCalls.mean - one.gainedCalls.mean)
      .slice(0, mostFound),
    triedChanges: screened.reduce((sum, day) => sum + day.triedChanges, 0),
    searchedDays: dayIndexes.length,
  };
}

/** The work of a search in this thread; what the rules say of the plan as it is, is worked out once. */
export function changeWork(search: ChangeSearch): ChangeWork {
  const rules = rulesAgainst(search);
  return {
    screen: (dayIndex) => Promise.resolve(screenDay(search, rules, dayIndex)),
    confirm: (changes) => Promise.resolve(confirmChanges(search, rules, changes)),
  };
}

/** The best change of each break and each end of a shift by a short simulation; the formulas choose what is simulated. */
function screenDay(search: ChangeSearch, rules: RulesAgainst, dayIndex: number): ScreenedDay {
  const { content, contract } = search;
  const candidates = candidatesOf(search, dayIndex);
  const chosen: ChangeCandidate[] = [];
  const chosenOf = new Map<string, number>();
  for (const { candidate } of estimatedChanges(content, contract, dayIndex, candidates)) {
    const already = chosenOf.get(thingOf(candidate)) ?? 0;
    if (chosen.length >= mostScreened) break;
    if (already >= mostOfOneThing || !isOfferable(rules(dayIndex, candidate.day))) continue;
    chosen.push(candidate);
    chosenOf.set(thingOf(candidate), already + 1);
  }
  const before = simulatedDays(content, contract, { dayIndex, roster: null }, screening);
  const best = new Map<string, ScreenedChange>();
  for (const candidate of chosen) {
    const after = simulatedDays(content, contract, { dayIndex, roster: candidate.day }, screening);
    const change = { dayIndex, place: candidates.indexOf(candidate), gain: gainedCalls(before, after) };
    const other = best.get(thingOf(candidate));
    if (other === undefined || change.gain.mean > other.gain.mean) best.set(thingOf(candidate), change);
  }
  return { triedChanges: candidates.length, changes: [...best.values()] };
}

function candidatesOf({ content, contract, staff, now }: ChangeSearch, dayIndex: number): ChangeCandidate[] {
  const candidates = changeCandidates(content, contract, staff, dayIndex);
  if (now === null || now.date !== content.days[dayIndex]!.date) return candidates;
  return candidates.filter((candidate) => isStillPossible(candidate, now.minute));
}

/** What is changed, wherever it goes. */
function thingOf({ kind, staffId, before }: ChangeCandidate): string {
  return `${kind} ${staffId} ${before.startMinute}`;
}

/** Changes by day, some at a time, so that days and portions can be looked at side by side. */
function portionsOf(changes: readonly ScreenedChange[]): ScreenedChange[][] {
  const byDay = Map.groupBy(changes, ({ dayIndex }) => dayIndex);
  return [...byDay.values()].flatMap((ofDay) =>
    Array.from({ length: Math.ceil(ofDay.length / confirmedAtOnce) }, (_, portion) =>
      ofDay.slice(portion * confirmedAtOnce, (portion + 1) * confirmedAtOnce),
    ),
  );
}

function confirmChanges(
  search: ChangeSearch,
  rules: RulesAgainst,
  changes: readonly ScreenedChange[],
): FoundChange[] {
  const { content, contract } = search;
  const { dayIndex } = changes[0]!;
  const candidates = candidatesOf(search, dayIndex);
  const before = simulatedDays(content, contract, { dayIndex, roster: null }, confirming);
  const month = {
    rate: content.simulation?.answerRate.mean ?? content.monthAnswerRate,
    calls: content.simulation?.offeredCalls ?? content.monthForecastCalls,
  };
  return changes.map(({ place }): FoundChange => {
    const candidate = candidates[place]!;
    const after = simulatedDays(content, contract, { dayIndex, roster: candidate.day }, confirming);
    const gain = gainedCalls(before, after);
    const monthGain = month.calls === 0 ? 0 : gain.mean / month.calls;
    return {
      kind: candidate.kind,
      date: content.days[dayIndex]!.date,
      staffId: candidate.staffId,
      before: clockSpanOf(candidate.before),
      after: clockSpanOf(candidate.after),
      addedRest: candidate.addedRest === null ? null : clockSpanOf(candidate.addedRest),
      extra: extraOf(candidate, content),
      gainedCalls: {
        mean: rounded(gain.mean, 4),
        low95: rounded(gain.low95, 4),
        high95: rounded(gain.high95, 4),
      },
      dayAnswerRate: { before: rounded(answerRateOf(before), 6), after: rounded(answerRateOf(after), 6) },
      monthAnswerRate: {
        before: rounded(month.rate, 6),
        after: rounded(Math.min(1, month.rate + monthGain), 6),
      },
      newFindings: newFindings(search, rules, dayIndex, candidate),
    };
  });
}

function extraOf(candidate: ChangeCandidate, content: PlanContent): FoundChange['extra'] {
  const { staffId, day } = candidate;
  if (candidate.kind !== 'earlierStart' && candidate.kind !== 'laterEnd') return null;
  return {
    paidMinutes: extraMinutes,
    workedMinutes: workedMinutes(day.shifts.find((shift) => shift.staffId === staffId)!),
    maximumDailyMinutes: content.staff.find(({ id }) => id === staffId)!.limits.maximumDailyMinutes,
  };
}

/** The whole plan goes through `withRoster`, as every roster that anybody sees; of its target only a new finding counts. */
function newFindings(
  search: ChangeSearch,
  rules: RulesAgainst,
  dayIndex: number,
  { day }: ChangeCandidate,
): PlanContent['findings'] {
  const { content: frame, contract, staff, daysBefore, daysAfter } = search;
  const days = rosterDaysOf(frame).map((other, index) => (index === dayIndex ? day : other));
  const changed = withRoster({ frame, days, contract, staff, daysBefore, daysAfter });
  const ofRules = rules(dayIndex, day).map(formatFinding);
  const ofTarget = changed.findings.filter(
    ({ rule }) => rule.startsWith('target.') && !frame.findings.some((known) => known.rule === rule),
  );
  return [...ofTarget, ...ofRules];
}

function clockSpanOf(span: { readonly startMinute: number; readonly endMinute: number }): ClockSpan {
  return { start: formatTime(span.startMinute), end: formatTime(span.endMinute) };
}
