import { CsvError, parse } from 'csv-parse/sync';
import { SekisuError } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { badCell, type Cell, expected } from './expectation.ts';

/** A column of a format: its English header is its key. */
export interface Column {
  /** Japanese header. */
  readonly ja: string;
  /** The file may leave the column out; its cells are then empty. */
  readonly isOptional?: true;
}

/** A row of a file: one cell per column of the format. */
export type Row<Key extends string> = Readonly<Record<Key, Cell>>;

/**
 * The rows of a CSV file, each turned into a value; columns in any order, blank rows skipped. What further columns hold
 * is handed over beside the row, in the file's order, with the header as its column.
 * Rows are read in order and reading ends at the first bad one. A header without rows is an empty table.
 * @param bytes whole content @param file its name, for messages @param columns the format's columns by English header
 * @param readRow turns a row into a value or throws
 * @throws SekisuError `file.bad-encoding`, `file.missing-column`, `file.duplicate-column`, `file.bad-row`
 */
export function readTable<Key extends string, Value>(
  bytes: Uint8Array,
  file: string,
  columns: Readonly<Record<Key, Column>>,
  readRow: (row: Row<Key>, others: readonly Cell[]) => Value,
): Value[] {
  const values: Value[] = [];
  const state: { header: Header<Key> | undefined; lastLine: number } = { header: undefined, lastLine: 0 };
  const onRecord = (record: readonly string[], endLine: number): void => {
    const line = state.lastLine + 1;
    state.lastLine = endLine;
    const texts = record.map((text) => text.trim());
    if (texts.every((text) => text === '')) return;
    if (state.header === undefined) state.header = headerOf(file, texts, columns);
    else {
      const { row, others } = rowOf(file, line, texts, state.header);
      values.push(readRow(row, others));
    }
  };
  // The parser counts a CRLF inside quotes as two lines, so all line ends become LF first.
  const text = decodeText(bytes, file).replaceAll(/\r\n?/g, '\n');
  try {
    parse(text, {
      record_delimiter: '\n',
      relax_column_count: true,
      // Kept rows would double the memory; returning nothing drops them.
      on_record: (record: string[], info) => {
        onRecord(record, info.lines);
        return undefined;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = Number(error['column']);
    const column = state.header?.texts[place] ?? String(place + 1);
    throw badCell({ file, line: state.lastLine + 1, column, text: '"' }, expected.quotes);
  }
  if (state.header === undefined) headerOf(file, [], columns);
  return values;
}

interface Header<Key extends string> {
  readonly texts: readonly string[];
  /** Place of each column in the file's rows; -1 when the file leaves it out. */
  readonly places: readonly (readonly [Key, number])[];
  /** Places of the columns that the format does not have. */
  readonly otherPlaces: readonly number[];
}

function headerOf<Key extends string>(
  file: string,
  texts: readonly string[],
  columns: Readonly<Record<Key, Column>>,
): Header<Key> {
  // Full-width letters and capitals in a header are a matter of the machine that wrote it.
  const names = texts.map((text) => text.normalize('NFKC').toLowerCase());
  const missing: string[] = [];
  const places = (Object.entries(columns) as [Key, Column][]).map(([key, column]): [Key, number] => {
    const found = names.flatMap((name, index) => (name === key || name === column.ja ? [index] : []));
    if (found.length > 1) throw new SekisuError('file.duplicate-column', { file, column: texts[found[1]!]! });
    if (found.length === 0 && column.isOptional !== true) missing.push(`${column.ja} (${key})`);
    return [key, found[0] ?? -1];
  });
  if (missing.length > 0) throw new SekisuError('file.missing-column', { file, columns: missing.join(', ') });
  const taken = new Set(places.map(([, place]) => place));
  return { texts, places, otherPlaces: [...texts.keys()].filter((place) => !taken.has(place)) };
}

function rowOf<Key extends string>(
  file: string,
  line: number,
  texts: readonly string[],
  header: Header<Key>,
): { readonly row: Row<Key>; readonly others: readonly Cell[] } {
  const count = header.texts.length;
  const surplus = texts.findIndex((text, index) => index >= count && text !== '');
  if (surplus >= 0 || texts.length < count) {
    const place = surplus >= 0 ? surplus : texts.length;
    const column = header.texts[place] ?? String(place + 1);
    throw badCell({ file, line, column, text: texts[place] ?? '' }, expected.cellCount(count));
  }
  const cells = header.places.map(([key, place]): [Key, Cell] => [
    key,
    { file, line, column: header.texts[place] ?? key, text: texts[place] ?? '' },
  ]);
  const others = header.otherPlaces.map((place) => ({
    file,
    line,
    column: header.texts[place]!,
    text: texts[place]!,
  }));
  return { row: Object.fromEntries(cells) as Row<Key>, others };
}
