import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import {
  buildRoster,
  type FairnessPrice,
  type LabourRecord,
  type RosterDay,
  type RosterInput,
  type SearchRoster,
  type StaffMember,
} from '../roster/index.ts';
import { rosterCost } from '../roster/roster-cost.ts';
import { absenceBudget } from './absence-budget.ts';
import { rosterInputOf, roundedProof } from './content-roster.ts';
import { type PlanContent, type PlanSimulation, planContentFormat } from './format.ts';
import { withKnownBreaks } from './known-breaks.ts';
import { type Leaning, leaningPrices, leanings } from './leanings.ts';
import { demandsOf, formatShift, rosterDaysOf } from './plan-roster.ts';
import {
  type FactsInput,
  personDaysApart,
  personDaysOf,
  type RosterFacts,
  rosterFacts,
} from './roster-facts.ts';
import { type Simulate, simulatePlan } from './simulate-plan.ts';
import { withRoster } from './with-roster.ts';

/** An open draft and what its rosters are made from. */
export interface CandidatesInput extends Pick<FactsInput, 'earlierMonths'> {
  readonly content: PlanContent;
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Earlier months and what is published of this one. */
  readonly record?: LabourRecord;
  /** What one more of each kind costs each person, by the ledger of earlier months. */
  readonly fairness?: readonly FairnessPrice[];
  readonly seed: number;
}

/** A roster that a draft might have instead of its own. */
export interface Candidate {
  readonly leaning: Leaning;
  /** The draft with this roster and everything that follows from it. */
  readonly content: PlanContent;
  readonly facts: RosterFacts;
}

/** A leaning without a candidate of its own: its roster is almost that of the draft or of an earlier candidate. */
export interface AlikeCandidate {
  readonly leaning: Leaning;
  readonly like: 'draft' | Leaning;
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

/** What a candidate pays for each person-day that is otherwise than in the first: it differs only where that gains something. */
const nearPrice = 1 / 16;
/** Fewer person-days apart than this, and a smaller share of all, is almost the same roster. */
const fewPersonDays = 10;
const smallShare = 0.02;
/** Share of the work that the searches are; the simulations are the rest. */
const searchShare = 0.75;

/**
 * A few different good rosters of an open draft, for the same forecast and the same seats; pins hold, what people know already
 * does not matter. Each leaning searches at its own prices, the later ones near to the first roster, and takes what is cheapest
 * there of all that was found, the draft included where it breaks no hard rule. What each costs is counted again at the prices
 * of every plan, so the one proven bound holds for all. The same input gives the same answer.
 */
export async function findCandidates(
  input: CandidatesInput,
  tools: CandidateTools,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<FoundCandidates> {
  const { content } = input;
  const known = new Set(content.staff.map(({ id }) => id));
  // Who came after the draft was made is not in its list of people.
  const staff = input.staff.filter(({ id }) => known.has(id));
  const base = rosterInputOf(content, {
    contract: input.contract,
    staff,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.fairness === undefined ? {} : { fairness: input.fairness }),
    seed: input.seed,
  });
  const { rosters, boundHours } = await searchLeanings(base, tools.search, (done) =>
    onProgress(done * searchShare),
  );
  const drawn = rosterDaysOf(content);
  const checked = planWith(input, drawn);
  const isLegal = checked.findings.every(({ level }) => level !== 'H');
  const contenders = isLegal ? [...rosters, drawn] : rosters;

  const kept: {
    readonly leaning: Leaning;
    readonly content: PlanContent;
    readonly days: readonly RosterDay[];
  }[] = [];
  const alike: AlikeCandidate[] = [];
  leanings.forEach((leaning, index) => {
    const prices = leaningPrices[leaning];
    const costOf = (days: readonly RosterDay[]): number => rosterCost({ ...base, prices }, days) ?? Infinity;
    // Its own roster first: of two that cost the same it is the one.
    const [own, ...others] = [rosters[index]!, ...contenders];
    const found = others.reduce((best, days) => (costOf(days) < costOf(best) ? days : best), own!);
    const days = withKnownBreaks(contextOf(input, found), drawn);
    const candidate = { leaning, days, content: planWith(input, days) };
    const like = almostSame(candidate.content, [{ leaning: 'draft', content }, ...kept]);
    if (like === null) kept.push(candidate);
    else alike.push({ leaning, ...like });
  });

  const factsInput = { ...input, staff, draft: content.days };
  const simulated = async (plan: PlanContent, done: number): Promise<PlanSimulation> => {
    const simulation = plan.simulation ?? (await simulatePlan(plan, input.contract, tools.simulate));
    onProgress(searchShare + ((1 - searchShare) * done) / (kept.length + 1));
    return simulation;
  };
  const proofOf = (days: readonly RosterDay[]): PlanContent['roster'] => {
    const costHours = rosterCost(base, days);
    return costHours === null ? undefined : roundedProof({ costHours, boundHours });
  };
  const ownSimulation = await simulated(content, 1);
  const absence = content.absence ?? absenceBudget(content, input.contract);
  const draft = rosterFacts(
    { ...checked, absence, simulation: ownSimulation },
    proofOf(drawn) ?? null,
    factsInput,
  );
  const candidates: Candidate[] = [];
  for (const { leaning, content: plan, days } of kept) {
    const whole = {
      ...plan,
      absence: absenceBudget(plan, input.contract),
      simulation: await simulated(plan, candidates.length + 2),
    };
    const roster = proofOf(days);
    candidates.push({
      leaning,
      // The format is checked here too: nothing that the public schema refuses may ever be saved or hashed.
      content: planContentFormat.parse({ ...whole, ...(roster === undefined ? {} : { roster }) }),
      facts: rosterFacts(whole, roster ?? null, factsInput),
    });
  }
  return { draft, candidates, alike };
}

/** One roster for each leaning, and what no roster costs less than at the prices of the first. */
async function searchLeanings(
  base: RosterInput,
  search: SearchRoster,
  onProgress: (doneFraction: number) => void,
): Promise<{ readonly rosters: readonly (readonly RosterDay[])[]; readonly boundHours: number | null }> {
  const rosters: (readonly RosterDay[])[] = [];
  let boundHours: number | null = null;
  for (const leaning of leanings) {
    const [first] = rosters;
    const near = first === undefined ? {} : { kept: { days: first, changePrice: nearPrice } };
    const built = await buildRoster({ ...base, prices: leaningPrices[leaning], ...near }, search, (done) =>
      onProgress((rosters.length + done) / leanings.length),
    );
    if (first === undefined) boundHours = built.proof.boundHours;
    rosters.push(built.days);
  }
  return { rosters, boundHours };
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
      const isSame = JSON.stringify(days[index]!.shifts.map(formatShift)) === JSON.stringify(day.shifts);
      return isSame && editedIds !== undefined ? { ...unmarked, editedIds } : unmarked;
    }),
  };
  return withRoster({ ...contextOf(input, days), frame, days });
}

function almostSame(
  { days }: PlanContent,
  others: readonly { readonly leaning: 'draft' | Leaning; readonly content: PlanContent }[],
): { readonly like: 'draft' | Leaning; readonly personDays: number } | null {
  for (const other of others) {
    const personDays = personDaysApart(other.content.days, days);
    const isNear = personDays < fewPersonDays && personDays < smallShare * personDaysOf(days);
    if (isNear) return { like: other.leaning, personDays };
  }
  return null;
}
