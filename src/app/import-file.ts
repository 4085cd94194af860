import { createHash } from 'node:crypto';
import { parseContract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { saveCallCases } from '../db/call-cases.ts';
import { loadContract, saveContract } from '../db/contracts.ts';
import { saveHistory } from '../db/histories.ts';
import { type ImportKind, saveImport } from '../db/imports.ts';
import { replaceDrivers, replaceEvents } from '../db/known-ahead.ts';
import { replaceMailings } from '../db/mailings.ts';
import { loadStaff, replaceStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { replaceWishes } from '../db/wishes.ts';
import { SekisuError } from '../errors.ts';
import {
  decodeText,
  parseCasesCsv,
  parseEventsCsv,
  parseHistoryCsv,
  parseKnownDriversCsv,
  parseMailingsCsv,
  parseStaffCsv,
  parseWishesCsv,
} from '../files/index.ts';
import { recordsDueAfter } from './career-records-due.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { openMisses } from './open-misses.ts';

/** A file to import. */
export interface ImportInput {
  readonly kind: ImportKind;
  /** Name without folder, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an import did, in rows of data. */
export interface ImportResult {
  readonly kind: ImportKind;
  readonly name: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Codes of managers and supervisors whose 業務履歴書 is asked for by the change of staff; left out for other files. */
  readonly careerRecordsDue?: readonly string[];
}

/**
 * Imports one file, whole or not at all. History adds and corrects intervals; mailings, events, drivers and staff replace
 * the set; wishes replace those of the months they speak of; cases add and correct by their number; a contract replaces the contract of its id. The same file again changes nothing.
 * @throws SekisuError of the file's parser; `contract.not-found` when history, staff, wishes or cases come before the contract
 */
export async function importFile(ctx: AppContext, actor: Actor, input: ImportInput): Promise<ImportResult> {
  requireRole(actor, 'manager');
  return ctx.db.transaction((tx) => importWithin(tx, ctx, actor, input));
}

/** As `importFile`, within an open transaction and for an actor who may import: several files whole or not at all. */
export async function importWithin(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  input: ImportInput,
): Promise<ImportResult> {
  const { kind, name, bytes } = input;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const counts = await keep(tx, ctx, actor, input, sha256);
  const at = ctx.now();
  const importedBy = actor.userId;
  await saveImport(tx, { sha256, kind, name, rows: counts.rows, importedAt: at, importedBy });
  const detail = { sha256, ...counts };
  await appendAudit(tx, {
    at,
    actor: importedBy,
    origin: actor.origin,
    action: `import.${kind}`,
    subject: name,
    detail,
  });
  return { kind, name, ...counts };
}

type Counts = Omit<ImportResult, 'kind' | 'name'>;

async function keep(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  input: ImportInput,
  sha256: string,
): Promise<Counts> {
  const { kind, name, bytes } = input;
  switch (kind) {
    case 'contract': {
      const json = jsonOf(bytes, name);
      const contract = parseContract(json, name);
      const what = await saveContract(tx, { id: contract.id, json, sha256, importedAt: ctx.now() });
      return { rows: 1, added: 0, changed: 0, unchanged: 0, [what]: 1 };
    }
    case 'history': {
      const rows = parseHistoryCsv(bytes, name, await loadContract(tx));
      const saved = await saveHistory(tx, rows);
      await openMisses(tx, ctx, actor, rows);
      return { rows: rows.length, ...saved };
    }
    case 'mailings': {
      const mailings = parseMailingsCsv(bytes, name);
      const { added, removed, unchanged } = await replaceMailings(tx, mailings);
      return { rows: mailings.length, added, changed: removed, unchanged };
    }
    case 'events': {
      const events = parseEventsCsv(bytes, name);
      const { added, removed, unchanged } = await replaceEvents(tx, events);
      return { rows: events.length, added, changed: removed, unchanged };
    }
    case 'drivers': {
      const replaced = await replaceDrivers(tx, parseKnownDriversCsv(bytes, name));
      const { added, changed, removed, unchanged } = replaced;
      return { rows: added + changed + unchanged, added, changed: changed + removed, unchanged };
    }
    case 'staff': {
      const contract = await loadContract(tx);
      const staff = parseStaffCsv(bytes, name, contract);
      const before = await loadStaff(tx);
      const replaced = await replaceStaff(tx, staff);
      return {
        rows: staff.length,
        added: replaced.added,
        changed: replaced.changed + replaced.removed,
        unchanged: replaced.unchanged,
        careerRecordsDue: await recordsDueAfter(tx, ctx, contract, before, staff),
      };
    }
    case 'wishes': {
      const staffIds = new Set((await loadStaff(tx)).map(({ id }) => id));
      const { months, wishes } = parseWishesCsv(bytes, name, await loadContract(tx), staffIds);
      const { added, removed, unchanged } = await replaceWishes(tx, months, wishes);
      return { rows: wishes.length, added, changed: removed, unchanged };
    }
    case 'cases': {
      const staffIds = new Set((await loadStaff(tx)).map(({ id }) => id));
      const cases = parseCasesCsv(bytes, name, { contract: await loadContract(tx), staffIds });
      return { rows: cases.length, ...(await saveCallCases(tx, cases)) };
    }
  }
}

function jsonOf(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(decodeText(bytes, name));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new SekisuError(
        'contract.invalid',
        { file: name, path: '(root)', problem: error.message },
        error,
      );
    }
    throw error;
  }
}
