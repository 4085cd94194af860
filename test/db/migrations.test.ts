import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { loadMailings } from '../../src/db/mailings.ts';
import { ormOptions } from '../../src/db/orm-options.ts';
import type { Tx } from '../../src/db/tx.ts';
import { type EmptyDatabase, emptyServerDatabase } from '../build/database.ts';

const firstVersion = 'Migration20261122125849_store';

let server: EmptyDatabase | undefined;

/** An empty database, in memory or on the server of TEST_DATABASE_URL, before any migration. */
async function openEmpty() {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined || url === '') {
    return PgliteOrm.init({ ...ormOptions(false), dbName: 'memory://' });
  }
  server = await emptyServerDatabase(url);
  return PostgresOrm.init({ ...ormOptions(false), clientUrl: server.url });
}

describe('the migrations', () => {
  let orm: Awaited<ReturnType<typeof openEmpty>>;
  before(async () => {
    orm = await openEmpty();
  });
  after(async () => {
    await orm.close(true);
    await server?.drop();
  });

  it('bring a store of the first version up to date, its batches as before: planned, all answers by telephone', async () => {
    await orm.migrator.up({ to: firstVersion });
    const em = orm.em.fork() as unknown as Tx;
    await em.execute(
      `insert into mailing (posted_on, announced_on, letters, kind, calls_per_letter)
       values ('2027-03-05', '2027-02-20', 4500, '交付通知書', 0.07)`,
    );
    await orm.migrator.up();
    expect(await orm.migrator.checkSchema()).to.equal(false);
    const [batch] = await em.transactional((tx) => loadMailings(tx as Tx));
    expect(batch).to.include({ letters: 4500, dueOn: null, phoneFraction: 1, chanceFraction: 1 });
  });

  it('can be taken back to the first version and applied again', async () => {
    await orm.migrator.down({ to: firstVersion });
    const executed = await orm.migrator.getExecuted();
    expect(executed.map(({ name }) => name)).to.deep.equal([firstVersion]);
    await orm.migrator.up();
    expect(await orm.migrator.checkSchema()).to.equal(false);
  });
});
