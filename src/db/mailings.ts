import { LocalDate } from '@js-joda/core';
import type { Mailing } from '../forecast/mailing.ts';
import { MailingRow } from './entities/imported.ts';
import { dayOrNull, textOrNull } from './moments.ts';
import { type ReplacedSet, setChange } from './replaced-set.ts';
import type { Tx } from './tx.ts';

/**
 * Makes the given batches the only ones. A batch is the same when every field is; equal batches are counted, so two
 * equal lines of a file stay two batches, and the same file again changes nothing.
 */
export async function replaceMailings(tx: Tx, mailings: readonly Mailing[]): Promise<ReplacedSet> {
  const stored = await tx.find(MailingRow, {}, { disableIdentityMap: true });
  const { added, removed, counts } = setChange(
    stored.map((row) => [row.id, valuesOf(mailingOf(row))] as const),
    mailings.map(valuesOf),
  );
  if (removed.length > 0) await tx.nativeDelete(MailingRow, { id: { $in: [...removed] } });
  if (added.length > 0) await tx.insertMany(MailingRow, [...added]);
  return counts;
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
    dueOn: dayOrNull(row.dueOn),
    phoneFraction: row.phoneFraction,
    chanceFraction: row.chanceFraction,
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
    dueOn: textOrNull(mailing.dueOn),
    phoneFraction: mailing.phoneFraction,
    chanceFraction: mailing.chanceFraction,
  };
}
