import type { LocalDate } from '@js-joda/core';
import { japaneseDate } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { moveDocument } from '../db/documents.ts';
import {
  bytesOfKeptFile,
  type FileHolder,
  type KeptFile,
  listKeptFiles,
  saveKeptFile,
} from '../db/kept-files.ts';
import { transition } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { type SignOffAct, signOffProgress, signOffRule } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { pdfSignatures } from '../signing/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadPlanVersion } from './load-plan-version.ts';
import { type PlanStepInput, requireState, takePlanStep } from './plan-step.ts';
import { type DocumentRef, loadShownDocument } from './print-document.ts';
import { actOnDocument } from './sign-document.ts';

/** A decision of the city that was taken on paper or in a signed file. */
export interface PaperDecision {
  readonly decision: 'confirmed' | 'returned';
  /** Day that stands on the paper. */
  readonly decidedOn: LocalDate;
  /** Who signed or sealed which step of the city, in order; a later step closes those before it. */
  readonly signers: readonly { readonly stepIndex: number; readonly name: string }[];
  readonly comment: string | null;
  /** Scan or signed file: PDF, JPEG or PNG. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** Most bytes of a file that proves a decision. */
const mostBytes = 20 * 1024 * 1024;

/**
 * Records what the city decided on a submitted plan outside of the service: the version is confirmed or returned, and the file
 * that proves it is kept with its hash. The manager records; the city decided.
 * @throws SekisuError `plan.wrong-state`, `decision.bad-file`, `decision.bad-signers`, `plan.comment-needed`
 */
export async function recordPlanDecision(
  ctx: AppContext,
  actor: Actor,
  input: Pick<PlanStepInput, 'month' | 'version'> & PaperDecision,
): Promise<void> {
  requireRole(actor, 'manager');
  const { month, version, decision } = input;
  const contentType = requireEvidence(input);
  const last = decision === 'confirmed' ? 'confirmed' : 'returned';
  await takePlanStep(ctx, actor, { month, version }, async (tx, { plan, contract, acts }) => {
    requireState(plan, 'submitted');
    const { contentSha256, id: holderId } = plan;
    const signers = requireSigners(contract, contentSha256, acts, input);
    await transition(tx, plan.id, decision, ctx.now());
    const of = { holder: 'plan', holderId } as const;
    await keepEvidence(
      tx,
      ctx,
      actor,
      { ...of, contentSha256, subject: `${month} v${version}` },
      input,
      contentType,
    );
    return signers.map(({ stepIndex, name }, index) => ({
      step: index === signers.length - 1 ? last : 'signed',
      stepIndex,
      onPaper: onPaper(contract, stepIndex, name, input, index === signers.length - 1),
    }));
  });
}

/** As `recordPlanDecision`, on a document. @throws SekisuError as `recordPlanDecision`, `document.not-found`, `sign-off.not-handed-in` */
export async function recordDocumentDecision(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & PaperDecision,
): Promise<void> {
  requireRole(actor, 'manager');
  const { kind, subject, version, decision } = input;
  const contentType = requireEvidence(input);
  await actOnDocument(ctx, actor, { kind, subject, version }, async (tx, { document, contract, acts }) => {
    if (document.state !== 'submitted') throw new SekisuError('sign-off.not-handed-in');
    const { contentSha256, id: holderId } = document;
    const signers = requireSigners(contract, contentSha256, acts, input);
    await moveDocument(tx, document.id, decision, ctx.now());
    const of = { holder: 'document', holderId } as const;
    const about = `${document.content.number} v${document.version}`;
    await keepEvidence(tx, ctx, actor, { ...of, contentSha256, subject: about }, input, contentType);
    return signers.map(({ stepIndex, name }, index) => {
      const isLast = index === signers.length - 1;
      const action = isLast && decision === 'returned' ? ('returned' as const) : ('approved' as const);
      return { action, stepIndex, onPaper: onPaper(contract, stepIndex, name, input, isLast) };
    });
  });
}

function onPaper(
  contract: Contract,
  stepIndex: number,
  name: string,
  { decidedOn, comment }: PaperDecision,
  isLast: boolean,
): { readonly name: string; readonly role: string; readonly comment: string } {
  const said = isLast && comment !== null && comment.trim() !== '' ? `　${comment.trim()}` : '';
  return {
    name,
    role: contract.documents.citySteps[stepIndex]!.ja,
    comment: `紙面による（${japaneseDate(decidedOn)}）${said}`,
  };
}

async function keepEvidence(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  of: FileHolder & { readonly contentSha256: string; readonly subject: string },
  { decision, decidedOn, file }: PaperDecision,
  contentType: string,
): Promise<void> {
  const { holder, holderId, contentSha256, subject } = of;
  const at = ctx.now();
  const { sha256 } = await saveKeptFile(tx, {
    holder,
    holderId,
    purpose: 'decision',
    name: file.name,
    contentType,
    bytes: file.bytes,
    contentSha256,
    note: `${decision} ${decidedOn}`,
    at,
    by: actor.userId,
  });
  const signatures = contentType === 'application/pdf' ? pdfSignatures(file.bytes) : [];
  await appendAudit(tx, {
    at,
    actor: actor.userId,
    origin: actor.origin,
    action: 'file.decision',
    subject,
    detail: {
      file: file.name,
      sha256,
      content: contentSha256,
      decision,
      on: decidedOn.toString(),
      signatures: signatures.map(({ signer, isValid }) => ({ signer, isValid })),
    },
  });
}

/** @returns its media type, by its first bytes and not by its name */
function requireEvidence({ file, decision, comment }: PaperDecision): string {
  if (decision === 'returned' && (comment ?? '').trim() === '') throw new SekisuError('plan.comment-needed');
  const { name, bytes } = file;
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const type = head.startsWith('%PDF-')
    ? 'application/pdf'
    : head.startsWith('\xff\xd8\xff')
      ? 'image/jpeg'
      : head.startsWith('\x89PNG\r\n\x1a\n')
        ? 'image/png'
        : null;
  if (type === null || bytes.length > mostBytes || name.trim() === '') {
    throw new SekisuError('decision.bad-file', { file: name, megabytes: mostBytes / 1024 / 1024 });
  }
  return type;
}

function requireSigners(
  contract: Contract,
  contentSha256: string,
  acts: readonly SignOffAct[],
  { signers, decision }: PaperDecision,
): PaperDecision['signers'] {
  const { citySteps, separateSigners } = contract.documents;
  const progress = signOffProgress(signOffRule(contract), contentSha256, acts);
  const next = progress.kind === 'open' && progress.side === 'city' ? progress.stepIndex : 0;
  const named = signers.filter(({ name }) => name.trim() !== '');
  const isInOrder = named.every(
    ({ stepIndex }, index) =>
      stepIndex >= next &&
      stepIndex < citySteps.length &&
      (index === 0 || stepIndex > named[index - 1]!.stepIndex),
  );
  const isEnough =
    decision === 'returned' ? named.length > 0 : named.at(-1)?.stepIndex === citySteps.length - 1;
  const isApart = !separateSigners || new Set(named.map(({ name }) => name.trim())).size === named.length;
  if (!isInOrder || !isEnough || !isApart) {
    throw new SekisuError('decision.bad-signers', { last: citySteps.at(-1)!.ja });
  }
  return named.map(({ stepIndex, name }) => ({ stepIndex, name: name.trim().slice(0, 64) }));
}

/** Files that prove decisions on a version that the reader may see. @throws SekisuError as `loadPlanVersion` and `loadShownDocument` */
export async function listDecisions(
  ctx: AppContext,
  actor: Actor,
  of: FileHolder,
): Promise<readonly KeptFile[]> {
  requireRole(actor, 'manager', 'lead', 'city');
  const files = await ctx.db.transaction((tx) => listKeptFiles(tx, of));
  return files.filter(({ purpose }) => purpose === 'decision');
}

/**
 * A file that proves a decision on a plan or document that the reader may see.
 * @throws SekisuError `decision.no-file`, and as `loadPlanVersion` and `loadShownDocument`
 */
export async function loadDecisionFile(
  ctx: AppContext,
  actor: Actor,
  of: Pick<PlanStepInput, 'month' | 'version'> | DocumentRef,
  fileId: number,
): Promise<KeptFile & { readonly bytes: Uint8Array }> {
  const holder: FileHolder =
    'month' in of
      ? { holder: 'plan', holderId: (await loadPlanVersion(ctx, actor, of)).plan.id }
      : { holder: 'document', holderId: (await loadShownDocument(ctx, actor, of)).document.id };
  const file = (await listDecisions(ctx, actor, holder)).find(({ id }) => id === fileId);
  const bytes = file === undefined ? null : await ctx.db.transaction((tx) => bytesOfKeptFile(tx, file.id));
  if (file === undefined || bytes === null) throw new SekisuError('decision.no-file');
  return { ...file, bytes };
}
