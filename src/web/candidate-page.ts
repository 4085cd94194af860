import type { CandidatesView } from '../app/find-candidates.ts';
import {
  type FactRow,
  factRows,
  promisedPercent,
  type Standing,
  standingsOf,
} from '../plan/compare-facts.ts';
import type { CandidateKind } from '../plan/leanings.ts';
import type { RosterFacts } from '../plan/roster-facts.ts';
import { ceilPercentText, finePercentText, floorPercentText } from '../report/index.ts';

/** Text of a key in the reader's language. */
type Translate = (key: string, values?: Record<string, unknown>) => string;

/** One figure of one roster. */
interface FigureCell {
  readonly text: string;
  /** What stands below it in small; null for nothing. */
  readonly side: string | null;
  readonly isBest: boolean;
}

/** A roster as the comparison shows it. */
interface OptionCard {
  readonly name: string;
  /** Where the roster is and where it is taken; null for the draft itself. */
  readonly kind: CandidateKind | null;
  readonly reasons: readonly string[];
  readonly figures: readonly (FigureCell & { readonly rowKey: string })[];
}

const letters = ['A', 'B', 'C'] as const;

/** The names of the candidates found: a letter each, and what they lean to. */
export function candidateNames(
  view: CandidatesView,
  translate: Translate,
): ReadonlyMap<CandidateKind, string> {
  return new Map(
    (view.found?.candidates ?? []).map(({ kind }, index) => [
      kind,
      translate('candidate:name', {
        letter: letters[index]!,
        kind: translate(`candidate:kind.${kind}`),
      }),
    ]),
  );
}

/** The draft and its candidates side by side, with what speaks for each; nothing to compare before they are found. */
export function candidatesPage(view: CandidatesView, translate: Translate): object {
  const { plan, found, isCurrent } = view;
  const frame = { month: plan.month.toString(), version: plan.version, isCurrent };
  if (found === null) return { ...frame, found: null };
  const names = candidateNames(view, translate);
  const draftName = translate(isCurrent ? 'candidate:draft' : 'candidate:draftThen');
  const days = plan.content.days.length;
  const all = [found.draft, ...found.candidates.map(({ facts }) => facts)];
  const standings = standingsOf(all);
  const rows = factRows.map((row) => ({
    rowKey: `candidate:row.${row}`,
    cells: all.map(
      (facts, index): FigureCell => ({
        ...figureOf(row, facts, days, translate),
        isBest: standingOf(standings[index]!, row).isBest,
      }),
    ),
  }));
  const changed = {
    rowKey: 'candidate:row.changed',
    cells: all.map(
      ({ changedPersonDays, personDays }, index): FigureCell => ({
        text: index === 0 ? '－' : translate('candidate:unit.personDays', { n: changedPersonDays }),
        side: index === 0 ? null : translate('candidate:unit.ofPersonDays', { n: personDays }),
        isBest: false,
      }),
    ),
  };
  const shown = [...rows, changed];
  const cards = all.map((_, index): OptionCard => {
    const candidate = found.candidates[index - 1];
    return {
      name: candidate === undefined ? draftName : names.get(candidate.kind)!,
      kind: candidate?.kind ?? null,
      reasons: reasonsOf(all, standings, index, days, translate),
      figures: shown.map(({ rowKey, cells }) => ({ rowKey, ...cells[index]! })),
    };
  });
  return {
    ...frame,
    found: {
      count: found.candidates.length,
      cards,
      rows: shown,
      alike: found.alike.map(({ leaning, like, personDays }) =>
        translate(personDays === 0 ? 'candidate:alike.same' : 'candidate:alike.near', {
          kind: translate(`candidate:kind.${leaning}`),
          like: like === 'draft' ? draftName : names.get(like)!,
          n: personDays,
        }),
      ),
    },
  };
}

function standingOf(standings: readonly Standing[], row: FactRow): Standing {
  return standings.find((standing) => standing.row === row)!;
}

/** Where it alone is best; then where it is better than the draft; without any of these, where nobody is better. */
function reasonsOf(
  all: readonly RosterFacts[],
  standings: readonly (readonly Standing[])[],
  index: number,
  days: number,
  translate: Translate,
): string[] {
  const textOf = (row: FactRow, facts: RosterFacts): string => figureOf(row, facts, days, translate).text;
  const own = standings[index]!;
  const best = own.filter(({ isOnlyBest }) => isOnlyBest);
  const better = own.filter(({ isOnlyBest, isBetterThanFirst }) => !isOnlyBest && isBetterThanFirst);
  if (best.length + better.length === 0) {
    return own
      .filter(({ isBest }) => isBest)
      .map(({ row }) =>
        translate('candidate:shared', {
          row: translate(`candidate:row.${row}`),
          value: textOf(row, all[index]!),
        }),
      );
  }
  return [
    ...best.map(({ row }) => translate(`candidate:bestIn.${row}`, { value: textOf(row, all[index]!) })),
    ...better.map(({ row }) =>
      translate('candidate:better', {
        row: translate(`candidate:row.${row}`),
        before: textOf(row, all[0]!),
        after: textOf(row, all[index]!),
      }),
    ),
  ];
}

function figureOf(
  row: FactRow,
  facts: RosterFacts,
  days: number,
  translate: Translate,
): Omit<FigureCell, 'isBest'> {
  const hours = (value: number): string => translate('candidate:unit.hours', { n: thousands(value) });
  const plain = (text: string, side: string | null = null): Omit<FigureCell, 'isBest'> => ({ text, side });
  const { costHours, boundHours, wishes } = facts;
  switch (row) {
    case 'cost':
      if (costHours === null) return plain('－', translate('candidate:unit.uncounted'));
      return plain(
        hours(costHours),
        boundHours === null || boundHours <= 0
          ? null
          : translate('candidate:unit.gap', { gap: ceilPercentText(costHours / boundHours - 1) }),
      );
    case 'shortIntervals':
      return plain(translate('candidate:unit.places', { n: facts.shortIntervals }));
    case 'wishes':
      if (wishes.asked === 0) return plain(translate('candidate:unit.noWishes'));
      return plain(
        `${wishes.granted}/${wishes.asked}`,
        translate('candidate:unit.weight', { granted: wishes.grantedWeight, asked: wishes.askedWeight }),
      );
    case 'unfairTimes':
      return plain(translate('candidate:unit.times', { n: facts.unfairTimes.toFixed(1) }));
    case 'unevenHours':
      return plain(translate('candidate:unit.hours', { n: facts.unevenHours.toFixed(1) }));
    case 'answerRate':
      return plain(finePercentText(facts.answerRate));
    case 'probability':
      return plain(translate('candidate:unit.probability', { n: promisedPercent(facts) }));
    case 'budgetDays':
      return plain(
        translate('candidate:unit.days', { n: facts.budgetDays }),
        translate('candidate:unit.ofDays', { n: days }),
      );
    case 'worstAbsent':
      return plain(floorPercentText(facts.worstAbsentRate));
    case 'findings':
      return plain(
        translate('candidate:unit.findings', { hard: facts.hardFindings, warnings: facts.warnings }),
      );
    case 'paidHours':
      return plain(hours(facts.paidHours));
  }
}

/** Whole hours, thousands apart. */
function thousands(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
