/**
 * A process of its own for tests: opens a directory's store, keeps some history, and then stays until it is killed.
 * `node owner-process.ts DIRECTORY hold|import`; with `import` it stays in the middle of a transaction.
 */
import { LocalDate } from '@js-joda/core';
import { saveHistory } from '../../src/db/histories.ts';
import { openDatabase } from '../../src/db/open.ts';
import { historyOf } from './fixtures.ts';

const [directory, mode] = process.argv.slice(2);
const database = await openDatabase({ kind: 'directory', directory: directory! });
await database.transaction((tx) => saveHistory(tx, historyOf(2)));
const forEver = new Promise<never>(() => setInterval(() => undefined, 60_000));
if (mode === 'import') {
  await database.transaction(async (tx) => {
    await saveHistory(tx, historyOf(300, LocalDate.parse('2027-01-01')));
    process.stdout.write('ready\n');
    await forEver;
  });
}
process.stdout.write('ready\n');
await forEver;
