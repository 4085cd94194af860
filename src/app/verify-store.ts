import { entriesInOrder, type KeptAuditEntry } from '../db/audit.ts';
import { type DocumentEvent, loadDocumentEvents } from '../db/document-events.ts';
import { type DocumentVersion, listDocuments } from '../db/documents.ts';
import { bytesOfKeptFile, type KeptFile, listKeptFiles } from '../db/kept-files.ts';
import { loadEvents, type PlanEvent } from '../db/plan-events.ts';
import { listPlans, loadStoredContent, type PlanSummary } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { pdfSignatures } from '../signing/index.ts';
import { contentSha256, sha256OfContent } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { proveLog } from './log-export.ts';
import { type Difference, type Proof, sha256OfBytes } from './proof.ts';

/** A version with what was done to it, whatever it is a version of. */
interface SignedVersion {
  readonly where: string;
  readonly contentSha256: string;
  /** Of the content as the store has it now. */
  readonly actualSha256: string;
  readonly state: string;
  /** Acts that the log has an entry of each, as that entry says them. */
  readonly acts: readonly { readonly key: string; readonly state: string | null; readonly sha256: string }[];
}

/**
 * Proves the whole store against itself: the chain of the log, the content of every version against its hash and against
 * what was signed, the events against the log, and every kept file against its hash and its digital signature.
 * @throws SekisuError `role.not-allowed`
 */
export async function verifyStore(ctx: AppContext, actor: Actor): Promise<Proof> {
  requireRole(actor, 'manager', 'administrator');
  return ctx.db.transaction(async (tx) => {
    const entries = await entriesInOrder(tx);
    const log = proveLog(entries);
    const plans: SignedVersion[] = [];
    const contents = new Map<string, string>();
    for (const plan of await listPlans(tx)) {
      plans.push(await signedPlan(tx, plan));
      contents.set(`plan ${plan.id}`, plan.contentSha256);
    }
    const documentEvents = await loadDocumentEvents(tx);
    const documents: SignedVersion[] = [];
    for (const document of await listDocuments(tx)) {
      const own = documentEvents.filter(({ documentId }) => documentId === document.id);
      documents.push(signedDocument(document, own));
      contents.set(`document ${document.id}`, document.contentSha256);
    }
    const files = await listKeptFiles(tx);
    const differences = [
      ...log.differences,
      ...[...plans, ...documents].flatMap(versionDifferences),
      ...logDifferences([...plans, ...documents], entries),
    ];
    for (const file of files) differences.push(...(await fileDifferences(tx, file, contents, entries)));
    return {
      counts: [
        ...log.counts,
        { ja: '計画の版', en: 'versions of plans', count: plans.length },
        { ja: '書類の版', en: 'versions of documents', count: documents.length },
        { ja: '保存したファイル', en: 'kept files', count: files.length },
      ],
      differences,
      head: log.head,
    };
  });
}

async function signedPlan(tx: Tx, plan: PlanSummary): Promise<SignedVersion> {
  const where = `${plan.month} v${plan.version}`;
  const events = await loadEvents(tx, plan.id);
  return {
    where,
    contentSha256: plan.contentSha256,
    actualSha256: contentSha256(await loadStoredContent(tx, plan.id)),
    state: plan.state,
    acts: events.flatMap((event) => planAct(event, where)),
  };
}

function planAct(event: PlanEvent, where: string): SignedVersion['acts'] {
  // A repair is published with an entry of its own kind.
  if (event.step === 'published') return [];
  const state = ['submitted', 'confirmed', 'returned'].includes(event.step) ? event.step : null;
  const key = keyOf(event.at, event.actor.userId, `plan.${event.step}`, where, event.contentSha256);
  return [{ key, state, sha256: event.contentSha256 }];
}

function signedDocument(document: DocumentVersion, events: readonly DocumentEvent[]): SignedVersion {
  const where = `${document.content.number} v${document.version}`;
  return {
    where,
    contentSha256: document.contentSha256,
    actualSha256: sha256OfContent(document.content),
    state: document.state,
    acts: events.map((event) => ({
      key: keyOf(event.at, event.actor.userId, `document.${event.action}`, where, event.contentSha256),
      state:
        event.action === 'returned'
          ? 'returned'
          : event.action !== 'approved'
            ? null
            : event.side === 'city'
              ? 'confirmed'
              : 'submitted',
      sha256: event.contentSha256,
    })),
  };
}

function versionDifferences(version: SignedVersion): Difference[] {
  const { where, acts, state } = version;
  const found: Difference[] = [];
  if (version.actualSha256 !== version.contentSha256) {
    const ja = '内容が、その内容ハッシュと違います。';
    found.push({ where, ja, en: 'The content is not that of its hash.' });
  }
  const signed = acts.some((act) => act.state === state && act.sha256 === version.actualSha256);
  if (state !== 'draft' && !signed) {
    const ja = `状態は ${state} ですが、この内容への署名の記録がありません。`;
    found.push({ where, ja, en: `It is ${state}, but nobody signed this content so.` });
  }
  return found;
}

/** Acts without an entry in the log, and entries without their act. Acts older than the chain may have no entry of their own. */
function logDifferences(
  versions: readonly SignedVersion[],
  entries: readonly KeptAuditEntry[],
): Difference[] {
  const logged = new Map<string, number>();
  const isAct =
    /^(plan\.(signed|submitted|confirmed|returned|commented)|document\.(approved|returned|commented|noted))$/;
  for (const { at, actor, action, subject, detail } of entries) {
    if (!isAct.test(action)) continue;
    const key = keyOf(at, actor, action, subject, (detail as { sha256?: string } | null)?.sha256 ?? '');
    logged.set(key, (logged.get(key) ?? 0) + 1);
  }
  const found: Difference[] = [];
  for (const { where, acts } of versions) {
    for (const { key } of acts) {
      const left = logged.get(key) ?? 0;
      if (left > 0) logged.set(key, left - 1);
      else {
        const ja = `操作記録にない署名・コメントがあります（${key}）。`;
        found.push({ where, ja, en: `There is an act that the log does not have (${key}).` });
      }
    }
  }
  for (const [key, left] of logged) {
    if (left <= 0) continue;
    const ja = '操作記録にある署名・コメントが、版の経過から消えています。';
    found.push({ where: key, ja, en: 'The log has an act that is gone from its version.' });
  }
  return found;
}

async function fileDifferences(
  tx: Tx,
  file: KeptFile,
  contents: ReadonlyMap<string, string>,
  entries: readonly KeptAuditEntry[],
): Promise<Difference[]> {
  const where = `${file.name} (#${file.id})`;
  const bytes = (await bytesOfKeptFile(tx, file.id)) ?? new Uint8Array();
  const found: Difference[] = [];
  const sha256 = sha256OfBytes(bytes);
  if (sha256 !== file.sha256) {
    found.push({ where, ja: 'ファイルが保存したときと違います。', en: 'The file is not as it was kept.' });
  }
  if (contents.get(`${file.holder} ${file.holderId}`) !== file.contentSha256) {
    const ja = 'ファイルが示す内容と、版の内容ハッシュが違います。';
    found.push({ where, ja, en: 'The file is about other content than its version.' });
  }
  const isLogged = entries.some(
    ({ action, detail }) =>
      action.startsWith('file.') && (detail as { sha256?: string } | null)?.sha256 === sha256,
  );
  if (!isLogged) {
    const ja = '操作記録に、このファイルを保存した記録がありません。';
    found.push({ where, ja, en: 'The log does not have that this file was kept.' });
  }
  if (file.purpose === 'signed' && !pdfSignatures(bytes).some(({ isValid }) => isValid)) {
    const ja = '電子署名が有効ではありません。';
    found.push({ where, ja, en: 'The digital signature is not valid.' });
  }
  return found;
}

function keyOf(
  at: KeptAuditEntry['at'],
  actor: string,
  action: string,
  subject: string,
  sha256: string,
): string {
  return `${new Date(at.toEpochMilli()).toISOString()} ${actor} ${action} ${subject} ${sha256.slice(0, 16)}`;
}
