import { randomBytes } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { type Database, openDatabase } from '../../src/db/open.ts';

/** A store of its own for one suite. */
export interface TestDatabase extends Database {
  /** Empties every table, those that never forget too. @param except names of tables that keep their rows */
  clear(except?: readonly string[]): Promise<void>;
}

/** A database on the server with nothing in it. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * An empty store with all migrations: in memory, or on the server of TEST_DATABASE_URL when that is set.
 * Open it in `before`, `clear` it in `beforeEach` and `close` it in `after`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  return server === undefined || server === '' ? inMemory() : onServer(server);
}

let template: Promise<Blob> | undefined;

async function inMemory(): Promise<TestDatabase> {
  template ??= makeTemplate();
  const database = await openDatabase({ kind: 'memory', template: await template });
  return { ...database, clear: (except) => clear(database, except) };
}

/** Making a database and its tables takes seconds; loading a copy of it takes a fraction. */
async function makeTemplate(): Promise<Blob> {
  const database = await openDatabase({ kind: 'memory' });
  if (database.handle.kind !== 'pglite') throw new Error('not in memory');
  const dump = await database.handle.pglite.dumpDataDir('none');
  await database.close();
  return dump;
}

async function onServer(server: string): Promise<TestDatabase> {
  const empty = await emptyServerDatabase(server);
  const database = await openDatabase({ kind: 'url', url: empty.url });
  return {
    ...database,
    clear: (except) => clear(database, except),
    async close() {
      await database.close();
      await empty.drop();
    },
  };
}

/** Creates a database on a server. @param server URL of any database on it, by a user who may create databases */
export async function emptyServerDatabase(server: string): Promise<EmptyDatabase> {
  const name = `sekisu_test_${randomBytes(6).toString('hex')}`;
  await onAdministration(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onAdministration(server, `drop database ${name} with (force)`) };
}

async function onAdministration(server: string, statement: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: server,
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  await orm.em.fork().execute(statement);
  await orm.close(true);
}

/** Truncates only what holds rows, with what refers to it: doing it to every table takes long, and every test does it. */
async function clear(database: Database, except: readonly string[] = []): Promise<void> {
  const kept = ['mikro_orm_migrations', ...except].map((name) => `'${name}'`).join(', ');
  await database.transaction((tx) =>
    tx.execute(`do $$
      declare
        guarded text[] := array(select distinct tgrelid::regclass::text from pg_trigger where not tgisinternal);
        filled text[] := '{}';
        has_rows boolean;
        name text;
      begin
        for name in select quote_ident(tablename) from pg_tables
          where schemaname = 'public' and tablename not in (${kept})
        loop
          execute 'select exists (select from ' || name || ')' into has_rows;
          if has_rows then filled := filled || name; end if;
        end loop;
        if filled = '{}' then return; end if;
        foreach name in array guarded loop execute 'alter table ' || name || ' disable trigger user'; end loop;
        execute 'truncate ' || array_to_string(filled, ', ') || ' restart identity cascade';
        foreach name in array guarded loop execute 'alter table ' || name || ' enable trigger user'; end loop;
      end $$`),
  );
}
