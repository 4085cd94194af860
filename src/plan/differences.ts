import type { PlanContent, PlanDay } from './format.ts';

/** One difference between two versions of a month's plan; people stand by code. */
export type PlanDifference =
  | { readonly kind: 'forecast'; readonly date: string; readonly before: number; readonly after: number }
  | { readonly kind: 'required'; readonly date: string; readonly before: number; readonly after: number }
  | { readonly kind: 'scheduled'; readonly date: string; readonly before: number; readonly after: number }
  | {
      readonly kind: 'shift';
      readonly date: string;
      readonly staffId: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'breaks'; readonly date: string; readonly staffId: string }
  /** Somebody who is on the staff of one version alone: of the later one, or of the earlier. */
  | { readonly kind: 'person'; readonly staffId: string; readonly isNew: boolean }
  | { readonly kind: 'monthAnswerRate'; readonly before: number; readonly after: number };

/** What changed from one version to the next, day by day; seats as interval-seats of the day. */
export function planDifferences(before: PlanContent, after: PlanContent): PlanDifference[] {
  const found: PlanDifference[] = [];
  if (before.monthAnswerRate !== after.monthAnswerRate) {
    found.push({ kind: 'monthAnswerRate', before: before.monthAnswerRate, after: after.monthAnswerRate });
  }
  found.push(...staffDifferences(before, after));
  for (const day of after.days) {
    const old = before.days.find((candidate) => candidate.date === day.date);
    if (old === undefined) continue;
    const { date } = day;
    if (old.forecastCalls !== day.forecastCalls) {
      found.push({ kind: 'forecast', date, before: old.forecastCalls, after: day.forecastCalls });
    }
    const sums = [old, day].map((entry) => ({
      required: entry.intervals.reduce((sum, interval) => sum + interval.requiredSeats, 0),
      scheduled: entry.intervals.reduce((sum, interval) => sum + interval.scheduledSeats, 0),
    }));
    for (const kind of ['required', 'scheduled'] as const) {
      if (sums[0]![kind] !== sums[1]![kind]) {
        found.push({ kind, date, before: sums[0]![kind], after: sums[1]![kind] });
      }
    }
    found.push(...shiftDifferences(old, day));
  }
  return found;
}

function staffDifferences(before: PlanContent, after: PlanContent): PlanDifference[] {
  const [were, are] = [before, after].map((content) => new Set(content.staff.map(({ id }) => id)));
  return [...new Set([...were!, ...are!])]
    .toSorted()
    .filter((staffId) => !(were!.has(staffId) && are!.has(staffId)))
    .map((staffId) => ({ kind: 'person', staffId, isNew: are!.has(staffId) }));
}

function shiftDifferences(old: PlanDay, day: PlanDay): PlanDifference[] {
  const ids = [...new Set([...old.shifts, ...day.shifts].map((shift) => shift.staffId))].sort();
  return ids.flatMap((staffId): PlanDifference[] => {
    const [was, is] = [old, day].map((entry) => entry.shifts.find((shift) => shift.staffId === staffId));
    const [before, after] = [was, is].map((shift) =>
      shift === undefined ? '－' : `${shift.pattern} ${shift.start}–${shift.end}`,
    );
    if (before !== after) return [{ kind: 'shift', date: day.date, staffId, before: before!, after: after! }];
    const isMoved = JSON.stringify(was?.breaks) !== JSON.stringify(is?.breaks);
    return isMoved ? [{ kind: 'breaks', date: day.date, staffId }] : [];
  });
}
