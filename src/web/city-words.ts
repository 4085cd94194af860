import type { AppContext } from '../app/context.ts';
import type { MonthView } from '../app/load-month.ts';
import type { Language } from '../errors.ts';
import { eventLines, isOfContractor } from './plan-page.ts';

/** What the city said of the newest version, and what its being said asks of the manager. */
export interface CityWords {
  readonly isReturned: boolean;
  /** Steps of the city with their words, oldest first. */
  readonly lines: readonly object[];
  readonly version: number;
  /** Number of the version that answers a return. */
  readonly nextVersion: number;
  readonly eventsHref: string;
}

/** Null when the city said nothing that waits for an answer: the manager's own comment answers what came before it. */
export function cityWordsOf(ctx: AppContext, view: MonthView, language: Language): CityWords | null {
  const { plan, events } = view;
  if (plan === null) return null;
  const isReturned = plan.state === 'returned';
  const answered = events.findLastIndex(
    ({ step, actor }) => step === 'commented' && isOfContractor(actor.role),
  );
  const open = events.filter(
    ({ actor, comment }, index) =>
      !isOfContractor(actor.role) && comment !== null && (isReturned || index > answered),
  );
  if (open.length === 0) return null;
  return {
    isReturned,
    lines: eventLines(ctx, { events: open }, language),
    version: plan.version,
    nextVersion: plan.version + 1,
    eventsHref: `/plans/${plan.month}/${plan.version}#events`,
  };
}
