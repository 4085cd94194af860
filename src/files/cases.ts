import { stringify } from 'csv-stringify/sync';
import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type CallCase, type CaseOutcome, caseOutcomeNames, isAnswered } from '../plan/call-cases.ts';
import type { Sheet } from '../report/sheet.ts';
import { dayMinuteOf, textOf, wholeNumberOf, wordOf } from './cells.ts';
import { badCell, type Cell, type Expectation, expected } from './expectation.ts';
import { type Row, readTable } from './table.ts';
import { queueWords, yesNoNames, yesNoWords } from './vocabulary.ts';

const columns = {
  case_id: { ja: '受付番号' },
  started_at: { ja: '日時' },
  queue: { ja: 'キュー' },
  operator: { ja: '担当' },
  venue: { ja: '交付場所' },
  reason: { ja: '用件' },
  outcome: { ja: '結果' },
  complaint: { ja: '苦情', isOptional: true },
  handling_seconds: { ja: '処理秒数' },
  note: { ja: '備考', isOptional: true },
} as const;

type CaseCells = Row<keyof typeof columns>;

/** Codes and the contract's own words for what became of a call. */
function outcomeWordsOf(contract: Contract): ReadonlyMap<string, CaseOutcome> {
  const names = Object.entries(caseOutcomeNames(contract)) as [CaseOutcome, string][];
  return new Map(
    names.flatMap(([code, name]) => [
      [code, code],
      [name, code],
    ]),
  );
}

const nobodyTook: Expectation = {
  ja: '誰も出なかった呼（放棄・自動応答）では空欄か0にしてください',
  en: 'empty or 0 for a call that nobody took (abandoned, automatic)',
};

/** Longest call of a record; longer ones are errors of the exchange's clock. */
const mostSeconds = 86_400;

/** What a file of cases is read against. */
export interface CaseTerms {
  /** Names the queues, venues and reasons. */
  readonly contract: Contract;
  /** Codes of everybody on the staff. Anything else in the column is refused: a name there would go to the city. */
  readonly staffIds: ReadonlySet<string>;
}

/**
 * Single calls of a file, in the file's order; a header without rows is none. Queues, venues and reasons are codes or
 * Japanese names of the contract; a reason belongs to its queue.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also for a number that stands twice, or an operator or time of a call that
 * nobody took
 */
export function parseCasesCsv(bytes: Uint8Array, file: string, terms: CaseTerms): CallCase[] {
  const { contract, staffIds } = terms;
  const queues = queueWords(contract);
  const outcomeWords = outcomeWordsOf(contract);
  const venues = wordsOf(contract.service.venues);
  const reasons = new Map(
    contract.queues.map(({ id }) => [
      id,
      wordsOf(contract.service.reasons.filter((own) => own.queue === id)),
    ]),
  );
  const staff = new Map([...staffIds].map((id) => [id, id]));
  const lines = new Map<string, number>();
  return readTable(bytes, file, columns, (row): CallCase => {
    const id = textOf(row.case_id);
    const known = lines.get(id);
    if (known !== undefined) throw badCell(row.case_id, expected.unique(known));
    lines.set(id, row.case_id.line);
    const { date, minute } = dayMinuteOf(row.started_at);
    const queueId = wordOf(row.queue, queues);
    const outcome = wordOf(row.outcome, outcomeWords);
    return {
      id,
      date,
      startMinute: minute,
      queueId,
      ...(isAnswered({ outcome }) ? takenBy(row, staff) : takenByNobody(row)),
      venue: optionalWordOf(row.venue, venues),
      reason: optionalWordOf(row.reason, reasons.get(queueId)!),
      outcome,
      isComplaint: row.complaint.text === '' ? false : wordOf(row.complaint, yesNoWords),
      note: row.note.text === '' ? null : row.note.text,
    };
  });
}

type Taken = Pick<CallCase, 'staffId' | 'handlingSeconds'>;

function takenBy(row: CaseCells, staff: ReadonlyMap<string, string>): Taken {
  return {
    staffId: wordOf(row.operator, staff),
    handlingSeconds: wholeNumberOf(row.handling_seconds, 0, mostSeconds),
  };
}

function takenByNobody(row: CaseCells): Taken {
  if (row.operator.text !== '') throw badCell(row.operator, nobodyTook);
  const seconds = row.handling_seconds;
  if (seconds.text !== '' && wholeNumberOf(seconds, 0, mostSeconds) > 0) throw badCell(seconds, nobodyTook);
  return { staffId: null, handlingSeconds: 0 };
}

function wordsOf(entries: readonly { readonly code: string; readonly name: string }[]): Map<string, string> {
  return new Map(entries.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]));
}

function optionalWordOf(cell: Cell, words: ReadonlyMap<string, string>): string | null {
  return cell.text === '' ? null : wordOf(cell, words);
}

/**
 * Cases as a file of the same format in Japanese, in their order: CSV with BOM and CRLF for a spreadsheet. Queues, venues
 * and reasons stand by their names; the file can be imported again. A cell that a spreadsheet would take for a formula gets
 * an apostrophe in front.
 */
export function writeCasesCsv(cases: readonly CallCase[], contract: Contract): string {
  const rows = caseRows(cases, contract).map((row) => row.map(String));
  return stringify([header, ...rows], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // A line end of another kind than that of the records is not quoted otherwise.
    quoted_match: /[\r\n]/,
  });
}

/** The same rows as a sheet of a workbook. @param name of the sheet, at most 31 signs */
export function casesSheet(cases: readonly CallCase[], contract: Contract, name: string): Sheet {
  const secondsColumn = header.indexOf(columns.handling_seconds.ja);
  return {
    name,
    rows: [
      header.map((value) => ({ value, look: 'head' })),
      ...caseRows(cases, contract).map((row) =>
        row.map((value, column) => ({
          value,
          look: column === secondsColumn ? ('sum' as const) : ('text' as const),
        })),
      ),
    ],
    columnLetters: [18, 17, 22, 8, 26, 22, 16, 6, 9, 40],
    frozenRows: 1,
    frozenColumns: 1,
    paper: 'A4',
    fitsOnePage: false,
  };
}

const header = Object.values(columns).map(({ ja }) => ja);

function caseRows(cases: readonly CallCase[], contract: Contract): (string | number)[][] {
  const { queues, service } = contract;
  const outcomeNames = caseOutcomeNames(contract);
  const queueNames = new Map(queues.map(({ id, name }) => [id, name.ja]));
  const venueNames = new Map(service.venues.map(({ code, name }) => [code, name]));
  const reasonNames = new Map(service.reasons.map(({ code, name }) => [code, name]));
  const nameOf = (names: ReadonlyMap<string, string>, code: string | null): string =>
    code === null ? '' : (names.get(code) ?? code);
  return cases.map((own) => [
    own.id,
    `${own.date} ${formatTime(own.startMinute)}`,
    nameOf(queueNames, own.queueId),
    own.staffId ?? '',
    nameOf(venueNames, own.venue),
    nameOf(reasonNames, own.reason),
    outcomeNames[own.outcome],
    own.isComplaint ? yesNoNames.yes : yesNoNames.no,
    own.handlingSeconds,
    own.note ?? '',
  ]);
}
