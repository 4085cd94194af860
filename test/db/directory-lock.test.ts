import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { lockDirectory } from '../../src/db/directory-lock.ts';

const racer = fileURLToPath(new URL('racing-process.ts', import.meta.url));
/** No process has it: above the largest pid of Linux. */
const noPid = 4_194_305;

describe('lockDirectory', () => {
  let parent: string;
  let directory: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'sekisu-lock-'));
    directory = join(parent, 'db');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  const writeDead = (name: string, nonce: string) =>
    writeFileSync(
      join(parent, name),
      JSON.stringify({ pid: noPid, startIdentity: null, host: hostname(), nonce }),
    );

  it('can be taken again after its release, leaving no file', () => {
    lockDirectory(directory).release();
    lockDirectory(directory).release();
    expect(readdirSync(parent)).to.deep.equal([]);
  });

  it('takes over from a dead owner, also when an earlier taker died on its way', () => {
    writeDead('db.lock', 'first');
    writeDead('db.lock.first', 'second');
    const lock = lockDirectory(directory);
    expect(readdirSync(parent)).to.deep.equal(['db.lock']);
    lock.release();
    expect(readdirSync(parent)).to.deep.equal([]);
  });

  it('lets one of several processes at once take over from a dead owner', async () => {
    writeDead('db.lock', 'dead');
    const racers = Array.from({ length: 5 }, () =>
      spawn(process.execPath, [racer, directory], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(racers.map(said));
    for (const child of racers) child.stdin.write('go\n');
    const outcomes = await Promise.all(racers.map(said));
    expect(outcomes.filter((outcome) => outcome === 'won')).to.have.length(1);
    expect(outcomes.filter((outcome) => outcome === 'lost')).to.have.length(4);
    const gone = Promise.all(racers.map((child) => once(child, 'exit')));
    for (const child of racers) child.kill('SIGKILL');
    await gone;
  });
});

/** The next line that a process writes. */
async function said(child: ChildProcessByStdio<Writable, Readable, null>): Promise<string> {
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  return data.toString().trim();
}
