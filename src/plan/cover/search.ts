import { type ActionKind, actionKinds, type CoverAction } from './action.ts';
import type { CoverJudgement } from './check.ts';
import {
  compareService,
  doNothing,
  fitsBeside,
  guessesFrom,
  isAsGood,
  settled,
  type TriedWay,
  tryWay,
  type WayGround,
} from './ways.ts';

/** A way that every rule has been asked about. */
export interface JudgedWay extends TriedWay {
  readonly judgement: CoverJudgement;
}

/** What a search found. */
export interface FoundWays {
  /** Legal ways, in no order; the first does nothing, the second moves breaks only. */
  readonly ways: readonly JudgedWay[];
  /** People's actions that a rule about people stands against. */
  readonly refused: readonly JudgedWay[];
}

/** What the search works on. */
export interface SearchInput {
  readonly ground: WayGround;
  readonly actions: readonly CoverAction[];
  /** The same person's days off in return, asked for the few who come into question. */
  readonly exchangesOf: (coming: CoverAction) => readonly CoverAction[];
  readonly judge: (way: TriedWay) => CoverJudgement;
  /** How often a person has already come at short notice, for the order among equals. */
  readonly timesBefore: ReadonlyMap<string, number>;
}

/** People of one kind and the same hours whose rules are asked about; the others would give the same. */
const mostAlike = 10;
const mostExchanges = 12;
/** Single actions of which the day is placed anew. */
const mostSingles = 14;
/** Ways that are built further, actions that are added to each, and those of them placed anew; people in a way. */
const beam = { ways: 4, actions: 16, placed: 6, people: 4 } as const;
/** People who are thought of all at once where a few do not give back the day. */
const mostTogether = 30;

/**
 * Legal ways to cover a hole: each person alone, then several together where one is not enough, and at last everybody who may
 * be asked, less those who are not needed. One more person never gives less, so where all together keep the least
 * presence some way is found that does.
 */
export function searchWays(input: SearchInput): FoundWays {
  const { ground, judge } = input;
  const nothing = doNothing(ground);
  const ways: JudgedWay[] = [];
  const refused: JudgedWay[] = [];
  const add = (way: TriedWay): void => {
    const judged = { ...way, judgement: judge(way) };
    (judged.judgement.blocking.length === 0 || way.actions.length === 0 ? ways : refused).push(judged);
  };
  add(nothing);
  add(tryWay(ground, []));
  if (input.actions.length === 0) return { ways, refused };
  const legal = legalActions(input, nothing, refused);
  const guess = guessesFrom(ground, nothing);
  for (const action of bestOfEachKind(legal)) add(settled(ground, guess(action)));
  const together = everybody(legal);
  if (together.length > 1) {
    const all = tryWay(ground, together);
    const best = [...ways, all].reduce((one, other) =>
      compareService(one.service, other.service) <= 0 ? one : other,
    );
    const isEnough = (): boolean => ways.some(({ service }) => isAsGood(service, best.service));
    for (const way of isEnough() ? [] : fewTogether(ground, ways, legal, best)) add(way);
    if (!isEnough()) add(without(ground, all));
  }
  return { ways, refused };
}

/** Actions that no rule about people stands against, those that give most first. */
function legalActions(input: SearchInput, nothing: TriedWay, refused: JudgedWay[]): CoverAction[] {
  const { ground, judge, timesBefore } = input;
  const guess = guessesFrom(ground, nothing);
  const byShape = new Map<string, TriedWay>();
  const guesses = input.actions.map((action) => {
    const shape = shapeOf(action);
    const known = byShape.get(shape) ?? guess(action);
    byShape.set(shape, known);
    return { action, shape, service: known.service };
  });
  const times = (action: CoverAction): number => timesBefore.get(action.staffId) ?? 0;
  guesses.sort(
    (a, b) =>
      compareService(a.service, b.service) ||
      rankOf(a.action.kind) - rankOf(b.action.kind) ||
      times(a.action) - times(b.action) ||
      a.action.id.localeCompare(b.action.id, 'en'),
  );
  const legal: CoverAction[] = [];
  const found = new Map<string, number>();
  const ask = (action: CoverAction): void => {
    const way = guess(action);
    const judged = { ...way, judgement: judge(way) };
    if (judged.judgement.blocking.length === 0) legal.push(action);
    else refused.push(judged);
  };
  let exchanges = 0;
  for (const { action, shape } of guesses) {
    const key = `${action.kind} ${shape}`;
    const count = found.get(key) ?? 0;
    if (count >= mostAlike) continue;
    found.set(key, count + 1);
    ask(action);
    if (action.kind !== 'callIn' || exchanges >= mostExchanges) continue;
    const others = input.exchangesOf(action);
    exchanges += others.length;
    others.forEach(ask);
  }
  return legal;
}

/** Who comes from home for the same hours gives the same, whoever it is. */
function shapeOf({ kind, shift, staffId }: CoverAction): string {
  const hours = `${shift.role} ${shift.startMinute} ${shift.endMinute}`;
  return kind === 'extend' || kind === 'leadTakesCalls' ? `${hours} ${staffId}` : hours;
}

/** The first actions in order, and of each kind the first. */
function bestOfEachKind(legal: readonly CoverAction[]): CoverAction[] {
  const firsts = actionKinds.flatMap((kind) => legal.find((action) => action.kind === kind) ?? []);
  return [...new Set([...legal.slice(0, mostSingles), ...firsts])];
}

/** One action of each person, the best. */
function everybody(legal: readonly CoverAction[]): CoverAction[] {
  const all: CoverAction[] = [];
  for (const action of legal) {
    if (all.length < mostTogether && fitsBeside(all, action)) all.push(action);
  }
  return all;
}

/** Two, three and four people together, building on what gives most, until that is as good as can be. */
function fewTogether(
  ground: WayGround,
  singles: readonly TriedWay[],
  legal: readonly CoverAction[],
  best: TriedWay,
): TriedWay[] {
  const byService = (a: TriedWay, b: TriedWay): number => compareService(a.service, b.service);
  const found: TriedWay[] = [];
  let frontier = singles
    .filter(({ actions }) => actions.length === 1)
    .sort(byService)
    .slice(0, beam.ways);
  for (let people = 2; people <= beam.people && frontier.length > 0; people += 1) {
    const seen = new Set<string>();
    const guesses = frontier.flatMap((way) => {
      const guess = guessesFrom(ground, way);
      return legal
        .filter((action) => fitsBeside(way.actions, action))
        .slice(0, beam.actions)
        .flatMap((action) => {
          const key = [...way.actions, action]
            .map(({ id }) => id)
            .sort()
            .join('+');
          if (seen.has(key)) return [];
          seen.add(key);
          return [guess(action)];
        });
    });
    const placed = guesses
      .sort(byService)
      .slice(0, beam.placed)
      .map((way) => settled(ground, way))
      .sort(byService);
    const isBetter = placed[0] !== undefined && byService(placed[0], frontier[0]!) < 0;
    if (!isBetter) break;
    found.push(...placed);
    if (placed.some(({ service }) => isAsGood(service, best.service))) break;
    frontier = placed.slice(0, beam.ways);
  }
  return found;
}

/** A way of many people less those without whom it is as good, dispensable ones first. */
function without(ground: WayGround, all: TriedWay): TriedWay {
  let way = all;
  for (const action of [...all.actions].reverse()) {
    const fewer = tryWay(
      ground,
      way.actions.filter((other) => other !== action),
    );
    if (isAsGood(fewer.service, all.service)) way = fewer;
  }
  return way;
}

/** Place of a kind in the order of asking. */
export function rankOf(kind: ActionKind): number {
  return actionKinds.indexOf(kind);
}
