import type { Instant, YearMonth } from '@js-joda/core';
import { listPlans } from '../db/plans.ts';
import { publishedShifts } from '../db/published-contents.ts';
import type { Tx } from '../db/tx.ts';
import { listVersionReadings } from '../db/version-readings.ts';
import type { PublishedShifts, Reading } from '../plan/readings.ts';

/** A published version of a month with its shifts. */
export interface PublishedVersion extends PublishedShifts {
  readonly planId: number;
  readonly month: YearMonth;
  readonly kind: 'plan' | 'repair';
  readonly publishedAt: Instant;
}

/** Every published version of a month, in order of their numbers; the last is in force. */
export async function publishedVersions(tx: Tx, month: YearMonth): Promise<readonly PublishedVersion[]> {
  const versions: PublishedVersion[] = [];
  for (const plan of (await listPlans(tx, month)).toReversed()) {
    if (plan.publishedAt === null) continue;
    const { id: planId, version, kind, publishedAt } = plan;
    versions.push({ planId, month, version, kind, publishedAt, days: await publishedShifts(tx, plan) });
  }
  return versions;
}

/** The versions in force of a month and all after it, in order of time. */
export async function versionsInForce(tx: Tx, from: YearMonth): Promise<readonly PublishedVersion[]> {
  const inForce = new Map<string, PublishedVersion>();
  // Newest first: the first that is published is in force.
  for (const plan of await listPlans(tx)) {
    const { id: planId, month, version, kind, publishedAt } = plan;
    if (publishedAt === null || month.isBefore(from) || inForce.has(month.toString())) continue;
    const days = await publishedShifts(tx, plan);
    inForce.set(month.toString(), { planId, month, version, kind, publishedAt, days });
  }
  return [...inForce.values()].toReversed();
}

/** Who has read which of some versions. */
export async function readingsOf(tx: Tx, versions: readonly PublishedVersion[]): Promise<readonly Reading[]> {
  const numbers = new Map(versions.map(({ planId, version }) => [planId, version]));
  const stored = await listVersionReadings(tx, [...numbers.keys()]);
  return stored.map(({ planId, staffId, at, isWholeMonth }) => ({
    staffId,
    version: numbers.get(planId)!,
    at,
    isWholeMonth,
  }));
}
