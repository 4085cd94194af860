import type { Instant, YearMonth } from '@js-joda/core';
import { listShiftAddresses } from '../db/shift-addresses.ts';
import { loadStaff } from '../db/staff.ts';
import { type VersionReadings, versionReadings } from '../plan/readings.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { listPublished, readingsOf, withShifts } from './published-versions.ts';

/** A published version, whom it concerns and who has read it. */
export interface ReadVersion extends VersionReadings {
  readonly kind: 'plan' | 'repair';
  readonly publishedAt: Instant;
}

/** Who has read which published version of a month. */
export interface MonthReadings {
  /** The newest first. */
  readonly versions: readonly ReadVersion[];
  /** Name of everybody on the staff, by code. */
  readonly names: ReadonlyMap<string, string>;
  /** Codes of those who have an address to read at. */
  readonly reachable: ReadonlySet<string>;
}

/** Who has read which published version of a month (閲覧確認). @throws SekisuError `role.not-allowed` */
export async function loadReadings(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<MonthReadings> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const published = await withShifts(tx, await listPublished(tx, input.month));
    const readings = versionReadings(published, await readingsOf(tx, published));
    const versions = readings.map((entry, index) => {
      const { kind, publishedAt } = published[index]!;
      return { ...entry, kind, publishedAt };
    });
    return {
      versions: versions.toReversed(),
      names: new Map((await loadStaff(tx)).map(({ id, name }) => [id, name])),
      reachable: new Set((await listShiftAddresses(tx)).map(({ staffId }) => staffId)),
    };
  });
}
