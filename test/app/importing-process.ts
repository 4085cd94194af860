/**
 * A process of its own for tests: `node importing-process.ts DATA_DIR` loads the sample as a start of the service does,
 * stops before its last file, when all of the history is written but not committed, and stays until it is killed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openContext } from '../../src/app/context.ts';
import { loadSample } from '../../src/app/load-sample.ts';

const ctx = await openContext({
  location: { kind: 'directory', directory: join(process.argv[2]!, 'db') },
  chromePath: null,
  logLevel: 'silent',
});
await loadSample(ctx, async (name) => {
  if (name === 'staff.csv') {
    process.stdout.write('history written\n');
    await new Promise<never>(() => setInterval(() => undefined, 60_000));
  }
  return readFile(new URL(`../../forecasts/matsusaka/${name}`, import.meta.url));
});
