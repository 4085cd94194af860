import { SekisuError } from '../errors.ts';
import { type Difference, type Proof, sha256OfBytes } from './proof.ts';

/** Name of the file that lists the others of an archive. */
export const manifestName = 'manifest.json';

/** A file of an archive. @see manifestText */
export interface ManifestFile {
  /** Below the archive's folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The list of an archive's files with their hashes and the head of the log at the time, for `manifest.json`.
 * @param files every file but the list itself @param logHead hash of the log's last entry
 */
export function manifestText(files: readonly ManifestFile[], logHead: string): string {
  const hashes = files.map(({ path, bytes }) => [path, sha256OfBytes(bytes)] as const);
  const ordered = hashes.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { format: 'sekisu.manifest/1', logHead, files: Object.fromEntries(ordered) };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Proves an archive by its list: every file is there as it was written, and no other.
 * @param manifest text of `manifest.json` @param files every file of the folder but the list itself
 * @throws SekisuError `verify.unreadable`
 */
export function proveArchive(manifest: string, files: readonly ManifestFile[]): Proof {
  const { listed, logHead } = parsedManifest(manifest);
  const differences: Difference[] = [];
  const seen = new Map(files.map(({ path, bytes }) => [path, bytes]));
  for (const [path, sha256] of listed) {
    const bytes = seen.get(path);
    if (bytes === undefined) {
      differences.push({ where: path, ja: 'ファイルがありません。', en: 'The file is gone.' });
    } else if (sha256OfBytes(bytes) !== sha256) {
      differences.push({ where: path, ja: '書き出したときと違います。', en: 'It is not as it was written.' });
    }
    seen.delete(path);
  }
  for (const path of seen.keys()) {
    const ja = '目録にないファイルです。';
    differences.push({ where: path, ja, en: 'The file is not in the list.' });
  }
  const counts = [{ ja: 'ファイル', en: 'files', count: listed.length }];
  return { counts, differences, head: logHead };
}

function parsedManifest(text: string): {
  readonly listed: readonly (readonly [string, string])[];
  readonly logHead: string;
} {
  const unreadable = (problem: string, cause?: unknown): SekisuError =>
    new SekisuError('verify.unreadable', { file: manifestName, problem }, cause);
  let value: { format?: unknown; logHead?: unknown; files?: unknown } | null;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable('JSON', cause);
  }
  if (value?.format !== 'sekisu.manifest/1') throw unreadable('sekisu.manifest/1');
  if (typeof value.files !== 'object' || value.files === null) throw unreadable('files');
  return { listed: Object.entries(value.files as Record<string, string>), logHead: String(value.logHead) };
}
