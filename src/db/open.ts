import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import type { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { SekisuError } from '../errors.ts';
import { writeAudit } from './audit.ts';
import { lockDirectory } from './directory-lock.ts';
import { translateFailure } from './failures.ts';
import { emptyDatabaseImage, makeDirectory } from './new-directory.ts';
import { ormOptions } from './orm-options.ts';
import type { Tx } from './tx.ts';

/** Where the data are: a directory that one process owns, the memory of this process, or a PostgreSQL 15+ server. */
export type DatabaseLocation =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'memory'; readonly template?: Blob }
  | { readonly kind: 'url'; readonly url: string };

/** The engine below the store, for tools that copy or measure it; use cases never touch it. */
export type DatabaseHandle =
  | { readonly kind: 'pglite'; readonly pglite: PGlite }
  | { readonly kind: 'postgresql'; readonly url: string };

/** An open store with every migration applied. */
export interface Database {
  readonly handle: DatabaseHandle;
  /**
   * Runs work in one transaction: committed when its promise fulfils, rolled back when it rejects.
   * @throws SekisuError `plan.version-immutable`, `plan.version-exists`, `user.login-taken`, `invitation.exists`; else what `work` throws
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Names of migrations that are not applied, and whether the tables differ from the entities: none and false after opening. */
  inspectSchema(): Promise<{ readonly pending: readonly string[]; readonly differs: boolean }>;
  /** Closes the connections and frees the directory. */
  close(): Promise<void>;
}

type Orm = PgliteOrm | PostgresOrm;

/**
 * Opens a store and applies pending migrations.
 * @throws SekisuError `db.locked-by-process` when another process owns the directory, `db.unreachable` when the server does
 * not answer or refuses, or the directory cannot be used, `config.invalid` for a text that is no PostgreSQL URL
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  switch (location.kind) {
    case 'memory':
      return openPglite('memory://', location.template ?? (await emptyDatabaseImage()), () => undefined);
    case 'directory':
      return openDirectory(resolve(location.directory));
    case 'url':
      return openServer(location.url);
  }
}

async function openDirectory(directory: string): Promise<Database> {
  let lock: ReturnType<typeof lockDirectory>;
  try {
    mkdirSync(dirname(directory), { recursive: true });
    lock = lockDirectory(directory);
  } catch (error) {
    if (error instanceof SekisuError) throw error;
    throw unreachable(directory, error);
  }
  try {
    await makeDirectory(directory).catch((error: unknown) => {
      throw unreachable(directory, error);
    });
    return await openPglite(directory, undefined, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPglite(
  dbName: string,
  template: Blob | undefined,
  release: () => void,
): Promise<Database> {
  const { MikroORM } = await import('@mikro-orm/pglite');
  // A function, for the ORM copies plain options deeply, and a copied Blob is none.
  const driverOptions = () => (template === undefined ? {} : { loadDataDir: template });
  const orm = await MikroORM.init({ ...ormOptions(false), dbName, driverOptions });
  try {
    const pglite = await orm.driver
      .getConnection()
      .getNativeClient()
      .catch((error: unknown) => {
        throw unreachable(dbName, error);
      });
    await orm.migrator.up();
    return database(orm, { kind: 'pglite', pglite }, release);
  } catch (error) {
    await closeQuietly(orm);
    throw error;
  }
}

async function openServer(url: string): Promise<Database> {
  if (!URL.canParse(url)) {
    // The text may hold a password, so it is not repeated.
    throw new SekisuError('config.invalid', {
      name: 'DATABASE_URL',
      problem: 'postgres://user@host:5432/name',
    });
  }
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const driverOptions = { connectionTimeoutMillis: 10_000 };
  const orm = await MikroORM.init({ ...ormOptions(false), clientUrl: url, driverOptions });
  try {
    await orm.em
      .fork()
      .execute('select 1')
      .catch((error: unknown) => {
        throw unreachable(withoutPassword(url), error);
      });
    // Held on one connection while the migrator works on another: a second process waits here and then finds nothing to do.
    await orm.em.fork().transactional(async (tx) => {
      await tx.execute('select pg_advisory_xact_lock(?)', [migrationLockKey]);
      await orm.migrator.up();
    });
    return database(orm, { kind: 'postgresql', url }, () => undefined);
  } catch (error) {
    await closeQuietly(orm);
    throw error;
  }
}

/** Any fixed number of ours; other programs on the same database must not use it as an advisory lock. */
const migrationLockKey = 736_015_001;

function database(orm: Orm, handle: DatabaseHandle, release: () => void): Database {
  return {
    handle,
    async transaction(work) {
      try {
        return await orm.em.fork().transactional(async (tx) => {
          const result = await work(tx as Tx);
          await writeAudit(tx as Tx);
          return result;
        });
      } catch (error) {
        throw translateFailure(error);
      }
    },
    async inspectSchema() {
      const pending = await orm.migrator.getPending();
      return { pending: pending.map((entry) => entry.name), differs: await orm.migrator.checkSchema() };
    },
    async close() {
      await orm.close(true);
      release();
    },
  };
}

/** After a failed opening the first failure counts, not that closing what never opened fails too. */
async function closeQuietly(orm: Orm): Promise<void> {
  await orm.close(true).catch(() => undefined);
}

function unreachable(place: string, cause: unknown): SekisuError {
  const code = (cause as { code?: unknown }).code;
  return new SekisuError('db.unreachable', { place, reason: typeof code === 'string' ? code : '-' }, cause);
}

function withoutPassword(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}
