import type { Contract } from '../contract/index.ts';
import { type CallCase, type CaseOutcome, caseOutcomes, isAnswered } from './call-cases.ts';

/** How many cases have one value, and how many of them somebody answered. */
export interface CaseCount {
  /** Code of the contract; null for cases of which it is not said. */
  readonly code: string | null;
  readonly name: string | null;
  readonly cases: number;
  readonly answered: number;
}

/** Cases counted by what they were about and how they ended. */
export interface CaseFigures {
  readonly cases: number;
  readonly answered: number;
  /** Per queue of the contract, in its order, with its reasons in theirs; a reason that none had is there with 0. */
  readonly queues: readonly {
    readonly queueId: string;
    readonly cases: number;
    readonly reasons: readonly CaseCount[];
  }[];
  /** Venues in the contract's order, then the cases without one. */
  readonly venues: readonly CaseCount[];
  readonly outcomes: Readonly<Record<CaseOutcome, number>>;
  readonly complaints: number;
}

/** Counts of some cases. Codes that the contract no longer has stand at the end by themselves. */
export function caseFigures(
  cases: readonly CallCase[],
  { queues, service }: Pick<Contract, 'queues' | 'service'>,
): CaseFigures {
  return {
    cases: cases.length,
    answered: cases.filter(isAnswered).length,
    queues: queues.map(({ id }) => {
      const own = cases.filter(({ queueId }) => queueId === id);
      const reasons = service.reasons.filter(({ queue }) => queue === id);
      return { queueId: id, cases: own.length, reasons: counted(own, reasons, ({ reason }) => reason) };
    }),
    venues: counted(cases, service.venues, ({ venue }) => venue),
    outcomes: Object.fromEntries(
      caseOutcomes.map((code) => [code, cases.filter(({ outcome }) => outcome === code).length]),
    ) as Record<CaseOutcome, number>,
    complaints: cases.filter(({ isComplaint }) => isComplaint).length,
  };
}

function counted(
  cases: readonly CallCase[],
  entries: readonly { readonly code: string; readonly name: string }[],
  codeOf: (own: CallCase) => string | null,
): CaseCount[] {
  const groups = Map.groupBy(cases, codeOf);
  const known = new Set<string | null>(entries.map(({ code }) => code));
  const lost = [...groups.keys()].filter((code) => code !== null && !known.has(code)).toSorted();
  const countOf = (code: string | null, name: string | null): CaseCount => {
    const own = groups.get(code) ?? [];
    return { code, name, cases: own.length, answered: own.filter(isAnswered).length };
  };
  return [
    ...entries.map(({ code, name }) => countOf(code, name)),
    ...lost.map((code) => countOf(code, code)),
    ...(groups.has(null) ? [countOf(null, null)] : []),
  ];
}
