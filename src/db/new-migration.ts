/**
 * `npm run migrate:new -- name`: writes a migration with what the entities have and the snapshot has not.
 * Triggers on TRUNCATE are not compared by the ORM; write them into the file by hand.
 */
import { MikroORM } from '@mikro-orm/pglite';
import { ormOptions } from './orm-options.ts';

const name = process.argv[2];
const orm = await MikroORM.init({ ...ormOptions(true), dbName: 'memory://' });
try {
  const made = await orm.migrator.create(undefined, false, false, name);
  process.stdout.write(made.fileName === '' ? 'The entities have not changed.\n' : `${made.fileName}\n`);
} finally {
  await orm.close(true);
}
