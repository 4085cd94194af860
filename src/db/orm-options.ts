import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { entities } from './entities/index.ts';

const migrationsDirectory = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Options of MikroORM that both databases share.
 * @param mayWriteSnapshot true only for the script that makes a migration; at run time the snapshot is never touched
 */
export function ormOptions(mayWriteSnapshot: boolean) {
  return {
    entities,
    extensions: [Migrator],
    migrations: {
      path: migrationsDirectory,
      pathTs: migrationsDirectory,
      glob: '*.ts',
      emit: 'ts' as const,
      snapshot: mayWriteSnapshot,
      snapshotName: '.snapshot',
    },
    // The ORM writes queries and progress to standard output, which belongs to the command line.
    logger: () => undefined,
  };
}
