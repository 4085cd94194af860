/** A file of the archive that a played year leaves. */
export interface ArchivedFile {
  /** Below the archive's folder, with `/`. */
  readonly path: string;
  /** What it is, in words. */
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** Where a played year puts its files; keeps what it was given, for the index. */
export interface Archive {
  /** Writes a file whole. */
  put(path: string, title: string, content: string | Uint8Array): Promise<void>;
  /** Everything put so far, in order. */
  readonly files: readonly ArchivedFile[];
}

/** An archive that writes by a function. */
export function openArchive(write: (path: string, bytes: Uint8Array) => Promise<void>): Archive {
  const files: ArchivedFile[] = [];
  return {
    files,
    async put(path, title, content) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await write(path, bytes);
      files.push({ path, title, bytes });
    },
  };
}
