import type { PlanSummary } from '../db/plans.ts';

/**
 * The version of a month that people know: the published one in force, else the newest; null when there is none.
 * @param versions versions of one month, newest first
 */
export function knownVersionOf<Version extends Pick<PlanSummary, 'publishedAt'>>(
  versions: readonly Version[],
): Version | null {
  return versions.find(({ publishedAt }) => publishedAt !== null) ?? versions[0] ?? null;
}
