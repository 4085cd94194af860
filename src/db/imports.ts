import type { Instant } from '@js-joda/core';
import { ImportFileRow } from './entities/imported.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** What a file holds. */
export type ImportKind =
  | 'history'
  | 'mailings'
  | 'staff'
  | 'contract'
  | 'events'
  | 'drivers'
  | 'wishes'
  | 'cases';

/** One run of an import. */
export interface ImportFile {
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly kind: ImportKind;
  /** Name of the file as the user gave it, without its folder. */
  readonly name: string;
  /** Rows of data, ≥ 0. */
  readonly rows: number;
  readonly importedAt: Instant;
  /** User id, or `cli`. */
  readonly importedBy: string;
}

/** Records an import. */
export async function saveImport(tx: Tx, file: ImportFile): Promise<void> {
  await tx.insert(ImportFileRow, { ...file, importedAt: dateOf(file.importedAt) });
}

/** Imports, latest first. @param limit most rows, ≥ 1 */
export async function listImports(tx: Tx, limit: number): Promise<readonly ImportFile[]> {
  const rows = await tx.find(ImportFileRow, {}, { orderBy: { id: 'desc' }, limit, disableIdentityMap: true });
  return rows.map(importOf);
}

/** The latest import of a file with this content as this kind, or null. */
export async function findImport(tx: Tx, kind: ImportKind, sha256: string): Promise<ImportFile | null> {
  const row = await tx.findOne(
    ImportFileRow,
    { kind, sha256 },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  return row === null ? null : importOf(row);
}

function importOf(row: ImportFileRow): ImportFile {
  return {
    sha256: row.sha256,
    kind: row.kind,
    name: row.name,
    rows: row.rows,
    importedAt: instantOf(row.importedAt),
    importedBy: row.importedBy,
  };
}
