import type { Mailing } from '../forecast/mailing.ts';
import { dateOf, decimalOf, optionalDateOf, textOf, wholeNumberOf } from './cells.ts';
import { badCell, expected } from './expectation.ts';
import { readTable } from './table.ts';

const columns = {
  posted_on: { ja: '発送日' },
  letters: { ja: '通数' },
  kind: { ja: '種別' },
  calls_per_letter: { ja: '電話割合' },
  announced_on: { ja: '連絡日' },
  booking_opens_on: { ja: '予約開始日', isOptional: true },
  due_on: { ja: '期限日', isOptional: true },
  phone_share: { ja: '電話利用割合', isOptional: true },
  chance: { ja: '実施確度', isOptional: true },
} as const;

/**
 * Batches of letters of a file, in the file's order. Two equal rows are two batches; a header without rows is none.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also when a batch is announced after it was posted or due before
 */
export function parseMailingsCsv(bytes: Uint8Array, file: string): Mailing[] {
  return readTable(bytes, file, columns, (row) => {
    const postedOn = dateOf(row.posted_on);
    const letters = wholeNumberOf(row.letters);
    const kind = textOf(row.kind);
    const callsPerLetter = decimalOf(row.calls_per_letter, 0, 1);
    const announcedOn = dateOf(row.announced_on);
    if (announcedOn.isAfter(postedOn)) {
      throw badCell(row.announced_on, expected.notAfter(row.posted_on.column));
    }
    const bookingOpensOn = optionalDateOf(row.booking_opens_on);
    const dueOn = optionalDateOf(row.due_on);
    if (dueOn?.isBefore(postedOn)) throw badCell(row.due_on, expected.notBefore(row.posted_on.column));
    const phoneFraction = row.phone_share.text === '' ? 1 : decimalOf(row.phone_share, 0, 1);
    const chanceFraction = row.chance.text === '' ? 1 : decimalOf(row.chance, 0, 1);
    // A batch that cannot come is none; its line belongs out of the file.
    if (chanceFraction === 0) throw badCell(row.chance, expected.numberOver(0, 1));
    return {
      postedOn,
      announcedOn,
      letters,
      kind,
      callsPerLetter,
      bookingOpensOn,
      dueOn,
      phoneFraction,
      chanceFraction,
    };
  });
}
