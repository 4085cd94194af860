import type { Instant, YearMonth } from '@js-joda/core';
import { listPlans, type PlanSummary } from '../db/plans.ts';
import { publishedShifts } from '../db/published-contents.ts';
import type { Tx } from '../db/tx.ts';
import { listVersionReadings } from '../db/version-readings.ts';
import type { PublishedShifts, Reading } from '../plan/readings.ts';

/** A published version of a month without its content. */
export type PublishedSummary = PlanSummary & { readonly publishedAt: Instant };

/** A published version of a month with its shifts. */
export type PublishedVersion = PublishedSummary & PublishedShifts;

/** Every published version of a month, in order of their numbers; the last is in force. */
export async function listPublished(tx: Tx, month: YearMonth): Promise<readonly PublishedSummary[]> {
  return (await listPlans(tx, month)).filter(isPublished).toReversed();
}

/** The versions in force of a month and of all after it, in order of time. */
export async function listInForce(tx: Tx, from: YearMonth): Promise<readonly PublishedSummary[]> {
  // Newest first, so that the first of a month is in force.
  const published = (await listPlans(tx)).filter(isPublished).filter(({ month }) => !month.isBefore(from));
  return published.filter(({ month }, index) => !published[index - 1]?.month.equals(month)).toReversed();
}

/** Versions with their shifts. */
export async function withShifts(
  tx: Tx,
  summaries: readonly PublishedSummary[],
): Promise<readonly PublishedVersion[]> {
  const versions: PublishedVersion[] = [];
  for (const summary of summaries) versions.push({ ...summary, days: await publishedShifts(tx, summary) });
  return versions;
}

/** Who has read which of some versions. */
export async function readingsOf(tx: Tx, versions: readonly PublishedSummary[]): Promise<readonly Reading[]> {
  const numbers = new Map(versions.map(({ id, version }) => [id, version]));
  const stored = await listVersionReadings(tx, [...numbers.keys()]);
  return stored.map(({ planId, staffId, at, isWholeMonth }) => ({
    staffId,
    version: numbers.get(planId)!,
    at,
    isWholeMonth,
  }));
}

function isPublished(plan: PlanSummary): plan is PublishedSummary {
  return plan.publishedAt !== null;
}
