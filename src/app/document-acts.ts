import type { DocumentEvent } from '../db/document-events.ts';
import type { SignOffAct } from '../documents/index.ts';

/** What a document's events are to its sign-off. */
export function documentActs(events: readonly DocumentEvent[]): SignOffAct[] {
  return events.map(({ side, stepIndex, action, actor, contentSha256 }) => ({
    side,
    stepIndex,
    action,
    userId: actor.userId,
    contentSha256,
  }));
}
