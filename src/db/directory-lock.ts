import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { SekisuError } from '../errors.ts';

/** What a lock file holds. Start and host tell the owner from a later process that got the same pid. */
interface Owner {
  readonly pid: number;
  readonly startIdentity: string | null;
  readonly host: string;
  /** Different for every lock ever taken. */
  readonly nonce: string;
}

/** A held lock. */
export interface DirectoryLock {
  /** Gives the directory free; call once, after the database is closed. */
  release(): void;
}

/**
 * Takes `<directory>.lock`, so that one process at a time owns the directory. A lock whose process is gone is taken over;
 * one of another host is not, for its process cannot be seen from here.
 * @throws SekisuError `db.locked-by-process`
 */
export function lockDirectory(directory: string): DirectoryLock {
  return { release: take(`${directory}.lock`, directory) };
}

/**
 * Creates the lock file with its content in one step (a hard link never replaces a file). A dead owner's file is replaced
 * only under a guard lock named after that owner's nonce, and only if the file is still that owner's: so of two takers
 * one wins, and a late one cannot remove the winner's lock. A taker that died leaves a guard that is taken over alike.
 * @returns the function that releases
 */
function take(lockPath: string, directory: string): () => void {
  const mine: Owner = {
    pid: process.pid,
    startIdentity: startIdentityOf(process.pid),
    host: hostname(),
    nonce: randomUUID(),
  };
  const draftPath = `${lockPath}.${mine.nonce}.new`;
  writeFileSync(draftPath, JSON.stringify(mine));
  try {
    for (;;) {
      if (linked(draftPath, lockPath)) return () => unlinkSync(lockPath);
      const owner = ownerOf(lockPath);
      if (owner === undefined) continue;
      if (isHeld(owner)) throw lockedBy(owner, directory, lockPath);
      const releaseGuard = take(`${lockPath}.${owner.nonce}`, directory);
      try {
        if (ownerOf(lockPath)?.nonce !== owner.nonce) continue;
        renameSync(draftPath, lockPath);
        return () => unlinkSync(lockPath);
      } finally {
        releaseGuard();
      }
    }
  } finally {
    removeIfThere(draftPath);
  }
}

function linked(existingPath: string, newPath: string): boolean {
  try {
    linkSync(existingPath, newPath);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The owner that a lock file names; undefined when the file has just gone. */
function ownerOf(lockPath: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lockPath, 'utf8')) as Owner;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isHeld(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  if (!isRunning(owner.pid)) return false;
  const now = startIdentityOf(owner.pid);
  // Where the start of a process cannot be learned, a running pid counts as the owner: refusing loses no data.
  return now === null || owner.startIdentity === null || now === owner.startIdentity;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Boot and start time of a process: differs between two processes that had the same pid. Null when not to be had. */
function startIdentityOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold spaces; field 22 (start time in ticks since boot) is the 20th after it.
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    // Not Linux, or the process has just gone.
    return startByPs(pid);
  }
}

function startByPs(pid: number): string | null {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } } as const;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

function lockedBy(owner: Owner, directory: string, lockPath: string): SekisuError {
  return new SekisuError('db.locked-by-process', {
    directory,
    pid: owner.pid,
    host: owner.host,
    lockFile: lockPath,
  });
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
