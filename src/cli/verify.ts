import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AppContext, commandLineActor, openContext } from '../app/context.ts';
import { proveExportedLog } from '../app/log-export.ts';
import { type ManifestFile, manifestName, proveArchive } from '../app/manifest.ts';
import type { Proof } from '../app/proof.ts';
import { verifyPdf } from '../app/verify-file.ts';
import { verifyStore } from '../app/verify-store.ts';
import { SekisuError } from '../errors.ts';

/**
 * `verify`: proves a store, a PDF, an exported log or an archive, and says what differs.
 * @returns 0 when all of it is proven, otherwise 1
 * @throws SekisuError `command.invalid`, `file.unreadable`, `verify.unreadable`, and as `openDatabase`
 */
export async function runVerify(args: readonly string[], answer: (line: string) => void): Promise<number> {
  const options = readOptions(args);
  if (options.log !== undefined) {
    return told(proveExportedLog((await read(options.log)).toString('utf8'), basename(options.log)), answer);
  }
  if (options.archive !== undefined) {
    const manifest = await read(join(options.archive, manifestName));
    return told(proveArchive(manifest.toString('utf8'), await filesOf(options.archive)), answer);
  }
  const ctx = await openStore(options);
  try {
    if (options.file !== undefined) {
      const proof = await verifyPdf(ctx, await read(options.file), basename(options.file));
      for (const signer of proof.signers) answer(`署名者 / signed by: ${signer}`);
      for (const version of proof.versions) answer(`版 / version: ${version}`);
      return told(proof, answer);
    }
    if (ctx === null) {
      throw new SekisuError('command.invalid', {
        problem: '--data-dir, --database-url, --file, --log, --archive',
      });
    }
    return told(await verifyStore(ctx, commandLineActor), answer);
  } finally {
    await ctx?.close();
  }
}

function told(proof: Proof, answer: (line: string) => void): number {
  for (const { ja, en, count } of proof.counts) answer(`${ja} / ${en}: ${count}`);
  if (proof.head !== null) answer(`記録の先頭 / head of the log: ${proof.head}`);
  for (const { where, ja, en } of proof.differences) answer(`× ${where}\n  ${ja}\n  ${en}`);
  const count = proof.differences.length;
  answer(
    count === 0
      ? '○ すべて証明されました。 / All of it is proven.'
      : `× 違いが${count}件あります。 / ${count} differ.`,
  );
  return count === 0 ? 0 : 1;
}

type Options = Partial<Record<'data-dir' | 'database-url' | 'file' | 'log' | 'archive', string>>;

async function openStore(options: Options): Promise<(AppContext & { close(): Promise<void> }) | null> {
  const directory = options['data-dir'];
  const url = options['database-url'];
  if (directory === undefined && url === undefined) return null;
  // A wrong path would be a new, empty store, in which nothing differs.
  if (url === undefined) await readdir(join(directory!, 'db')).catch(unreadable(directory!));
  const location =
    url === undefined
      ? ({ kind: 'directory', directory: join(directory!, 'db') } as const)
      : ({ kind: 'url', url } as const);
  return openContext({ location, chromePath: null, logLevel: 'silent' });
}

async function filesOf(folder: string): Promise<ManifestFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: ManifestFile[] = [];
  for (const entry of entries.filter((own) => own.isFile())) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(join(folder, '/').length).replaceAll('\\', '/');
    if (path !== manifestName) files.push({ path, bytes: await read(full) });
  }
  return files;
}

async function read(file: string): Promise<Buffer> {
  return readFile(file).catch(unreadable(file));
}

function unreadable(file: string): (cause: unknown) => never {
  return (cause) => {
    throw new SekisuError('file.unreadable', { file }, cause);
  };
}

function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const options = { 'data-dir': text, 'database-url': text, file: text, log: text, archive: text };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}
