import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { historySpan, loadHistory, saveHistory } from '../../src/db/histories.ts';
import { openDatabase } from '../../src/db/open.ts';
import { emptyServerDatabase, testDatabase } from '../build/database.ts';
import { interval } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

describe('openDatabase', () => {
  it('applies every migration, after which tables and entities agree', async () => {
    const database = await testDatabase();
    expect(await database.inspectSchema()).to.deep.equal({ pending: [], differs: false });
    await database.close();
  });

  it('rolls a transaction back when its work fails', async () => {
    const database = await testDatabase();
    const failing = database.transaction(async (tx) => {
      await saveHistory(tx, [interval()]);
      await saveHistory(tx, [interval(), interval()]);
    });
    expect((await rejectionOf(failing)).code).to.equal('history.repeated-interval');
    expect(await database.transaction(historySpan)).to.equal(null);
    await database.close();
  });

  it('runs transactions that were started at once', async () => {
    const database = await testDatabase();
    const starts = [510, 540, 570, 600];
    await Promise.all(
      starts.map((startMinute) =>
        database.transaction((tx) =>
          saveHistory(tx, [interval({ startMinute, endMinute: startMinute + 30 })]),
        ),
      ),
    );
    expect(
      (await database.transaction((tx) => loadHistory(tx, LocalDate.parse('2099-01-01')))).length,
    ).to.equal(4);
    await database.close();
  });

  it('says which server cannot be reached, without its password', async () => {
    const error = await rejectionOf(
      openDatabase({ kind: 'url', url: 'postgres://sekisu:secret-word@127.0.0.1:1/plans' }),
    );
    expect(error.code).to.equal('db.unreachable');
    expect(error.details).to.deep.equal({ place: '127.0.0.1:1/plans', reason: 'ECONNREFUSED' });
    expect(error.sentence('ja') + error.stack + String(error.cause)).not.to.contain('secret-word');
  });

  it('refuses a text that is no URL, without repeating it', async () => {
    const error = await rejectionOf(openDatabase({ kind: 'url', url: 'postgres://a:secret-word@:x' }));
    expect(error.code).to.equal('config.invalid');
    expect(JSON.stringify(error.details)).not.to.contain('secret-word');
  });

  it('lets two openers of one empty server database migrate it once', async function () {
    const server = process.env['TEST_DATABASE_URL'];
    if (server === undefined || server === '') return this.skip();
    const fresh = await emptyServerDatabase(server);
    const location = { kind: 'url', url: fresh.url } as const;
    const both = await Promise.all([openDatabase(location), openDatabase(location)]);
    for (const database of both) {
      expect(await database.inspectSchema()).to.deep.equal({ pending: [], differs: false });
      await database.close();
    }
    await fresh.drop();
  });
});
