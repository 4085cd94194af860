import { fileURLToPath } from 'node:url';
import { bundledChromium } from '../../src/render/chromium.ts';

/** Runs once, before the processes start that run the test files side by side. */
export async function mochaGlobalSetup(): Promise<void> {
  // Two processes that unpack the browser at once would find half a file.
  await bundledChromium(process.env);
  // Threads and commands start by the hundred; a second or so of each goes into compiling the same sources.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(
    new URL('../../node_modules/.cache/compiled', import.meta.url),
  );
}
