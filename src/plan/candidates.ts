import { YearMonth } from '@js-joda/core';
import type { FairnessPrice, RosterDay, SearchRoster } from '../roster/index.ts';
import { rosterCost } from '../roster/roster-cost.ts';
import { absenceBudget } from './absence-budget.ts';
import { chooseByLeaning } from './choose-by-leaning.ts';
import { standingsOf } from './compare-facts.ts';
import { rosterInputOf, roundedProof } from './content-roster.ts';
import type { EditPlanInput } from './edit-plan.ts';
import { type PlanContent, type PlanSimulation, planContentFormat } from './format.ts';
import { withKnownBreaks } from './known-breaks.ts';
import { type CandidateKind, type Leaning, leanings } from './leanings.ts';
import { areSameShifts, demandsOf, formatShift, rosterDaysOf } from './plan-roster.ts';
import {
  type FactsInput,
  personDaysApart,
  personDaysOf,
  type RosterFacts,
  rosterFacts,
  withSimulation,
} from './roster-facts.ts';
import { searchRosters } from './search-rosters.ts';
import { type Simulate, simulatePlan } from './simulate-plan.ts';
import { withRoster } from './with-roster.ts';

/** An open draft and what its rosters are made from. */
export interface CandidatesInput extends EditPlanInput, Pick<FactsInput, 'earlierMonths'> {
  /** What one more of each kind costs each person, by the ledger of earlier months. */
  readonly fairness?: readonly FairnessPrice[];
  readonly seed: number;
}

/** A roster that a draft might have instead of its own. */
export interface Candidate {
  readonly kind: CandidateKind;
  /** The draft with this roster and everything that follows from it. */
  readonly content: PlanContent;
  readonly facts: RosterFacts;
}

/** A leaning without a candidate of its own: its roster is almost that of the draft or of an earlier candidate. */
export interface AlikeCandidate {
  readonly leaning: Leaning;
  readonly like: 'draft' | CandidateKind;
  /** Person-days on which the two differ. */
  readonly personDays: number;
}

/** Rosters to choose from. */
export interface FoundCandidates {
  readonly draft: RosterFacts;
  readonly candidates: readonly Candidate[];
  readonly alike: readonly AlikeCandidate[];
}

/** Where the searching and the simulating are done. */
export interface CandidateTools {
  readonly search: SearchRoster;
  readonly simulate: Simulate;
}

/** A roster to choose from, its service not simulated yet. */
interface Contender {
  readonly plan: PlanContent;
  readonly facts: RosterFacts;
}

/** Fewer person-days apart than this, and a smaller share of all, is almost the same roster. */
const fewPersonDays = 10;
const smallShare = 0.02;
/** With fewer candidates than this another one is offered. */
const fewCandidates = 2;
/** Share of the work that the searches are; the simulations are the rest. */
const searchShare = 0.75;

/**
 * A few different good rosters of an open draft, for the same forecast and the same seats; pins hold, and nothing is kept for
 * being known. Several searches give rosters; of the good ones among them and the draft, each leaning takes the one that is
 * best in what it stands for (`chooseByLeaning`); where these are few, another is added that is better in something. What each costs is counted at the prices of every plan, so that the one proven
 * bound holds for all. The same input gives the same answer.
 */
export async function findCandidates(
  input: CandidatesInput,
  { search, simulate }: CandidateTools,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<FoundCandidates> {
  const { content, contract } = input;
  const known = new Set(content.staff.map(({ id }) => id));
  // Who came after the draft was made is not in its list of people.
  const staff = input.staff.filter(({ id }) => known.has(id));
  const base = rosterInputOf(content, {
    contract,
    staff,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.fairness === undefined ? {} : { fairness: input.fairness }),
    seed: input.seed,
  });
  const { rosters, boundHours } = await searchRosters(base, search, (done) => onProgress(done * searchShare));
  const factsInput = { ...input, staff, draft: content.days };
  const contenderOf = (days: readonly RosterDay[], plan: PlanContent): Contender => {
    const costHours = rosterCost(base, days);
    const roster = costHours === null ? null : roundedProof({ costHours, boundHours });
    const { simulation: _, ...own } = plan;
    const whole = { ...own, absence: absenceBudget(plan, contract), ...(roster === null ? {} : { roster }) };
    return { plan: whole, facts: rosterFacts(whole, roster, factsInput) };
  };
  const drawn = rosterDaysOf(content);
  const draft = contenderOf(drawn, planWith(input, drawn));
  const found = rosters.map((made) => {
    const days = withKnownBreaks(contextOf(input, made), drawn);
    return contenderOf(days, planWith(input, days));
  });

  const kept: (Contender & { readonly kind: CandidateKind })[] = [];
  const alike: AlikeCandidate[] = [];
  const chosen = chooseByLeaning(
    [draft, ...found].map(({ facts }) => facts),
    staff.length,
  );
  for (const leaning of leanings) {
    const contender = chosen[leaning] === 0 ? draft : found[chosen[leaning] - 1]!;
    const like = almostSame(contender.plan, [{ kind: 'draft', plan: content }, ...kept]);
    if (like === null) kept.push({ kind: leaning, ...contender });
    else alike.push({ leaning, ...like });
  }
  if (kept.length < fewCandidates) {
    const others = chosen.good
      .flatMap((place) => (place === 0 ? [] : [found[place - 1]!]))
      .filter(({ plan }) => almostSame(plan, [{ kind: 'draft', plan: content }, ...kept]) === null);
    const another = mostSingular(others, [draft, ...kept]);
    if (another !== null) kept.push({ kind: 'another', ...another });
  }

  let simulated = 0;
  const simulationOf = async (plan: PlanContent): Promise<PlanSimulation> => {
    const simulation = plan.simulation ?? (await simulatePlan(plan, contract, simulate));
    simulated += 1;
    onProgress(searchShare + ((1 - searchShare) * simulated) / (kept.length + 1));
    return simulation;
  };
  const draftFacts = withSimulation(draft.facts, await simulationOf(content));
  const candidates: Candidate[] = [];
  for (const { kind, plan, facts } of kept) {
    const simulation = await simulationOf(plan);
    candidates.push({
      kind,
      // The format is checked here too: nothing that the public schema refuses may ever be saved or hashed.
      content: planContentFormat.parse({ ...plan, simulation }),
      facts: withSimulation(facts, simulation),
    });
  }
  return { draft: draftFacts, candidates, alike };
}

/** The one of some rosters that is better than all others to compare with in most respects; null where none is in any. */
function mostSingular(rosters: readonly Contender[], others: readonly Contender[]): Contender | null {
  let best: Contender | null = null;
  let mostRows = 0;
  for (const roster of rosters) {
    const standings = standingsOf([...others, roster].map(({ facts }) => facts)).at(-1)!;
    const rows = standings.filter(({ isOnlyBest }) => isOnlyBest).length;
    if (rows <= mostRows) continue;
    best = roster;
    mostRows = rows;
  }
  return best;
}

function contextOf(
  input: CandidatesInput,
  days: readonly RosterDay[],
): Parameters<typeof withKnownBreaks>[0] {
  const { content, contract, staff, daysBefore, daysAfter = null, record } = input;
  return {
    contract,
    month: YearMonth.parse(content.month),
    staff,
    days,
    demands: demandsOf(content),
    daysBefore,
    daysAfter,
    ...(record === undefined ? {} : { record }),
  };
}

/** The draft with other days; what was changed by hand is marked no more on days that are otherwise. */
function planWith(input: CandidatesInput, days: readonly RosterDay[]): PlanContent {
  const { content } = input;
  const frame = {
    ...content,
    days: content.days.map((day, index) => {
      const { editedIds, ...unmarked } = day;
      const isSame = areSameShifts(days[index]!.shifts.map(formatShift), day.shifts);
      return isSame && editedIds !== undefined ? { ...unmarked, editedIds } : unmarked;
    }),
  };
  return withRoster({ ...contextOf(input, days), frame, days });
}

function almostSame(
  { days }: PlanContent,
  others: readonly { readonly kind: 'draft' | CandidateKind; readonly plan: PlanContent }[],
): { readonly like: 'draft' | CandidateKind; readonly personDays: number } | null {
  for (const other of others) {
    const personDays = personDaysApart(other.plan.days, days);
    const isNear = personDays < fewPersonDays && personDays < smallShare * personDaysOf(days);
    if (isNear) return { like: other.kind, personDays };
  }
  return null;
}
