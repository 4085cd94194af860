import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadHistory, saveHistory } from '../../src/db/histories.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { historyOf, interval } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

const ownerScript = fileURLToPath(new URL('owner-process.ts', import.meta.url));

/** Starts a process that owns a directory, and waits until it does. */
async function startOwner(directory: string, mode: 'hold' | 'import'): Promise<ChildProcess> {
  const child = spawn(process.execPath, [ownerScript, directory, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('openDatabase of a directory', () => {
  let parent: string;
  let directory: string;
  const open: Database[] = [];
  const openDirectory = async () => {
    const database = await openDatabase({ kind: 'directory', directory });
    open.push(database);
    return database;
  };
  const count = async (database: Database) =>
    (await database.transaction((tx) => loadHistory(tx, LocalDate.parse('2099-01-01')))).length;

  let empty: string;
  // Making a directory's store takes seconds; a copy of an empty one takes a fraction.
  before(async () => {
    empty = mkdtempSync(join(tmpdir(), 'sekisu-db-'));
    await (await openDatabase({ kind: 'directory', directory: join(empty, 'data', 'db') })).close();
  });
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'sekisu-db-'));
    directory = join(parent, 'data', 'db');
    cpSync(empty, parent, { recursive: true });
  });
  after(() => rmSync(empty, { recursive: true }));
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
    rmSync(parent, { recursive: true });
  });

  it('finds data and no pending migration when a directory is opened again, and leaves no lock', async () => {
    const first = await openDatabase({ kind: 'directory', directory });
    await first.transaction((tx) => saveHistory(tx, [interval()]));
    await first.close();
    expect(readdirSync(join(parent, 'data'))).to.deep.equal(['db']);
    const second = await openDirectory();
    expect(await second.inspectSchema()).to.deep.equal({ pending: [], differs: false });
    expect(await count(second)).to.equal(1);
  });

  it('refuses a directory that this process has open', async () => {
    await openDirectory();
    const error = await rejectionOf(openDatabase({ kind: 'directory', directory }));
    expect(error.code).to.equal('db.locked-by-process');
    expect(error.details['pid']).to.equal(process.pid);
  });

  it('refuses a directory that another process owns, and takes it over when that process was killed', async () => {
    const owner = await startOwner(directory, 'hold');
    const error = await rejectionOf(openDatabase({ kind: 'directory', directory }));
    expect(error.code).to.equal('db.locked-by-process');
    expect(error.kind).to.equal('Unavailable');
    expect(error.details['pid']).to.equal(owner.pid);
    expect(error.details['directory']).to.equal(directory);
    await kill(owner);
    expect(existsSync(`${directory}.lock`)).to.equal(true);
    expect(await count(await openDirectory())).to.equal(40);
  });

  it('keeps nothing of an import whose process was killed, and everything before it', async () => {
    const owner = await startOwner(directory, 'import');
    await kill(owner);
    const database = await openDirectory();
    const rows = await database.transaction((tx) => loadHistory(tx, LocalDate.parse('2099-01-01')));
    expect(rows.map((row) => `${row.date} ${row.startMinute} ${row.offered}`)).to.deep.equal(
      historyOf(2).map((row) => `${row.date} ${row.startMinute} ${row.offered}`),
    );
    const again = await database.transaction((tx) =>
      saveHistory(tx, historyOf(300, LocalDate.parse('2027-01-01'))),
    );
    expect(again).to.deep.equal({ added: 6000, changed: 0, unchanged: 0 });
  });

  it('takes over a lock whose pid now belongs to a later process', async () => {
    writeLock({ pid: process.pid, startIdentity: 'another-boot/1', host: hostname(), nonce: 'old' });
    expect(await count(await openDirectory())).to.equal(0);
  });

  it('refuses a lock of another host, whose processes cannot be seen', async () => {
    writeLock({ pid: 1, startIdentity: null, host: 'another.example', nonce: 'far' });
    const error = await rejectionOf(openDatabase({ kind: 'directory', directory }));
    expect(error.code).to.equal('db.locked-by-process');
    expect(error.details['host']).to.equal('another.example');
    expect(JSON.parse(readFileSync(`${directory}.lock`, 'utf8'))).to.have.property('nonce', 'far');
  });

  it('frees the directory when opening it fails', async () => {
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'no directory');
    const error = await rejectionOf(openDatabase({ kind: 'directory', directory }));
    expect(error.code).to.equal('db.unreachable');
    expect(existsSync(`${directory}.lock`)).to.equal(false);
  });

  it('makes a directory whole although an earlier process died while making it', async () => {
    rmSync(directory, { recursive: true });
    mkdirSync(join(`${directory}.new`, 'base'), { recursive: true });
    writeFileSync(join(`${directory}.new`, 'PG_VERSION'), '18');
    const database = await openDirectory();
    await database.transaction((tx) => saveHistory(tx, historyOf(2)));
    expect(await count(database)).to.equal(historyOf(2).length);
    expect(existsSync(`${directory}.new`)).to.equal(false);
  });

  it('leaves a directory alone that holds something else', async () => {
    rmSync(directory, { recursive: true });
    mkdirSync(directory);
    writeFileSync(join(directory, 'letter.txt'), 'mine');
    const error = await rejectionOf(openDatabase({ kind: 'directory', directory }));
    expect(error.code).to.equal('db.unreachable');
    expect(readdirSync(directory)).to.deep.equal(['letter.txt']);
    expect(existsSync(`${directory}.new`)).to.equal(false);
  });

  function writeLock(owner: object): void {
    writeFileSync(`${directory}.lock`, JSON.stringify(owner));
  }
});
