import { LocalDate } from '@js-joda/core';
import type { Mailing } from '../forecast/mailing.ts';
import { MailingRow } from './entities/imported.ts';
import { dayOrNull, textOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** What replacing a set did. */
export interface ReplacedSet {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * Makes the given batches the only ones. A batch is the same when every field is; equal batches are counted, so two
 * equal lines of a file stay two batches, and the same file again changes nothing.
 */
export async function replaceMailings(tx: Tx, mailings: readonly Mailing[]): Promise<ReplacedSet> {
  const stored = await tx.find(MailingRow, {}, { disableIdentityMap: true });
  const idsByContent = new Map<string, number[]>();
  for (const row of stored) {
    const content = JSON.stringify(valuesOf(mailingOf(row)));
    idsByContent.set(content, [...(idsByContent.get(content) ?? []), row.id]);
  }
  const added = mailings
    .map(valuesOf)
    .filter((values) => idsByContent.get(JSON.stringify(values))?.pop() === undefined);
  const removed = [...idsByContent.values()].flat();
  if (removed.length > 0) await tx.nativeDelete(MailingRow, { id: { $in: removed } });
  if (added.length > 0) await tx.insertMany(MailingRow, added);
  return { added: added.length, removed: removed.length, unchanged: stored.length - removed.length };
}

/** Every batch, in order of posting, kind and letters. */
export async function loadMailings(tx: Tx): Promise<readonly Mailing[]> {
  const rows = await tx.find(
    MailingRow,
    {},
    { orderBy: { postedOn: 'asc', kind: 'asc', letters: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(mailingOf);
}

function mailingOf(row: MailingRow): Mailing {
  return {
    postedOn: LocalDate.parse(row.postedOn),
    announcedOn: LocalDate.parse(row.announcedOn),
    letters: row.letters,
    kind: row.kind,
    callsPerLetter: row.callsPerLetter,
    bookingOpensOn: dayOrNull(row.bookingOpensOn),
  };
}

function valuesOf(mailing: Mailing) {
  return {
    postedOn: mailing.postedOn.toString(),
    announcedOn: mailing.announcedOn.toString(),
    letters: mailing.letters,
    kind: mailing.kind,
    callsPerLetter: mailing.callsPerLetter,
    bookingOpensOn: textOrNull(mailing.bookingOpensOn),
  };
}
