import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

/** How to start a browser: its executable, arguments and environment. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly arguments: string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
const libraryPath = join(tmpdir(), 'al2023', 'lib');

/**
 * How to start the bundled Chromium, unpacked to the temporary directory when it is not there yet.
 * libnss3, libnspr4 and libexpat are always unpacked beside it and come first in the library path, so that a bare
 * machine can print; the environment goes to the browser alone and leaves this process's own untouched.
 * @param environment the environment of this process
 */
export async function bundledChromium(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BrowserLaunch> {
  chromium.setGraphicsMode = false;
  const executablePath = await inflate(join(archives, 'chromium.br'));
  await inflate(join(archives, 'fonts.tar.br'));
  await inflate(join(archives, 'al2023.tar.br'));
  const others = environment['LD_LIBRARY_PATH'];
  return {
    executablePath,
    arguments: bundledArguments,
    environment: {
      ...environment,
      LD_LIBRARY_PATH: others ? `${libraryPath}:${others}` : libraryPath,
      FONTCONFIG_PATH: join(tmpdir(), 'fonts'),
      HOME: environment['HOME'] ?? tmpdir(),
    },
  };
}

/** Removes what was unpacked, so that the next start unpacks anew; an unpacking that was cut short leaves half a file. */
export async function discardBundledChromium(): Promise<void> {
  for (const name of ['chromium', 'al2023']) {
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** How to start a browser that the machine has. */
export function installedChromium(executablePath: string): BrowserLaunch {
  return { executablePath, arguments: commonArguments, environment: process.env };
}

// No sandbox: containers and root lack its privileges. The pages are our own and have no network (see pdf.ts).
const commonArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-dev-shm-usage',
];
const bundledArguments = [...commonArguments, '--no-zygote', '--disable-webgl'];
