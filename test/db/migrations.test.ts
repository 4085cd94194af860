import { LocalDate } from '@js-joda/core';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { loadAbsences } from '../../src/db/absences.ts';
import { listDeskCases, loadDeskEvents } from '../../src/db/desk-cases.ts';
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
    await em.execute(
      `insert into plan_version (month, version, kind, state, content, content_sha256, based_on_version, created_at, created_by, published_at, published_by)
       values ('2027-04', 2, 'repair', 'draft', '{}', 'x', 1, now(), 'u1', now(), 'u1')`,
    );
    await em.execute(
      `insert into absence (date, staff_id, start_minute, end_minute, reason_kind, recorded_by, at, plan_id)
       select '2027-04-05', staff_id, 540, 1050, 'sick', 'u1', now(), id from plan_version, unnest(array['OP01', 'OP02']) as staff_id`,
    );
    await orm.migrator.up();
    expect(await orm.migrator.checkSchema()).to.equal(false);
    const [batch] = await em.transactional((tx) => loadMailings(tx as Tx));
    expect(batch).to.include({ letters: 4500, dueOn: null, phoneFraction: 1, chanceFraction: 1 });
  });

  it('make an absence that was recorded with its repair a case that is covered', async () => {
    const em = orm.em.fork() as unknown as Tx;
    const date = LocalDate.parse('2027-04-05');
    await em.transactional(async (tx) => {
      const [deskCase, ...others] = await listDeskCases(tx as Tx, date);
      expect(others).to.deep.equal([]);
      expect(deskCase).to.include({ state: 'covered', version: 1 });
      const absences = await loadAbsences(tx as Tx, date, date);
      expect(absences.map(({ caseId, planId }) => [caseId, planId])).to.deep.equal([
        [deskCase!.id, deskCase!.planId],
        [deskCase!.id, deskCase!.planId],
      ]);
      const events = await loadDeskEvents(tx as Tx, deskCase!.id);
      expect(events.map(({ number, byName, act }) => [number, byName, act])).to.deep.equal([
        [1, 'u1', { kind: 'reported', absenceId: absences[0]!.id, staffId: 'OP01' }],
        [2, 'u1', { kind: 'reported', absenceId: absences[1]!.id, staffId: 'OP02' }],
        [3, 'u1', { kind: 'covered', version: 2 }],
      ]);
    });
  });

  it('can be taken back to the first version and applied again', async () => {
    await orm.migrator.down({ to: firstVersion });
    const executed = await orm.migrator.getExecuted();
    expect(executed.map(({ name }) => name)).to.deep.equal([firstVersion]);
    await orm.migrator.up();
    expect(await orm.migrator.checkSchema()).to.equal(false);
  });
});
