import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';

/**
 * An empty database as the engine's own build makes it; unpacking it takes a fraction of the time of making one.
 * Belongs to exactly the installed version of the engine.
 */
export function emptyDatabaseImage(): Promise<Blob> {
  return dataDir();
}

/**
 * Makes a directory a database, unless it is one. Made beside it and moved there whole, so that a process killed
 * meanwhile leaves no half database behind; the caller holds the directory's lock.
 * @throws the file system's error, also when the directory holds something else
 */
export async function makeDirectory(directory: string): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const fresh = `${directory}.new`;
  rmSync(fresh, { recursive: true, force: true });
  try {
    const pglite = await PGlite.create(fresh, { loadDataDir: await emptyDatabaseImage() });
    await pglite.close();
    renameSync(fresh, directory);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
