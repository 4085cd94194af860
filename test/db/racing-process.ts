/**
 * A process of its own for tests: when a line comes in, tries to lock a directory, says `won` or `lost`, and stays.
 * `node racing-process.ts DIRECTORY`
 */
import { once } from 'node:events';
import { lockDirectory } from '../../src/db/directory-lock.ts';
import { SekisuError } from '../../src/errors.ts';

process.stdout.write('ready\n');
await once(process.stdin, 'data');
try {
  lockDirectory(process.argv[2]!);
  process.stdout.write('won\n');
} catch (error) {
  if (!(error instanceof SekisuError)) throw error;
  process.stdout.write('lost\n');
}
await once(process.stdin, 'data');
