import { type JudgedWay, rankOf } from './search.ts';
import { askedBy, compareService, isAsGood } from './ways.ts';

/** Ways that a page lists, besides moving breaks and doing nothing. */
const mostAsking = 8;
/** Share of calls for which somebody is asked, or breaks are moved, at least. */
const worthAsking = 0.0005;

/**
 * Ways in the order in which a lead should think of them. First those that keep the least presence for as many minutes as any
 * way does and give back 応答率 within about half a point of the best: among them by people asked, warnings of rules, the
 * order of asking, how often those people have come before, overtime, and people changed. Then the others by what they give.
 * A way that asks somebody for nothing is left out, one that asks more people for no more, and moving breaks for nothing.
 * @param ways as found: the first does nothing, the second moves breaks only
 */
export function rankedWays(
  ways: readonly JudgedWay[],
  timesBefore: ReadonlyMap<string, number>,
): JudgedWay[] {
  const best = ways.reduce((one, other) => (compareService(one.service, other.service) <= 0 ? one : other));
  const figures = ways.map((way) => {
    const asked = askedBy(way.actions);
    return {
      way,
      asked,
      isGood: isAsGood(way.service, best.service),
      warnings: way.judgement.appeared.filter(
        ({ level, rule }) => level === 'W' && !rule.startsWith('cover.'),
      ).length,
      rank: Math.max(-1, ...way.actions.map(({ kind }) => rankOf(kind))),
      times: asked.reduce((sum, id) => sum + (timesBefore.get(id) ?? 0), 0),
    };
  });
  type Figures = (typeof figures)[number];
  const free = figures.filter(({ asked }) => asked.length === 0).map(({ way }) => way);
  const isBetter = ({ service }: JudgedWay, { service: other }: JudgedWay): boolean =>
    service.underMinimumMinutes < other.underMinimumMinutes ||
    service.restoredRate > other.restoredRate + worthAsking ||
    service.shortMinutes < other.shortMinutes;
  // Moving breaks is measured against doing nothing, and asking somebody against both.
  const isWorth = ({ way, asked }: Figures): boolean =>
    way === ways[0] || (asked.length === 0 ? [ways[0]!] : free).every((other) => isBetter(way, other));
  const asksNeedlessly = (one: Figures): boolean =>
    figures.some(
      (other) =>
        other !== one &&
        other.asked.length > 0 &&
        other.asked.length < one.asked.length &&
        other.asked.every((id) => one.asked.includes(id)) &&
        isAsGood(other.way.service, one.way.service),
    );
  const order = (a: Figures, b: Figures): number => {
    if (a.isGood !== b.isGood) return a.isGood ? -1 : 1;
    const byGain = a.isGood ? 0 : compareService(a.way.service, b.way.service);
    return (
      byGain ||
      a.asked.length - b.asked.length ||
      a.warnings - b.warnings ||
      a.rank - b.rank ||
      a.times - b.times ||
      a.way.judgement.overtimeMinutes - b.way.judgement.overtimeMinutes ||
      compareService(a.way.service, b.way.service) ||
      a.way.actions.length - b.way.actions.length ||
      idOf(a.way).localeCompare(idOf(b.way), 'en')
    );
  };
  const sorted = figures
    .filter(isWorth)
    .filter((one) => !asksNeedlessly(one))
    .sort(order);
  const seen = new Set<string>();
  let asking = 0;
  return sorted
    .filter(({ way, asked }) => {
      if (asked.length === 0) return true;
      const id = idOf(way);
      if (seen.has(id) || asking >= mostAsking) return false;
      seen.add(id);
      asking += 1;
      return true;
    })
    .map(({ way }) => way);
}

function idOf({ actions }: JudgedWay): string {
  return actions
    .map(({ id }) => id)
    .sort()
    .join('+');
}
