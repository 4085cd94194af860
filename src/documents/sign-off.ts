import type { Contract } from '../contract/index.ts';

/** The two sides of a sign-off: the contractor signs first, then the city confirms (確認, never 命令). */
export type SignOffSide = 'contractor' | 'city';

/** One act on a version, in the order in which it was recorded. */
export interface SignOffAct {
  readonly side: SignOffSide;
  /** Index of the step in the contract's `contractorSteps` or `citySteps`, from 0. */
  readonly stepIndex: number;
  readonly action: 'approved' | 'returned' | 'commented' | 'noted';
  readonly userId: string;
  /** Hash of the content that the act was about; an act on other content counts for nothing. */
  readonly contentSha256: string;
}

/** Steps of both sides and whether nobody may take two of them. */
export interface SignOffRule {
  readonly contractorSteps: number;
  readonly citySteps: number;
  readonly separateSigners: boolean;
}

/** What a contract says of signing. */
export function signOffRule(contract: Contract): SignOffRule {
  const { contractorSteps, citySteps, separateSigners } = contract.documents;
  return { contractorSteps: contractorSteps.length, citySteps: citySteps.length, separateSigners };
}

/** How far a version has come. */
export type SignOffProgress =
  | { readonly kind: 'open'; readonly side: SignOffSide; readonly stepIndex: number }
  /** The content was returned: nobody signs it any more, another content begins anew. */
  | { readonly kind: 'returned'; readonly side: SignOffSide }
  | { readonly kind: 'complete' };

/** Acts that are about a content; signatures on a draft that was edited afterwards are not among them. */
export function actsOn<Act extends SignOffAct>(contentSha256: string, acts: readonly Act[]): readonly Act[] {
  return acts.filter((act) => act.contentSha256 === contentSha256);
}

/**
 * The step that is to be signed next. Steps are signed in order; a signature in a later box closes those before it,
 * as that of an official without a step does, who confirms for the whole office.
 */
export function signOffProgress(
  rule: SignOffRule,
  contentSha256: string,
  acts: readonly SignOffAct[],
): SignOffProgress {
  const own = actsOn(contentSha256, acts);
  const returned = own.findLast((act) => act.action === 'returned');
  if (returned !== undefined) return { kind: 'returned', side: returned.side };
  for (const [side, count] of [
    ['contractor', rule.contractorSteps],
    ['city', rule.citySteps],
  ] as const) {
    const signed = own.filter((act) => act.side === side && act.action === 'approved');
    const next = Math.max(-1, ...signed.map((act) => act.stepIndex)) + 1;
    if (next < count) return { kind: 'open', side, stepIndex: next };
  }
  return { kind: 'complete' };
}

/** Somebody who would like to sign. */
export interface Signer {
  readonly userId: string;
  readonly side: SignOffSide;
  /** Index of the step that is theirs; null = any of the contractor's, or the city's office as a whole. */
  readonly stepIndex: number | null;
}

/** Which steps somebody may sign now, or why none. */
export type SigningRight =
  /** In order, at least one; more than one only where one person may take several in a row. */
  | { readonly kind: 'may'; readonly side: SignOffSide; readonly steps: readonly number[] }
  | {
      readonly kind: 'mayNot';
      /**
       * otherSide: the other side is to sign. notYet: an earlier step is open. signedAlready: their step is signed.
       * sameSigner: they have signed another step of this content. returned, complete: there is nothing to sign.
       */
      readonly why: 'otherSide' | 'notYet' | 'signedAlready' | 'sameSigner' | 'returned' | 'complete';
      /** Step that is to be signed next, of the side that is to sign; null when nothing is. */
      readonly waitingFor: { readonly side: SignOffSide; readonly stepIndex: number } | null;
    };

/** Whether somebody may sign a content now, and which boxes that fills. */
export function signingRight(
  rule: SignOffRule,
  contentSha256: string,
  acts: readonly SignOffAct[],
  signer: Signer,
): SigningRight {
  const progress = signOffProgress(rule, contentSha256, acts);
  if (progress.kind !== 'open') return { kind: 'mayNot', why: progress.kind, waitingFor: null };
  const { side, stepIndex: next } = progress;
  const refuse = (why: Extract<SigningRight, { kind: 'mayNot' }>['why']): SigningRight => ({
    kind: 'mayNot',
    why,
    waitingFor: { side, stepIndex: next },
  });
  if (signer.side !== side) return refuse('otherSide');
  if (signer.stepIndex !== null && signer.stepIndex < next) return refuse('signedAlready');
  if (signer.stepIndex !== null && signer.stepIndex > next) return refuse('notYet');
  const hasSigned = actsOn(contentSha256, acts).some(
    (act) => act.action === 'approved' && act.userId === signer.userId,
  );
  if (rule.separateSigners && hasSigned) return refuse('sameSigner');
  return { kind: 'may', side, steps: stepsOf(rule, signer, side, next) };
}

function stepsOf(rule: SignOffRule, signer: Signer, side: SignOffSide, next: number): readonly number[] {
  if (signer.stepIndex !== null) return [next];
  if (side === 'city') return [rule.citySteps - 1];
  if (rule.separateSigners) return [next];
  return Array.from({ length: rule.contractorSteps - next }, (_, index) => next + index);
}

/**
 * Whether somebody of a side may return a content now: while it is theirs to decide on and nothing has ended it. The
 * contractor returns only what some of its own people have signed: what nobody signed is simply edited.
 */
export function mayReturn(
  rule: SignOffRule,
  contentSha256: string,
  acts: readonly SignOffAct[],
  side: SignOffSide,
): boolean {
  const progress = signOffProgress(rule, contentSha256, acts);
  if (progress.kind !== 'open' || progress.side !== side) return false;
  return side === 'city' || progress.stepIndex > 0;
}
