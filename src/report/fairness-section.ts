import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import { type FairnessKind, type FairnessLedger, type FairnessRow, fairnessKinds } from '../roster/index.ts';
import { monthText } from './format.ts';
import { rosterOrder } from './month-roster.ts';

/** A person's count of one kind. */
export interface FairnessCell {
  readonly kind: FairnessKind;
  readonly count: number;
  /** With one decimal. */
  readonly fairShare: string;
  /** Distance from the fair share with its sign and one decimal. */
  readonly difference: string;
  /** At least one more than the fair share, or one less. */
  readonly isOver: boolean;
  readonly isUnder: boolean;
  /** Neither had it nor could have had it. */
  readonly isNone: boolean;
}

/** 公平台帳: who had how much of what; for the contractor's own people only. */
export interface FairnessSection {
  /** Locale keys of the kinds, in the order of the columns. */
  readonly kinds: readonly { readonly kind: FairnessKind; readonly textKey: string }[];
  readonly months: number;
  readonly from: string;
  readonly to: string;
  /** What lies farthest over a fair share, where that is one or more; null = nothing. */
  readonly farthest: {
    readonly code: string;
    readonly name: string;
    readonly textKey: string;
    readonly difference: string;
  } | null;
  readonly rows: readonly {
    readonly code: string;
    readonly name: string;
    readonly role: string;
    readonly workedDays: number;
    readonly availableDays: number;
    readonly cells: readonly FairnessCell[];
    readonly wishesAsked: number;
    readonly wishesGranted: number;
    readonly workedHours: string;
    readonly contractHours: string;
  }[];
}

/** How far from a fair share is worth a mark: one time. */
const worthAMark = 1;

/**
 * A ledger as a table, managers first, then supervisors, then operators. Null without any month or people.
 * @param people names and roles of the ledger's people; who is not among them, or was never there, is left out
 */
export function fairnessSection(
  contract: Contract,
  ledger: FairnessLedger,
  people: readonly { readonly id: string; readonly name: string; readonly role: FairnessRow['role'] }[],
  language: Language,
): FairnessSection | null {
  const [first] = ledger.months;
  const rowOf = new Map(ledger.rows.map((row) => [row.staffId, row]));
  const shown = rosterOrder(people).flatMap((person) => {
    const row = rowOf.get(person.id);
    return row === undefined || row.availableDays + row.workedDays === 0 ? [] : [{ person, row }];
  });
  if (first === undefined || shown.length === 0) return null;
  const monthOf = (text: string): string => monthText(YearMonth.parse(text), language);
  const rows = shown.map(({ person, row }) => ({
    code: person.id,
    name: person.name,
    role: contract.roles.labels[person.role][language],
    workedDays: row.workedDays,
    availableDays: row.availableDays,
    cells: fairnessKinds.map((kind) => cellOf(kind, row)),
    wishesAsked: row.wishesAsked,
    wishesGranted: row.wishesGranted,
    workedHours: hoursText(row.workedMinutes),
    contractHours: hoursText(row.contractMinutes),
  }));
  return {
    kinds: fairnessKinds.map((kind) => ({ kind, textKey: textKeyOf(kind) })),
    months: ledger.months.length,
    from: monthOf(first),
    to: monthOf(ledger.months.at(-1)!),
    farthest: farthestOf(shown),
    rows,
  };
}

function farthestOf(
  shown: readonly {
    readonly person: { readonly id: string; readonly name: string };
    readonly row: FairnessRow;
  }[],
): FairnessSection['farthest'] {
  const all = shown.flatMap(({ person, row }) =>
    fairnessKinds.map((kind) => ({ person, kind, distance: distanceOf(row, kind) })),
  );
  const farthest = all.reduce((most, entry) => (entry.distance > most.distance ? entry : most), all[0]!);
  if (farthest.distance < worthAMark) return null;
  const { person, kind, distance } = farthest;
  return { code: person.id, name: person.name, textKey: textKeyOf(kind), difference: signed(distance) };
}

function cellOf(kind: FairnessKind, row: FairnessRow): FairnessCell {
  const { count, fairShare } = row.entries[kind];
  const distance = distanceOf(row, kind);
  return {
    kind,
    count,
    fairShare: fairShare.toFixed(1),
    difference: signed(distance),
    isOver: distance >= worthAMark,
    isUnder: distance <= -worthAMark,
    isNone: count === 0 && fairShare === 0,
  };
}

/** Rounded to a tenth, so that marks and what is printed agree. */
function distanceOf(row: FairnessRow, kind: FairnessKind): number {
  const { count, fairShare } = row.entries[kind];
  return Math.round((count - fairShare) * 10) / 10;
}

function signed(value: number): string {
  if (Math.abs(value) < 0.05) return '±0.0';
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;
}

function textKeyOf(kind: FairnessKind): string {
  return `fairness:kind.${kind}`;
}

function hoursText(minutes: number): string {
  return (minutes / 60).toFixed(1);
}
