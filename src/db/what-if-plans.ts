import { YearMonth } from '@js-joda/core';
import type { Tx } from './tx.ts';

/** A version of a month's plan. */
export interface VersionKey {
  readonly month: YearMonth;
  readonly version: number;
}

/** Versions that were made on assumptions, of a month or of every month. */
export async function listWhatIfVersions(tx: Tx, month?: YearMonth): Promise<readonly VersionKey[]> {
  const rows: { readonly month: string; readonly version: number }[] = await tx.execute(
    `select month, version from plan_version
     where jsonb_exists(content, 'whatIf') and (?::text is null or month = ?) order by month, version`,
    [month?.toString() ?? null, month?.toString() ?? null],
  );
  return rows.map((row) => ({ month: YearMonth.parse(row.month), version: row.version }));
}
