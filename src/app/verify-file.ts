import { listDocuments } from '../db/documents.ts';
import { listKeptFiles } from '../db/kept-files.ts';
import { listPlans } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import { pdfPages } from '../render/pdf-text.ts';
import { pdfSignatures } from '../signing/index.ts';
import type { AppContext } from './context.ts';
import { type Difference, type Proof, sha256OfBytes } from './proof.ts';

/** What is known of a PDF besides whether it differs. */
export interface PdfProof extends Proof {
  /** Whom its digital signatures name, with the moment of a time stamp. */
  readonly signers: readonly string[];
  /** Versions whose content hash is printed on it. */
  readonly versions: readonly string[];
}

/**
 * Proves a PDF by its digital signature and, with a store, as one that was kept there and of a version that still says so.
 * @param ctx the store to prove it against, or null
 * @throws SekisuError `verify.unreadable` for what is no PDF
 */
export async function verifyPdf(ctx: AppContext | null, bytes: Uint8Array, file: string): Promise<PdfProof> {
  const differences: Difference[] = [];
  const differ = (ja: string, en: string): void => void differences.push({ where: file, ja, en });
  const signatures = pdfSignatures(bytes);
  if (signatures.length === 0) differ('電子署名がありません。', 'It has no digital signature.');
  for (const { isValid, problem } of signatures) {
    if (isValid) continue;
    differ(
      `電子署名の後に内容が変わっています（${problem}）。`,
      `It was changed after it was signed (${problem}).`,
    );
  }
  const sha256 = sha256OfBytes(bytes);
  const versions = ctx === null ? [] : await versionsOn(ctx, await printedHashes(bytes, file));
  if (ctx !== null) {
    const kept = await ctx.db.transaction((tx) => listKeptFiles(tx));
    if (!kept.some((own) => own.sha256 === sha256)) {
      differ('保存されたファイルに、同じものがありません。', 'No kept file is the same.');
    }
    if (versions.length === 0) {
      differ('印字された内容ハッシュの版がありません。', 'No version has the content hash that it prints.');
    }
  }
  return {
    counts: [{ ja: '電子署名', en: 'digital signatures', count: signatures.length }],
    differences,
    head: null,
    signers: signatures.map(({ signer, isSelfSigned, stampedAt }) =>
      [signer, isSelfSigned ? '自己署名 / self-signed' : '', stampedAt ?? ''].filter(Boolean).join(', '),
    ),
    versions,
  };
}

async function printedHashes(bytes: Uint8Array, file: string): Promise<ReadonlySet<string>> {
  try {
    const text = (await pdfPages(bytes)).join(' ');
    return new Set([...text.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)].map(([hash]) => hash));
  } catch (cause) {
    throw new SekisuError('verify.unreadable', { file, problem: 'PDF' }, cause);
  }
}

async function versionsOn(ctx: AppContext, hashes: ReadonlySet<string>): Promise<string[]> {
  return ctx.db.transaction(async (tx) => [
    ...(await listPlans(tx))
      .filter(({ contentSha256 }) => hashes.has(contentSha256))
      .map(({ month, version }) => `${month} v${version}`),
    ...(await listDocuments(tx))
      .filter(({ contentSha256 }) => hashes.has(contentSha256))
      .map(({ content, version }) => `${content.number} v${version}`),
  ]);
}
