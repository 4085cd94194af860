import {
  beforeChainSha256,
  countAudit,
  entriesInOrder,
  headOf,
  type KeptAuditEntry,
  linkSha256,
  listAudit,
  type PlainEntry,
  plainEntry,
} from '../db/audit.ts';
import { listUsers } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import { writePlainCsv } from '../files/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import type { Difference, Proof } from './proof.ts';

/** An entry of an exported log: what is hashed, with its links; entries older than the chain have none. */
export interface ExportedEntry extends PlainEntry {
  readonly previous: string | null;
  readonly sha256: string | null;
}

/**
 * The whole log as lines of JSON, oldest first: each proves itself and the one before it.
 * @throws SekisuError `role.not-allowed`
 */
export async function exportLogLines(ctx: AppContext, actor: Actor): Promise<string> {
  requireRole(actor, 'manager', 'administrator');
  const entries = await ctx.db.transaction(entriesInOrder);
  return entries.map((entry) => `${JSON.stringify(exported(entry))}\n`).join('');
}

/** The whole log for a spreadsheet, oldest first, with names beside the ids; UTF-8 with BOM. @throws SekisuError `role.not-allowed` */
export async function exportLogCsv(ctx: AppContext, actor: Actor): Promise<string> {
  requireRole(actor, 'manager', 'administrator');
  return ctx.db.transaction(async (tx) => {
    const names = new Map((await listUsers(tx)).map(({ id, name }) => [id, name]));
    const header = [
      '日時',
      '利用者',
      '氏名',
      '場所',
      '操作',
      '対象',
      '内容',
      '前の記録のハッシュ',
      'ハッシュ',
    ];
    const rows = (await entriesInOrder(tx))
      .map(exported)
      .map((entry) => [
        entry.at,
        entry.actor,
        names.get(entry.actor) ?? '',
        entry.origin ?? '',
        entry.action,
        entry.subject,
        entry.detail === null ? '' : JSON.stringify(entry.detail),
        entry.previous ?? '',
        entry.sha256 ?? '',
      ]);
    return writePlainCsv({ header, rows });
  });
}

/** Entries of a page of the log, latest first, with the names of who acted. */
export interface LogPage {
  readonly entries: readonly (KeptAuditEntry & { readonly name: string | null })[];
  /** Entries in all. */
  readonly count: number;
  readonly head: string;
}

/** How many entries a page of the log has. */
export const logPageEntries = 50;

/** A page of the log. @param page from 1 @throws SekisuError `role.not-allowed` */
export async function loadLogPage(ctx: AppContext, actor: Actor, page: number): Promise<LogPage> {
  requireRole(actor, 'manager', 'administrator');
  return ctx.db.transaction(async (tx) => {
    const names = new Map((await listUsers(tx)).map(({ id, name }) => [id, name]));
    const entries = await listAudit(tx, logPageEntries, (page - 1) * logPageEntries);
    return {
      entries: entries.map((entry) => ({ ...entry, name: names.get(entry.actor) ?? null })),
      count: await countAudit(tx),
      head: await headOf(tx),
    };
  });
}

function exported(entry: KeptAuditEntry): ExportedEntry {
  return { ...plainEntry(entry), previous: entry.previousSha256, sha256: entry.sha256 };
}

/** Whether the log is the chain that it was written as. */
export function proveLog(entries: readonly KeptAuditEntry[]): Proof {
  return proven(entries.map((entry) => ({ where: `#${entry.id}`, entry: exported(entry) })));
}

/**
 * Whether an exported log is the chain that it was written as, by itself.
 * @throws SekisuError `verify.unreadable` for what is no exported log
 */
export function proveExportedLog(text: string, file: string): Proof {
  const lines = text.split('\n').map((line, index) => ({ line, where: `${file}:${index + 1}` }));
  return proven(
    lines
      .filter(({ line }) => line.trim() !== '')
      .map(({ line, where }) => ({ where, entry: parsedEntry(line, where) })),
  );
}

function proven(entries: readonly { readonly where: string; readonly entry: ExportedEntry }[]): Proof {
  const differences: Difference[] = [];
  const older = entries.flatMap(({ entry }) => (entry.sha256 === null ? [plainOf(entry)] : []));
  let previous = beforeChainSha256(older);
  let isChained = false;
  for (const { where, entry } of entries) {
    const { action, subject } = entry;
    const place = `${where} ${action} ${subject}`;
    if (entry.sha256 === null) {
      if (isChained) {
        const ja = '連鎖の外から記録が差し込まれています。';
        differences.push({ where: place, ja, en: 'An entry was put in that is in no chain.' });
      }
      continue;
    }
    isChained = true;
    if (entry.previous !== previous) {
      const ja = 'この前の記録が、消されたか、入れ替えられたか、書き換えられています。';
      differences.push({ where: place, ja, en: 'What stood before this was removed, moved or changed.' });
    }
    if (entry.sha256 !== linkSha256(plainOf(entry), entry.previous ?? '')) {
      const ja = '記録の内容が、書かれたときと違います。';
      differences.push({ where: place, ja, en: 'The entry is not as it was written.' });
    }
    previous = entry.sha256;
  }
  const counts = [{ ja: '操作記録', en: 'entries of the log', count: entries.length }];
  return { counts, differences, head: previous };
}

function parsedEntry(line: string, where: string): ExportedEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new SekisuError('verify.unreadable', { file: where, problem: 'JSON' }, cause);
  }
  const isText = (name: string): boolean => typeof (value as Record<string, unknown>)[name] === 'string';
  if (typeof value !== 'object' || value === null || !['at', 'actor', 'action', 'subject'].every(isText)) {
    throw new SekisuError('verify.unreadable', { file: where, problem: 'at, actor, action, subject' });
  }
  const entry = value as Partial<ExportedEntry>;
  return {
    at: entry.at!,
    actor: entry.actor!,
    action: entry.action!,
    subject: entry.subject!,
    detail: entry.detail ?? null,
    origin: entry.origin ?? null,
    previous: entry.previous ?? null,
    sha256: entry.sha256 ?? null,
  };
}

function plainOf({ previous: _, sha256: __, ...plain }: ExportedEntry): PlainEntry {
  return plain;
}
