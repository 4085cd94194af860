import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { PlanVersion } from '../db/plans.ts';
import type { PlanContent, PlanDocument } from '../plan/index.ts';

/** SHA-256, hex, over the RFC 8785 (JCS) form of a plan's content; version, state and times are not in the content. */
export function contentSha256(content: PlanContent): string {
  return sha256OfContent(content);
}

/** SHA-256, hex, over the RFC 8785 (JCS) form of any content. */
export function sha256OfContent(content: object): string {
  return createHash('sha256').update(canonicalize(content)!, 'utf8').digest('hex');
}

/** A stored version as plan.json holds it. */
export function planDocumentOf(plan: PlanVersion): PlanDocument {
  return {
    ...plan.content,
    version: plan.version,
    state: plan.state,
    contentSha256: plan.contentSha256,
    publishedAt: plan.publishedAt?.toString() ?? null,
    createdAt: plan.createdAt.toString(),
  };
}
