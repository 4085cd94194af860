import { createHash } from 'node:crypto';
import type { Instant } from '@js-joda/core';
import { KeptFileRow } from './entities/documents.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** Which version a file belongs to. */
export interface FileHolder {
  readonly holder: 'plan' | 'document';
  /** Id of the version. */
  readonly holderId: number;
}

/** A file to keep with a version. */
export interface NewKeptFile extends FileHolder {
  /** The signed print, the package for review off line, or the proof of a decision taken on paper. */
  readonly purpose: 'signed' | 'review' | 'decision';
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Hash of the content that it shows or decides on. */
  readonly contentSha256: string;
  /** Which of its purpose it is, or what is said of it; null where there is nothing to say. */
  readonly note: string | null;
  readonly at: Instant;
  readonly by: string;
}

/** A file as it is kept, without its bytes. */
export interface KeptFile extends Omit<NewKeptFile, 'bytes'> {
  readonly id: number;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
}

/** Keeps a file for ever. @returns it without its bytes */
export async function saveKeptFile(tx: Tx, file: NewKeptFile): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const id = await tx.insert(KeptFileRow, {
    ...file,
    bytes: Buffer.from(file.bytes),
    sha256,
    at: dateOf(file.at),
  });
  const { bytes: _, ...kept } = file;
  return { ...kept, id, sha256 };
}

/** Files of a version, or every file, oldest first, without their bytes. */
export async function listKeptFiles(tx: Tx, of?: FileHolder): Promise<readonly KeptFile[]> {
  const where = of === undefined ? {} : { holder: of.holder, holderId: of.holderId };
  const rows = await tx.find(KeptFileRow, where, {
    orderBy: { id: 'asc' },
    exclude: ['bytes'],
    disableIdentityMap: true,
  });
  return rows.map((row) => fileOf(row as KeptFileRow));
}

/** The bytes of a file, or null where there is none of the number. */
export async function bytesOfKeptFile(tx: Tx, id: number): Promise<Uint8Array | null> {
  const row = await tx.findOne(KeptFileRow, { id }, { fields: ['bytes'], disableIdentityMap: true });
  return row === null ? null : new Uint8Array(row.bytes as Uint8Array);
}

function fileOf(row: KeptFileRow): KeptFile {
  return {
    id: row.id,
    holder: row.holder,
    holderId: row.holderId,
    purpose: row.purpose,
    name: row.name,
    contentType: row.contentType,
    sha256: row.sha256,
    contentSha256: row.contentSha256,
    note: row.note,
    at: instantOf(row.at),
    by: row.by,
  };
}
