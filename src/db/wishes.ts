import { LocalDate, YearMonth } from '@js-joda/core';
import type { Pin, Wish } from '../roster/wishes.ts';
import { WishRow } from './entities/imported.ts';
import { type ReplacedSet, setChange } from './replaced-set.ts';
import type { Tx } from './tx.ts';

/** A wish or a pin of one person. */
export type StoredWish = { readonly staffId: string } & (
  | { readonly wish: Wish; readonly pin?: never }
  | { readonly pin: Pin; readonly wish?: never }
);

/** Wishes and pins of one person, in order of time. */
export interface PersonalWishes {
  readonly wishes: readonly Wish[];
  readonly pins: readonly Pin[];
}

/**
 * Makes the given wishes and pins the only ones of some months; those of other months stay.
 * @param wishes each within one of the months
 */
export async function replaceWishes(
  tx: Tx,
  months: readonly YearMonth[],
  wishes: readonly StoredWish[],
): Promise<ReplacedSet> {
  const spokenOf = new Set(months.map(String));
  const stored = await tx.find(WishRow, {}, { disableIdentityMap: true });
  const { added, removed, counts } = setChange(
    stored
      .filter((row) => spokenOf.has(YearMonth.from(LocalDate.parse(row.startsOn)).toString()))
      .map((row) => [row.id, valuesOf(wishOf(row))] as const),
    wishes.map(valuesOf),
  );
  if (removed.length > 0) await tx.nativeDelete(WishRow, { id: { $in: [...removed] } });
  if (added.length > 0) await tx.insertMany(WishRow, [...added]);
  return counts;
}

/** Everybody's wishes and pins, by id. */
export async function loadWishes(tx: Tx): Promise<ReadonlyMap<string, PersonalWishes>> {
  const rows = await tx.find(
    WishRow,
    {},
    { orderBy: { startsOn: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const entries = Map.groupBy(rows.map(wishOf), ({ staffId }) => staffId);
  return new Map(
    [...entries].map(([staffId, own]) => [
      staffId,
      {
        wishes: own.flatMap(({ wish }) => (wish === undefined ? [] : [wish])),
        pins: own.flatMap(({ pin }) => (pin === undefined ? [] : [pin])),
      },
    ]),
  );
}

function wishOf(row: WishRow): StoredWish {
  const { staffId, kind, patternCode, weight } = row;
  const from = LocalDate.parse(row.startsOn);
  return kind === 'pin'
    ? { staffId, pin: { date: from, patternCode } }
    : { staffId, wish: { kind, from, to: LocalDate.parse(row.endsOn), patternCode, weight } };
}

function valuesOf(entry: StoredWish) {
  const { staffId, wish, pin } = entry;
  return wish === undefined
    ? {
        staffId,
        kind: 'pin' as const,
        startsOn: pin.date.toString(),
        endsOn: pin.date.toString(),
        patternCode: pin.patternCode,
        weight: 1,
      }
    : {
        staffId,
        kind: wish.kind,
        startsOn: wish.from.toString(),
        endsOn: wish.to.toString(),
        patternCode: wish.patternCode,
        weight: wish.weight,
      };
}
