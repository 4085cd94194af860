import { constants } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SekisuError } from '../errors.ts';

/** A folder that results are written to. */
export interface OutFolder {
  /** Writes a file whole, over one of that name. @throws SekisuError `file.unwritable` */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Removes a file of an earlier run, if there is one. @throws SekisuError `file.unwritable` */
  remove(name: string): Promise<void>;
}

/**
 * The folder, made with those above it unless it exists.
 * @throws SekisuError `file.unwritable` when it cannot be made or nothing may be written in it
 */
export async function openOutFolder(folder: string): Promise<OutFolder> {
  await writing(folder, async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  });
  return {
    write: (name, content) => {
      const path = join(folder, name);
      return writing(path, () => writeFile(path, content));
    },
    remove: (name) => {
      const path = join(folder, name);
      return writing(path, () => rm(path, { force: true }));
    },
  };
}

async function writing(path: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new SekisuError('file.unwritable', { file: path, reason: error.code }, error);
  }
}

/** A failure that the operating system answered with, such as EACCES or ENOSPC. */
function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'errno' in error && 'code' in error && typeof error.code === 'string';
}
