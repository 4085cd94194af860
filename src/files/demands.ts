import { textOf } from './cells.ts';
import { badCell, expected } from './expectation.ts';
import { readTable } from './table.ts';

const columns = {
  id: { ja: '番号' },
  clause: { ja: '条項' },
  demand: { ja: '要求' },
  level: { ja: '区分' },
  file: { ja: 'ファイル' },
  phrase: { ja: '語句' },
} as const;

/** A demand of a specification, and the words by which a document shows that it is met. */
export interface Demand {
  /** D01, D02, … */
  readonly id: string;
  /** Where the specification says so. */
  readonly clause: string;
  /** What it asks for, in short. */
  readonly demand: string;
  /** Must, should, or recorded only; as the file has it. */
  readonly level: string;
  /** File below the archive, or a pattern with `*`, of which the first that has the words is taken. */
  readonly file: string;
  /** Words on the page that meets it. */
  readonly phrase: string;
}

/**
 * The demands of a file, in its order.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also for a number that stands twice
 */
export function parseDemandsCsv(bytes: Uint8Array, file: string): Demand[] {
  const lines = new Map<string, number>();
  return readTable(bytes, file, columns, (row): Demand => {
    const id = textOf(row.id);
    const known = lines.get(id);
    if (known !== undefined) throw badCell(row.id, expected.unique(known));
    lines.set(id, row.id.line);
    return {
      id,
      clause: textOf(row.clause),
      demand: textOf(row.demand),
      level: textOf(row.level),
      file: textOf(row.file),
      phrase: textOf(row.phrase),
    };
  });
}
