import type { Neighbourhood } from './block-rows.ts';
import { isLong } from './local-search.ts';
import { painfulDay, peopleAround } from './neighbourhood.ts';
import type { RosterProblem } from './problem.ts';
import type { RosterState } from './roster-state.ts';
import { daysBetween } from './window.ts';

/** Some people in some days, solved anew. */
export interface NeighbourhoodMove {
  readonly kind: 'neighbourhood';
  /** People × days that are free. */
  readonly personDays: number;
  /** Days of each span. */
  readonly days: number;
  /** Pieces, with days between that stay. */
  readonly spans: number;
}

/** What a search does to make a roster cheaper. */
export type Move = NeighbourhoodMove | { readonly kind: 'dive' } | Polish;

/** A local search from where the roster is. */
export interface Polish {
  readonly kind: 'polish';
  /** Work that it takes: at least, and as a share of all the work done before, so that a longer search cools more slowly. */
  readonly units: number;
  readonly share: number;
  readonly temperature: number;
}

const shortPolish: Polish = { kind: 'polish', units: 3e7, share: 0, temperature: 2 };
/** In a long time, where weeks far apart can trade. */
const longPolish: Polish = { kind: 'polish', units: 4e8, share: 0.05, temperature: 8 };
/** Work that a kind of move is expected to take: at least, and per person-day and row of its linear program. */
const leastUnits = 1e7;
const unitsPerPersonDayRow = 700;
/** Person-days up to which everybody is taken together. */
const mostPersonDays = 3000;
/** Days from which on neighbourhoods in two spans are tried as well. */
const longTime = 42;
/** Cells a day from which on neighbourhoods of a few days are tried as well, and their days. */
const manyCells = 15;
const shortSpans = [2, 4];
const spanDays = [7, 14, 21, 28];
const longSpans = [42, 56, 84];
/** Spans of neighbourhoods where the whole time is not solved at once. */
const manySpans = [2, 3, 4, 6];
const sizes = [150, 300, 600, 1200, 2400];
/** People of a neighbourhood: fewest, and most. */
const people = { fewest: 3, most: 90 } as const;

/**
 * Every kind of move that is worth a try on a problem.
 * @param longestWhole days up to which the whole time is taken at once @param isRelaxed whether the whole relaxation is there to dive from
 */
export function movesFor(problem: RosterProblem, longestWhole: number, isRelaxed: boolean): Move[] {
  const { dayCount } = problem;
  const neighbourhoods = (days: number, spans: number): Move[] => {
    const everybody = problem.people.length * days * spans;
    const fewer = sizes.filter((personDays) => personDays < everybody * 0.9);
    return (everybody <= mostPersonDays ? [...fewer, everybody] : fewer).flatMap((personDays): Move[] => {
      const count = personDays / (days * spans);
      const isFit = count >= people.fewest && count <= people.most;
      return isFit ? [{ kind: 'neighbourhood', personDays, days, spans }] : [];
    });
  };
  const short = cellsPerDay(problem) >= manyCells ? shortSpans : [];
  const parts = [...short, ...spanDays, ...longSpans].filter((days) => days <= dayCount * 0.8);
  const pairs = dayCount >= longTime ? spanDays : [];
  return [
    shortPolish,
    ...(isLong(problem) ? [longPolish] : []),
    ...[...parts, ...(dayCount <= longestWhole ? [dayCount] : [])].flatMap((days) => neighbourhoods(days, 1)),
    // What weeks far apart may trade: hours, weekends and counts of the whole time.
    ...pairs.flatMap((days) =>
      (dayCount > longestWhole ? manySpans : [2]).flatMap((spans) =>
        days * spans * 1.5 <= dayCount ? neighbourhoods(days, spans) : [],
      ),
    ),
    ...(isRelaxed ? [{ kind: 'dive' as const }] : []),
  ];
}

/** What a move may well take, in the meter's units: linear programs of many rows are slow. */
export function expectedUnits(problem: RosterProblem, move: Move): number {
  if (move.kind === 'polish') return move.units;
  if (move.kind === 'dive') return leastUnits;
  const days = move.days * move.spans;
  const rows = cellsPerDay(problem) * days + move.personDays / days;
  return Math.max(leastUnits, unitsPerPersonDayRow * move.personDays * rows);
}

function cellsPerDay({ cells, dayCount }: RosterProblem): number {
  return cells.length / dayCount;
}

/** Where a neighbourhood lies: anywhere; the first of several spans around a cell that costs something. */
export function placeOf(
  state: RosterState,
  { days, spans, personDays }: NeighbourhoodMove,
  random: () => number,
): Neighbourhood {
  const latest = state.problem.dayCount - days;
  const count = Math.max(2, Math.round(personDays / (days * spans)));
  const anywhere = (): number => Math.floor(random() * (latest + 1));
  const around = spans === 1 ? anywhere() : painfulDay(state, random) - Math.floor(random() * days);
  const first = Math.min(latest, Math.max(0, around));
  const people = peopleAround(state, count, first, first + days, random);
  const free = new Set(daysBetween(first, first + days));
  for (let span = 1; span < spans; span += 1) {
    const from = anywhere();
    // Spans that meet are one.
    for (const day of daysBetween(from, from + days)) free.add(day);
  }
  return { people, days: [...free].sort((a, b) => a - b) };
}
