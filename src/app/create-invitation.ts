import type { Instant } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { findContract } from '../db/contracts.ts';
import { createInvitation as keepInvitation } from '../db/invitations.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** Days for which an invitation can be used. */
const validDays = 7;

/** Whom to invite. */
export interface InvitationInput {
  readonly name: string;
  readonly role: Actor['role'];
  /** Japanese label of the city's step of confirmation, for the role city; null = may read and comment, and return. */
  readonly cityStep: string | null;
  /** Japanese label of the contractor's step, for the role manager; null or left out = may sign any. */
  readonly contractorStep?: string | null;
}

/**
 * Makes a link with which one person makes their account, usable once within seven days. The token is shown here once
 * and is kept as a hash only.
 * @throws SekisuError `role.not-allowed`, `input.invalid` for an empty name or a step that the contract lacks
 */
export async function createInvitation(
  ctx: AppContext,
  actor: Actor,
  input: InvitationInput,
): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
  requireRole(actor, 'administrator');
  const name = input.name.trim();
  if (name === '' || name.length > 64) {
    throw new SekisuError('input.invalid', { field: 'name', problem: '1-64' });
  }
  const token = newToken();
  const now = ctx.now();
  const expiresAt = now.plusSeconds(validDays * 86_400);
  await ctx.db.transaction(async (tx) => {
    const found = await findContract(tx);
    const documents = found?.contract.documents;
    const cityStep = input.role === 'city' ? input.cityStep : null;
    const contractorStep = input.role === 'manager' ? (input.contractorStep ?? null) : null;
    requireStep('cityStep', cityStep, documents?.citySteps ?? []);
    requireStep('contractorStep', contractorStep, documents?.contractorSteps ?? []);
    const { role } = input;
    await keepInvitation(tx, {
      tokenHash: hashOfToken(token),
      role,
      name,
      cityStep,
      contractorStep,
      expiresAt,
    });
    await appendAudit(tx, {
      at: now,
      actor: actor.userId,
      origin: actor.origin,
      action: 'invitation.created',
      subject: name,
      detail: { role, cityStep, contractorStep },
    });
  });
  return { token, expiresAt };
}

function requireStep(field: string, step: string | null, steps: readonly { readonly ja: string }[]): void {
  if (step === null || steps.some(({ ja }) => ja === step)) return;
  throw new SekisuError('input.invalid', { field, problem: steps.map(({ ja }) => ja).join(', ') });
}
