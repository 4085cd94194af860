import { zipSync } from 'fflate';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { bytesOfKeptFile, type FileHolder, listKeptFiles, saveKeptFile } from '../db/kept-files.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { dateText, monthText } from '../report/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadPlanVersion } from './load-plan-version.ts';
import { type DocumentRef, loadShownDocument, printDocument } from './print-document.ts';
import { printPlan } from './print-plan.ts';
import { sha256OfBytes } from './proof.ts';

/** A ZIP file with all that somebody without the service needs. */
export interface ReviewPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Rows of the form for comments. */
const mostPlaces = 9;

/** What the form says besides what is fixed. */
interface Reviewed extends FileHolder {
  readonly contract: Contract;
  readonly subject: string;
  readonly state: string;
  readonly name: string;
  readonly about: string;
  readonly number: string;
  readonly version: number;
  readonly issuedOn: string;
  readonly contentSha256: string;
  readonly places: readonly string[];
}

/**
 * The package for a review of a plan without the service: the signed PDF, a form for the decision and comments, and the hashes
 * of both. Made once for each state of a version, and kept.
 * @throws SekisuError `plan.not-found`, `sign-off.not-handed-in` for a draft, and as `printPlan`
 */
export async function planReviewPackage(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: Parameters<typeof printPlan>[2]['month']; readonly version: number },
): Promise<ReviewPackage> {
  requireRole(actor, 'manager', 'city');
  const { contract, plan } = await loadPlanVersion(ctx, actor, input);
  requireHandedIn(plan.state);
  const pdf = await printPlan(ctx, actor, { ...input, audience: 'city', language: 'ja' });
  const { staffingPlan } = contract.documents;
  const sections = ['forecast', 'seats', 'roster', 'days', 'cover', 'findings'] as const;
  const reviewed: Reviewed = {
    holder: 'plan',
    holderId: plan.id,
    contract,
    subject: `${plan.month} v${plan.version}`,
    state: plan.state,
    name: staffingPlan.name.ja,
    about: `${monthText(plan.month, 'ja')}分`,
    number: `${staffingPlan.numberPrefix}-${plan.month}`,
    version: plan.version,
    issuedOn: dateText(japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(), 'ja'),
    contentSha256: plan.contentSha256,
    places: sections.map((section) => ctx.render.translate('ja', `print:sections.${section}`)),
  };
  return packed(ctx, actor, reviewed, pdf);
}

/**
 * As `planReviewPackage`, of a document.
 * @throws SekisuError `document.not-found`, `sign-off.not-handed-in` for a draft, and as `printDocument`
 */
export async function documentReviewPackage(
  ctx: AppContext,
  actor: Actor,
  ref: DocumentRef,
): Promise<ReviewPackage> {
  requireRole(actor, 'manager', 'city');
  const { contract, document } = await loadShownDocument(ctx, actor, ref);
  requireHandedIn(document.state);
  const pdf = await printDocument(ctx, actor, ref);
  const { name, about, number } = document.content;
  const { version, contentSha256, id: holderId, state } = document;
  const issuedOn = dateText(japanDateTimeOf(document.submittedAt ?? document.createdAt).toLocalDate(), 'ja');
  const subject = `${number} v${version}`;
  const own = { name, about, number, version, contentSha256, state, issuedOn, subject, places: [] };
  return packed(ctx, actor, { holder: 'document', holderId, contract, ...own }, pdf);
}

async function packed(
  ctx: AppContext,
  actor: Actor,
  reviewed: Reviewed,
  pdf: Uint8Array,
): Promise<ReviewPackage> {
  const name = `${reviewed.number}-v${reviewed.version}-review.zip`;
  const kept = await ctx.db.transaction((tx) => keptPackage(tx, reviewed));
  if (kept !== null) return { name, bytes: kept };
  const form = await ctx.printer.print(formHtml(ctx, reviewed, sha256OfBytes(pdf)));
  const at = ctx.now();
  const files = { '01-document.pdf': pdf, '02-review-form.pdf': form };
  const list = Object.entries(files).map(([path, bytes]) => `${sha256OfBytes(bytes)}  ${path}`);
  const texts = {
    // The form of sha256sum: one line each.
    'SHA256SUMS.txt': new TextEncoder().encode(`${list.join('\n')}\n`),
    'README.txt': new TextEncoder().encode(readme(reviewed)),
  };
  // Files of one moment in Japan, whatever the zone of this machine.
  const local = japanDateTimeOf(at);
  const mtime = new Date(
    local.year(),
    local.monthValue() - 1,
    local.dayOfMonth(),
    local.hour(),
    local.minute(),
  );
  const bytes = zipSync({ ...files, ...texts }, { mtime, level: 6 });
  return ctx.db.transaction(async (tx) => {
    const meanwhile = await keptPackage(tx, reviewed);
    if (meanwhile !== null) return { name, bytes: meanwhile };
    const { holder, holderId, contentSha256, state: note } = reviewed;
    const by = actor.userId;
    const file = {
      holder,
      holderId,
      purpose: 'review',
      name,
      contentType: 'application/zip',
      bytes,
    } as const;
    const { sha256 } = await saveKeptFile(tx, { ...file, contentSha256, note, at, by });
    await appendAudit(tx, {
      at,
      actor: by,
      origin: actor.origin,
      action: 'file.packed',
      subject: reviewed.subject,
      detail: { file: name, sha256, content: contentSha256 },
    });
    return { name, bytes };
  });
}

async function keptPackage(tx: Tx, { holder, holderId, state }: Reviewed): Promise<Uint8Array | null> {
  const files = await listKeptFiles(tx, { holder, holderId });
  const found = files.find(({ purpose, note }) => purpose === 'review' && note === state);
  return found === undefined ? null : bytesOfKeptFile(tx, found.id);
}

function formHtml(ctx: AppContext, reviewed: Reviewed, pdfSha256: string): string {
  const { contract, places, contentSha256 } = reviewed;
  const blanks = Array.from({ length: mostPlaces - places.length }, () => '');
  return ctx.render.render(
    'print/review-form',
    {
      ...reviewed,
      places: [...places, ...blanks],
      pdfSha256,
      shortHash: contentSha256.slice(0, 16),
      city: contract.city.name.ja,
      department: contract.city.department.ja,
      contractor: contract.contractor.name.ja,
      steps: contract.documents.citySteps.map(({ ja }) => ja),
      fictitiousDataNotice: contract.fictitiousDataNotice?.ja ?? null,
    },
    'ja',
  );
}

function readme({ name, about, number, version, contentSha256, contract }: Reviewed): string {
  return [
    `${name}${about === '' ? '' : `（${about}）`}　第${version}版　${number}`,
    `${contract.contractor.name.ja} → ${contract.city.name.ja} ${contract.city.department.ja}`,
    '',
    '01-document.pdf     書類（受託者の電子署名付き）',
    '02-review-form.pdf  確認・差戻し票（印刷して記入・押印してください）',
    'SHA256SUMS.txt      二つのファイルのSHA-256',
    '',
    '1. 01-document.pdf を読む（通信は不要です）。',
    '2. 02-review-form.pdf に結果とご意見を記入し、押印または署名する。',
    '3. 票を画像またはPDFにして、受託者へ送る。',
    '',
    `内容ハッシュ（書類の各ページに先頭が印字されています）: ${contentSha256}`,
    '',
  ].join('\r\n');
}

function requireHandedIn(state: string): void {
  if (state === 'draft') throw new SekisuError('sign-off.not-handed-in');
}
