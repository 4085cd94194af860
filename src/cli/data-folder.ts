import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportInput } from '../app/import-file.ts';
import { SekisuError } from '../errors.ts';

/** Files of a data folder; only the contract and the staff must be there. */
const dataFiles = [
  { kind: 'contract', name: 'contract.json', isNeeded: true },
  { kind: 'history', name: 'history.csv', isNeeded: false },
  { kind: 'mailings', name: 'mailings.csv', isNeeded: false },
  { kind: 'events', name: 'events.csv', isNeeded: false },
  { kind: 'drivers', name: 'drivers.csv', isNeeded: false },
  { kind: 'staff', name: 'staff.csv', isNeeded: true },
  { kind: 'wishes', name: 'wishes.csv', isNeeded: false },
  { kind: 'cases', name: 'cases.csv', isNeeded: false },
] as const;

/** The files of a data folder in the order in which they are imported. @throws SekisuError `file.unreadable` */
export async function readDataFiles(folder: string): Promise<ImportInput[]> {
  const files: ImportInput[] = [];
  for (const { kind, name, isNeeded } of dataFiles) {
    const bytes = await readOrNull(join(folder, name), isNeeded);
    if (bytes !== null) files.push({ kind, name, bytes });
  }
  return files;
}

/** A file that need not be there; null where it is not. @throws SekisuError `file.unreadable` */
export function readOptionalFile(path: string): Promise<Uint8Array | null> {
  return readOrNull(path, false);
}

async function readOrNull(path: string, isNeeded: boolean): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent && !isNeeded) return null;
    throw new SekisuError('file.unreadable', { file: path }, error);
  }
}
