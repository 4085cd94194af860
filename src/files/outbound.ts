import type { OutboundAttempt, OutboundOutcome } from '../plan/outbound-records.ts';
import { dayMinuteOf, textOf, wordOf } from './cells.ts';
import { readTable } from './table.ts';
import { yesNoWords } from './vocabulary.ts';

const columns = {
  called_at: { ja: '日時' },
  staff: { ja: '担当' },
  organisation: { ja: '架電先' },
  outcome: { ja: '結果' },
  note: { ja: '内容', isOptional: true },
  urgent: { ja: '緊急', isOptional: true },
} as const;

/** Words for what became of an attempt. */
const outcomeWords: ReadonlyMap<string, OutboundOutcome> = new Map([
  ['reached', 'reached'],
  ['notReached', 'notReached'],
  ['refused', 'refused'],
  ['agreed', 'agreed'],
  ['callBack', 'callBack'],
  ['応答', 'reached'],
  ['不在', 'notReached'],
  ['断り', 'refused'],
  ['承諾', 'agreed'],
  ['かけ直し', 'callBack'],
]);

/**
 * Outbound calls of a file, in the file's order; a header without rows is none.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`
 */
export function parseOutboundCsv(bytes: Uint8Array, file: string): OutboundAttempt[] {
  return readTable(bytes, file, columns, (row) => {
    const { date, minute } = dayMinuteOf(row.called_at);
    return {
      date,
      minute,
      staffId: textOf(row.staff),
      organisation: textOf(row.organisation),
      outcome: wordOf(row.outcome, outcomeWords),
      note: row.note.text === '' ? null : row.note.text,
      isUrgent: row.urgent.text === '' ? false : wordOf(row.urgent, yesNoWords),
    };
  });
}
