import type { LocalDate } from '@js-joda/core';
import type { LabourRecord } from '../../roster/index.ts';

/**
 * The record of labour law with some people's days settled: who is away, and who is asked, has agreed to what changes for them,
 * for a way is taken only then. Nothing is added where nothing is published.
 */
export function settledRecord(
  record: LabourRecord | undefined,
  staffIds: Iterable<string>,
  dates: readonly LocalDate[],
): { readonly record?: LabourRecord } {
  if (record === undefined) return {};
  if (record.published === null) return { record };
  const added = [...staffIds].flatMap((staffId) => dates.map((date) => ({ staffId, date })));
  const settled = [...record.published.settled, ...added];
  return { record: { ...record, published: { ...record.published, settled } } };
}
