import type { Instant } from '@js-joda/core';
import { ChangeNoticeRow } from './entities/desk.ts';
import { VersionReadingRow } from './entities/publication.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** That a person has read a version. */
export interface StoredReading {
  readonly planId: number;
  readonly staffId: string;
  readonly at: Instant;
  /** Whether they read their whole month, or the notice of what the version changed alone. */
  readonly isWholeMonth: boolean;
}

/**
 * Notes that a person has read their month in a version, and with it the notices of that version; the first time counts.
 * @returns false when it was read before
 */
export async function saveVersionReading(
  tx: Tx,
  reading: Omit<StoredReading, 'isWholeMonth'>,
): Promise<boolean> {
  const { planId, staffId } = reading;
  const at = dateOf(reading.at);
  const kept: unknown[] = await tx.execute(
    'insert into version_reading (plan_id, staff_id, at) values (?, ?, ?) on conflict (plan_id, staff_id) do nothing returning id',
    [planId, staffId, reading.at.toString()],
  );
  await tx.nativeUpdate(
    ChangeNoticeRow,
    { plan: planId, staffId, acknowledgedAt: null },
    { acknowledgedAt: at },
  );
  return kept.length === 1;
}

/** Who has read which of some versions, on their own page or by a notice. @param planIds ids of versions */
export async function listVersionReadings(
  tx: Tx,
  planIds: readonly number[],
): Promise<readonly StoredReading[]> {
  const plan = { $in: [...planIds] };
  const months = await tx.find(
    VersionReadingRow,
    { plan },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  const notices = await tx.find(
    ChangeNoticeRow,
    { plan, acknowledgedAt: { $ne: null } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return [
    ...months.map((row) => ({
      planId: row.plan,
      staffId: row.staffId,
      at: instantOf(row.at),
      isWholeMonth: true,
    })),
    ...notices.flatMap(({ plan: planId, staffId, acknowledgedAt }) =>
      acknowledgedAt === null
        ? []
        : [{ planId, staffId, at: instantOf(acknowledgedAt), isWholeMonth: false }],
    ),
  ];
}
