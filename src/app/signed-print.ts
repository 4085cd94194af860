import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { japanTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { lockDocument } from '../db/document-events.ts';
import { bytesOfKeptFile, type FileHolder, listKeptFiles, saveKeptFile } from '../db/kept-files.ts';
import { lockPlan } from '../db/plans.ts';
import { getSession, setSession } from '../db/sessions.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import {
  type Certificate,
  certificateFromPkcs12,
  certificateFromStored,
  type StoredCertificate,
  signPdf,
  timeStampAuthority,
  trialCertificate,
} from '../signing/index.ts';
import type { Actor, AppContext } from './context.ts';

/** Which print it is: there is one of each for ever. */
export interface PrintRef extends FileHolder {
  readonly contract: Contract;
  /** For the log, for example `2024-05 v2`. */
  readonly subject: string;
  readonly contentSha256: string;
  readonly fileName: string;
  /** State and language that tell prints of one version apart, for example `confirmed ja`. */
  readonly edition: string;
}

/**
 * The print of a version that was handed in, with the contractor's digital signature. It is made once and kept: whoever
 * prints the version again gets the same bytes.
 * @throws SekisuError `signing.…`, and as `print`
 */
export async function signedPrint(
  ctx: AppContext,
  actor: Actor,
  ref: PrintRef,
  print: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const kept = await ctx.db.transaction((tx) => keptPrint(tx, ref));
  if (kept !== null) return kept;
  const certificate = await contractorCertificate(ctx, ref.contract);
  const now = ctx.now();
  const authority = ctx.signing?.timeStampUrl ?? null;
  const bytes = await signPdf(
    await print(),
    certificate,
    {
      reason: `${ref.contract.contractor.name.ja}の電子署名（${ref.fileName}）${certificate.isTrial ? '　※試用の自己署名証明書' : ''}`,
      location: ref.contract.contractor.site.ja,
      at: now.atZone(japanTime),
    },
    authority === null ? null : timeStampAuthority(authority),
  );
  return ctx.db.transaction(async (tx) => {
    if (ref.holder === 'document') await lockDocument(tx, ref.holderId);
    else await lockPlan(tx, ref.holderId);
    // Of two who print at once the first one's stays.
    const meanwhile = await keptPrint(tx, ref);
    if (meanwhile !== null) return meanwhile;
    const { holder, holderId, contentSha256, fileName: name, edition: note } = ref;
    const contentType = 'application/pdf';
    const by = actor.userId;
    const file = {
      holder,
      holderId,
      purpose: 'signed',
      name,
      contentType,
      bytes,
      contentSha256,
      note,
    } as const;
    const { sha256 } = await saveKeptFile(tx, { ...file, at: now, by });
    await appendAudit(tx, {
      at: now,
      actor: by,
      origin: actor.origin,
      action: 'file.signed',
      subject: ref.subject,
      detail: { file: name, sha256, content: contentSha256, certificate: certificate.subject },
    });
    return bytes;
  });
}

async function keptPrint(tx: Tx, ref: PrintRef): Promise<Uint8Array | null> {
  const files = await listKeptFiles(tx, ref);
  const found = files.find(({ purpose, note }) => purpose === 'signed' && note === ref.edition);
  return found === undefined ? null : bytesOfKeptFile(tx, found.id);
}

/** Key of the row that holds the trial certificate; a browser's session id can never name it. */
const trialRow = 'trial-certificate';

/**
 * What the contractor signs PDFs with: the certificate of the settings, else a self-signed one for trials, made once.
 * @throws SekisuError `file.unreadable`, `signing.bad-certificate`
 */
export async function contractorCertificate(ctx: AppContext, contract: Contract): Promise<Certificate> {
  const file = ctx.signing?.certificateFile ?? null;
  if (file !== null) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new SekisuError('file.unreadable', { file }, cause);
    });
    return certificateFromPkcs12(bytes, ctx.signing?.certificatePassword ?? '', basename(file));
  }
  const now = ctx.now();
  const years = now.plusSeconds(100 * 365 * 86_400);
  const stored = await ctx.db.transaction(async (tx) => {
    const kept = (await getSession(tx, trialRow, now)) as StoredCertificate | null;
    if (kept !== null) return kept;
    const made = trialCertificate(contract.contractor.name.ja, now);
    await setSession(tx, trialRow, made, years);
    return made;
  });
  return certificateFromStored(stored);
}

/** Whether prints are signed with the self-signed certificate for trials. */
export function isTrialSigning(ctx: AppContext): boolean {
  return ctx.signing?.certificateFile == null;
}
