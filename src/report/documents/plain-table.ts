import type { DocumentContent } from '../../documents/index.ts';
import { nothing } from './figures.ts';

/** A table of a document as data: numbers as numbers, null where there is nothing. */
export interface PlainTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Fields of a row of the days that a 業務月報 has. */
const dayColumns = [
  ['day', '日'],
  ['weekday', '曜'],
  ['offered', '入電'],
  ['answered', '応答'],
  ['abandoned', '放棄'],
  ['automatic', '自動応答'],
  ['answerRate', '応答率（%）'],
  ['aht', '平均処理時間'],
  ['planned', '計画人数'],
  ['absent', '欠勤等'],
  ['present', '勤務人数'],
  ['least', '電話に出られた最少人数'],
] as const;

/** The days of a 業務月報 as a table; null for a document that has none. */
export function monthDaysTable({ kind, body }: Pick<DocumentContent, 'kind' | 'body'>): PlainTable | null {
  if (kind !== 'monthlyReport') return null;
  const days = body['days'] as readonly (Readonly<Record<string, string>> & {
    readonly queues: readonly string[];
  })[];
  const queues = (body['queues'] as unknown as { rows: readonly { name: string }[] }).rows;
  return {
    header: [...dayColumns.map(([, name]) => name), ...queues.map(({ name }) => `入電：${name}`)],
    rows: days.map((day) => [
      ...dayColumns.map(([key]) => cellOf(day[key] ?? nothing)),
      ...day.queues.map(cellOf),
    ]),
  };
}

/** A number that was written for readers, as a number again. */
function cellOf(text: string): string | number | null {
  if (text === nothing) return null;
  const digits = /^([\d,]+(?:\.\d+)?)(?:\s*%)?$/u.exec(text)?.[1];
  return digits === undefined ? text : Number(digits.replaceAll(',', ''));
}
