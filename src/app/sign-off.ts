import type { Instant } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Tx } from '../db/tx.ts';
import { findUser } from '../db/users.ts';
import {
  type Signer,
  type SigningRight,
  type SignOffAct,
  type SignOffSide,
  signingRight,
  signOffRule,
} from '../documents/index.ts';
import { type Language, SekisuError } from '../errors.ts';
import type { SignOffEvent } from '../report/index.ts';
import type { Actor } from './context.ts';

/** The person who acts, as the sign-off sees them. */
export interface ActingSigner extends Signer {
  /** What they are at this moment, kept with the act: their step's label, or the product's role. */
  readonly position: string;
}

/** Who acts: which side they are on and which step is theirs. An account whose step the contract no longer has has none. */
export async function signerOf(tx: Tx, contract: Contract, actor: Actor): Promise<ActingSigner> {
  const user = await findUser(tx, actor.userId);
  const side: SignOffSide = actor.role === 'city' ? 'city' : 'contractor';
  const label = side === 'city' ? user?.cityStep : user?.contractorStep;
  const steps = side === 'city' ? contract.documents.citySteps : contract.documents.contractorSteps;
  const found = steps.findIndex((step) => step.ja === label || step.en === label);
  const position = side === 'city' ? (label ?? actor.role) : actor.role;
  return { userId: actor.userId, side, stepIndex: found < 0 ? null : found, position };
}

/** Box that a return or comment of somebody is told under: their own step, the city's last one, or none. */
export function boxOf(contract: Contract, signer: Signer): number {
  if (signer.stepIndex !== null) return signer.stepIndex;
  return signer.side === 'city' ? contract.documents.citySteps.length - 1 : 0;
}

/**
 * Steps that somebody may sign now.
 * @throws SekisuError `sign-off.…`, naming whose turn it is
 */
export function requireSigningRight(
  contract: Contract,
  contentSha256: string,
  acts: readonly SignOffAct[],
  signer: Signer,
): Extract<SigningRight, { kind: 'may' }> {
  return requireMay(contract, signingRight(signOffRule(contract), contentSha256, acts, signer));
}

/** A right to sign, or why there is none. @throws SekisuError `sign-off.…`, naming whose turn it is */
export function requireMay(contract: Contract, right: SigningRight): Extract<SigningRight, { kind: 'may' }> {
  if (right.kind === 'may') return right;
  const waiting = right.waitingFor === null ? '' : stepLabel(contract, right.waitingFor);
  switch (right.why) {
    case 'otherSide':
      throw new SekisuError('sign-off.other-side', { waiting });
    case 'notYet':
      throw new SekisuError('sign-off.not-yet', { waiting });
    case 'signedAlready':
      throw new SekisuError('sign-off.signed-already', { waiting });
    case 'sameSigner':
      throw new SekisuError('sign-off.same-signer', { waiting });
    case 'returned':
      throw new SekisuError('sign-off.returned');
    case 'complete':
      throw new SekisuError('sign-off.complete');
  }
}

/** A step as sentences name it, for example 市の係長. */
function stepLabel(
  contract: Contract,
  { side, stepIndex }: { readonly side: SignOffSide; readonly stepIndex: number },
): string {
  const steps = side === 'city' ? contract.documents.citySteps : contract.documents.contractorSteps;
  const who = side === 'city' ? '市' : '受託者';
  return `${who}「${steps[stepIndex]?.ja ?? ''}」`;
}

/** An act of somebody on a version, of a plan or a document alike. */
export interface RecordedAct {
  readonly side: SignOffSide;
  readonly stepIndex: number;
  readonly action: 'approved' | 'returned' | 'commented';
  readonly at: Instant;
  readonly actor: { readonly name: string; readonly role: string };
  readonly comment: string | null;
  readonly place: string | null;
  readonly contentSha256: string;
}

/** Acts as the 承認欄 shows them; a signature on what a draft said before it was edited stands in no box. */
export function printedActs(
  contract: Contract,
  contentSha256: string,
  acts: readonly RecordedAct[],
  language: Language,
): SignOffEvent[] {
  const { labels } = contract.roles;
  return acts.flatMap(({ actor, at, contentSha256: about, ...act }) => {
    if (act.action === 'approved' && about !== contentSha256) return [];
    const cityStep = contract.documents.citySteps.find(
      ({ ja, en }) => ja === actor.role || en === actor.role,
    );
    const role =
      act.side === 'city'
        ? (cityStep ?? contract.city.department)
        : actor.role === 'manager'
          ? labels.manager
          : labels.supervisor;
    return [{ ...act, name: actor.name, role: role[language], at: japanDateTimeOf(at) }];
  });
}
