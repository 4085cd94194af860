import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openContext } from './app/context.ts';
import { failInterruptedWork } from './app/fail-interrupted-work.ts';
import { firstInvitation } from './app/first-invitation.ts';
import { loadSample } from './app/load-sample.ts';
import { readConfig } from './config.ts';
import { exitCodeOf, SekisuError } from './errors.ts';
import { createWeb } from './web/app.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write('Sekisu needs Node 24.12 or later: start it with "npm start" or install Node 24.\n');
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const location =
    config.databaseUrl === null
      ? ({ kind: 'directory', directory: join(config.dataDirectory, 'db') } as const)
      : ({ kind: 'url', url: config.databaseUrl } as const);
  const { chromePath, logLevel, certificateFile, certificatePassword, timeStampUrl } = config;
  const signing = { certificateFile, certificatePassword, timeStampUrl };
  const ctx = await openContext({ location, chromePath, logLevel, signing });
  await failInterruptedWork(ctx);
  await loadSample(ctx, (name) => readFile(new URL(`../forecasts/matsusaka/${name}`, import.meta.url)));
  const app = await createWeb(ctx);
  const server = app.listen(config.port, (error?: Error) => {
    if (error !== undefined) throw error;
    void announce();
  });

  async function announce(): Promise<void> {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    const base = `http://localhost:${port}`;
    const token = await firstInvitation(ctx);
    process.stdout.write(`席数 (Sekisu): ${base}\n`);
    if (token !== null) {
      process.stdout.write(
        `最初のアカウントを作るリンク（1回だけ有効） / one-time link for the first account:\n${base}/start/${token}\n`,
      );
    }
  }

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    server.close();
    server.closeAllConnections();
    await ctx.close();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SekisuError)) throw error;
  process.stderr.write(`${error.sentence('ja')}\n${error.sentence('en')} [${error.code}]\n`);
  process.exit(exitCodeOf[error.kind]);
}
