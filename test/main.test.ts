import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadHistory } from '../src/db/histories.ts';
import { listImports } from '../src/db/imports.ts';
import { loadMailings } from '../src/db/mailings.ts';
import { openDatabase } from '../src/db/open.ts';
import { loadStaff } from '../src/db/staff.ts';
import { sampleBytes, sampleFiles } from './app/fixtures.ts';

const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A started service. */
interface Service {
  readonly child: ChildProcess;
  /** Everything on its standard output until it said where it is. */
  readonly greeting: string;
  readonly url: string;
}

describe('the service', () => {
  let data: string;
  const started: ChildProcess[] = [];
  before(() => {
    data = mkdtempSync(join(tmpdir(), 'sekisu-main-'));
  });
  after(async () => {
    for (const child of started.filter((candidate) => candidate.exitCode === null)) {
      if (child.signalCode === null) await kill(child);
    }
    rmSync(data, { recursive: true });
  });

  function spawned(path: string, ...args: readonly string[]): ChildProcess {
    const env = { ...process.env, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'silent' };
    delete (env as NodeJS.ProcessEnv)['DATABASE_URL'];
    const child = spawn(process.execPath, [script(path), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    return child;
  }

  /** What a process writes until a text matches; fails with what it wrote when it ends before. */
  async function written(child: ChildProcess, pattern: RegExp): Promise<string> {
    let text = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8');
    child.stderr!.on('data', (part: string) => {
      text += part;
    });
    for await (const part of child.stdout!.iterator({ destroyOnReturn: false })) {
      text += part;
      if (pattern.test(text)) return text;
    }
    throw new Error(`ended after: ${text}`);
  }

  async function startService(): Promise<Service> {
    const child = spawned('../src/main.ts');
    const greeting = await written(child, /\/start\/\S+\n/);
    return { child, greeting, url: /http:\/\/localhost:\d+/.exec(greeting)![0] };
  }

  async function kill(child: ChildProcess): Promise<void> {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** What the stopped service left, and how often each file was imported. */
  async function stored() {
    const database = await openDatabase({ kind: 'directory', directory: join(data, 'db') });
    const all = LocalDate.parse('2099-01-01');
    const kept = await database.transaction(async (tx) => ({
      'history.csv': (await loadHistory(tx, all)).length,
      'mailings.csv': (await loadMailings(tx)).length,
      'staff.csv': (await loadStaff(tx)).length,
      imports: (await listImports(tx, 100)).map((file) => file.name).reverse(),
    }));
    await database.close();
    return kept;
  }
  const rowsOf = (name: string): number =>
    new TextDecoder().decode(sampleBytes(name)).trimEnd().split('\n').length - 1;
  const wholeSample = {
    'history.csv': rowsOf('history.csv'),
    'mailings.csv': rowsOf('mailings.csv'),
    'staff.csv': rowsOf('staff.csv'),
    imports: sampleFiles.map((file) => file.name),
  };

  it('keeps nothing of an import in whose midst it was killed', async () => {
    const importing = spawned('app/importing-process.ts', data);
    await written(importing, /history written/);
    await kill(importing);
    expect(await stored()).to.deep.equal({
      'history.csv': 0,
      'mailings.csv': 0,
      'staff.csv': 0,
      imports: [],
    });
  });

  it('starts again after it was killed while it ran, with the same data and another link', async () => {
    const first = await startService();
    await kill(first.child);
    const second = await startService();
    expect((await fetch(`${second.url}/`)).status).to.equal(200);
    expect(second.greeting.split('/start/')[1]).to.not.equal(first.greeting.split('/start/')[1]);
    await kill(second.child);
    expect(await stored()).to.deep.equal(wholeSample);
  });

  describe('started on that directory again', () => {
    let service: Service;
    before(async () => {
      service = await startService();
    });

    it('says where it is and gives a link for the first account', () => {
      expect(service.greeting).to.include(`席数 (Sekisu): ${service.url}\n`);
      expect(service.greeting).to.match(new RegExp(`${service.url}/start/[A-Za-z0-9_-]{43}\\n`));
    });

    it('answers its first page and the link', async () => {
      for (const address of [`${service.url}/`, /http:\S+\/start\/\S+/.exec(service.greeting)![0]]) {
        const response = await fetch(address);
        expect(response.status, address).to.equal(200);
        expect(response.headers.get('content-type')).to.include('text/html');
        expect(await response.text()).to.include('<html');
      }
    });

    it('lets no second process on its data while it runs', async () => {
      const second = spawned('../src/main.ts');
      const words: string[] = [];
      second.stderr!.setEncoding('utf8').on('data', (part: string) => words.push(part));
      const [code] = await once(second, 'close');
      expect(code).to.equal(6);
      expect(words.join('')).to.include(`${service.child.pid}`).and.include('[db.locked-by-process]');
      expect((await fetch(`${service.url}/`)).status).to.equal(200);
    });

    it('ends cleanly on SIGTERM, with the sample whole and its directory free', async () => {
      const gone = once(service.child, 'exit');
      service.child.kill('SIGTERM');
      expect(await gone).to.deep.equal([0, null]);
      expect(existsSync(join(data, 'db.lock'))).to.equal(false);
      expect(readdirSync(data)).to.deep.equal(['db']);
      expect(await stored()).to.deep.equal(wholeSample);
    });
  });
});
