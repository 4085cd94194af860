import { createHash } from 'node:crypto';
import { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadCallCases } from '../db/call-cases.ts';
import { SekisuError } from '../errors.ts';
import {
  casesSheet,
  encodeShiftJis,
  plainSheet,
  writeCasesCsv,
  writePlainCsv,
  writeWorkbook,
} from '../files/index.ts';
import type { CallCase } from '../plan/call-cases.ts';
import { type Attachment, attachmentOf, monthDaysTable } from '../report/index.ts';
import type { Actor, AppContext } from './context.ts';
import { publicCases } from './documents/daily-report.ts';
import { hiddenNames } from './documents/report-ground.ts';
import { type DocumentRef, loadShownDocument, type ShownDocument } from './print-document.ts';

/** Files of data beside a document. */
export const documentFileNames = [
  'cases.csv',
  'cases-sjis.csv',
  'cases.xlsx',
  'days.csv',
  'days.xlsx',
] as const;

/** One of `documentFileNames`. */
export type DocumentFileName = (typeof documentFileNames)[number];

/** A file of data beside a document. */
export interface DocumentFile {
  /** Name under which it is saved. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Data of a version as a file: all its cases, or the days of a 業務月報. Cases are those of which the version has the hash:
 * when they were corrected since, nothing is handed out.
 * @throws SekisuError as `loadShownDocument`; `report.no-file`, `report.file-changed`
 */
export async function loadDocumentFile(
  ctx: AppContext,
  actor: Actor,
  ref: DocumentRef,
  file: DocumentFileName,
): Promise<DocumentFile> {
  const shown = await loadShownDocument(ctx, actor, ref);
  const { content, version } = shown.document;
  const made = file.startsWith('days') ? await daysFile(shown, file) : await casesFile(ctx, shown, file);
  await ctx.db.transaction((tx) =>
    appendAudit(tx, {
      at: ctx.now(),
      actor: actor.userId,
      origin: actor.origin,
      action: 'document.exported',
      subject: `${content.number} v${version}`,
      detail: { file },
    }),
  );
  return made;
}

/** Which files of data a version has. */
export function filesOfDocument({ document }: Pick<ShownDocument, 'document'>): readonly DocumentFileName[] {
  const { content } = document;
  const hasCases = attachmentOf(content) !== null;
  const hasDays = monthDaysTable(content) !== null;
  return documentFileNames.filter((name) => (name.startsWith('days') ? hasDays : hasCases));
}

async function daysFile({ document }: ShownDocument, file: DocumentFileName): Promise<DocumentFile> {
  const { number } = document.content;
  const table = monthDaysTable(document.content);
  if (table === null) throw new SekisuError('report.no-file', { number, file });
  const isCsv = file === 'days.csv';
  return {
    name: `${number}_日別.${isCsv ? 'csv' : 'xlsx'}`,
    bytes: isCsv
      ? new TextEncoder().encode(writePlainCsv(table))
      : await writeWorkbook([plainSheet(table, '日別')]),
  };
}

async function casesFile(
  ctx: AppContext,
  shown: ShownDocument,
  file: DocumentFileName,
): Promise<DocumentFile> {
  const { contract, document } = shown;
  const { number } = document.content;
  const attachment = attachmentOf(document.content);
  if (attachment === null) throw new SekisuError('report.no-file', { number, file });
  const cases = await ctx.db.transaction(async (tx) => {
    const all = await loadCallCases(tx, LocalDate.parse(attachment.first), LocalDate.parse(attachment.last));
    return publicCases(all, await hiddenNames(tx));
  });
  const text = writeCasesCsv(cases, contract);
  if (createHash('sha256').update(text).digest('hex') !== attachment.sha256) {
    throw new SekisuError('report.file-changed', { number, version: document.version });
  }
  return casesIn(file, text, cases, contract, attachment);
}

async function casesIn(
  file: DocumentFileName,
  text: string,
  cases: readonly CallCase[],
  contract: Contract,
  { name }: Attachment,
): Promise<DocumentFile> {
  if (file === 'cases.csv') return { name, bytes: new TextEncoder().encode(text) };
  if (file === 'cases-sjis.csv') {
    return { name: name.replace(/\.csv$/, '_SJIS.csv'), bytes: encodeShiftJis(text).bytes };
  }
  const sheet = casesSheet(cases, contract, '対応状況');
  return { name: name.replace(/\.csv$/, '.xlsx'), bytes: await writeWorkbook([sheet]) };
}
