import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import canonicalize from 'canonicalize';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { loadDrivers, loadKnownEvents } from '../../src/db/known-ahead.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { PlanDocument } from '../../src/plan/index.ts';
import { type Run, runSekisu } from './run-sekisu.ts';

const sample = fileURLToPath(new URL('../../forecasts/matsusaka', import.meta.url));
const schema: object = JSON.parse(
  readFileSync(new URL('../../docs/plan.schema.json', import.meta.url), 'utf8'),
);
const ownerScript = fileURLToPath(new URL('../db/owner-process.ts', import.meta.url));

describe('runPlan', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisu-cli-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A copy of the sample whose files are changed. */
  function dataFolder(name: string, changes: Readonly<Record<string, (text: string) => string>>): string {
    const data = join(folder, name);
    cpSync(sample, data, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const path = join(data, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    }
    return data;
  }
  /** Enough history for a refusal, without the time that the whole takes. */
  const shortened = (text: string): string => text.split('\n').slice(0, 50).join('\n');
  /** Open on the first three days of April alone: enough where it does not matter what the plan is. */
  const threeDays = (text: string): string => {
    const contract = JSON.parse(text);
    contract.opening.yearlyClosures.push({
      from: '04-04',
      to: '04-30',
      reason: { ja: '改修', en: 'Works' },
    });
    return JSON.stringify(contract);
  };
  const small = { 'history.csv': shortened, 'contract.json': threeDays };
  const readPlan = (out: string): PlanDocument => JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
  const refused = (run: Run, code: number): void => {
    expect(run.code).to.equal(code);
    expect(run.stdout).to.equal('');
  };

  describe('on the sample, April 2024', () => {
    let run: Run;
    let out: string;
    before(async () => {
      out = join(folder, 'april', 'new');
      run = await runSekisu(['plan', '--data', sample, '--month', '2024-04', '--out', out]);
    });

    it('ends with 0 and writes three files', () => {
      expect(run.stderr).to.equal('');
      expect(run.code).to.equal(0);
      expect(readdirSync(out).sort()).to.deep.equal(['plan.json', 'plan.pdf', 'shifts.csv']);
      expect(readFileSync(join(out, 'plan.pdf')).subarray(0, 5).toString()).to.equal('%PDF-');
    });

    it('writes plan.json as the published JSON Schema says', () => {
      const ajv = new Ajv2020({ allErrors: true });
      formats.default(ajv);
      const isValid = ajv.compile(schema);
      expect(isValid(readPlan(out)), JSON.stringify(isValid.errors)).to.equal(true);
      expect(isValid({ ...readPlan(out), monthAnswerRate: 1.5 })).to.equal(false);
    });

    it('writes a hash that can be recomputed without the product', () => {
      const { version, state, contentSha256, publishedAt, createdAt, ...content } = readPlan(out);
      expect(contentSha256).to.equal(createHash('sha256').update(canonicalize(content)!).digest('hex'));
      expect({ version, state, publishedAt }).to.deep.equal({
        version: 1,
        state: 'draft',
        publishedAt: null,
      });
      expect(createdAt).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(run.stdout).to.include(contentSha256);
    });

    it('writes each shift of the plan as a row of shifts.csv', () => {
      const rows = parse(readFileSync(join(out, 'shifts.csv')), { bom: true, columns: true }) as object[];
      const plan = readPlan(out);
      expect(rows.length).to.equal(plan.days.reduce((sum, day) => sum + day.shifts.length, 0));
    });

    it('sums the plan up: fictitious data, the month, its rate and where the files are', () => {
      expect(run.stdout)
        .to.include('令和6年4月')
        .and.include('架空データ')
        .and.include('expected answer rate');
      expect(run.stdout).to.include(out);
    });
  });

  it('ends with 1 when three people cannot do it, with the plan written and the shortage named', async () => {
    const data = dataFolder('three', {
      'staff.csv': (text) =>
        text
          .split('\n')
          .filter((line, index) => index === 0 || /^(OP01|SV01|MG01),/.test(line))
          .join('\n'),
    });
    const out = join(folder, 'three-out');
    const run = await runSekisu(['plan', '--data', data, '--month', '2024-04', '--out', out]);
    expect(run.code).to.equal(1);
    const plan = readPlan(out);
    expect(readdirSync(out)).to.have.lengthOf(3);
    expect(plan.coverage).to.equal('partial');
    const short = plan.days
      .flatMap((day) => day.intervals)
      .filter((interval) => interval.scheduledSeats < interval.requiredSeats).length;
    expect(short).to.be.greaterThan(0);
    expect(run.stdout).to.match(new RegExp(`intervals short of seats +${short}\\n`));
    const hard = plan.findings.filter((finding) => finding.level === 'H');
    expect(run.stdout).to.include(`H ${hard.length}、`);
    expect(run.stdout).to.include(hard[0]!.text);
  });

  it('ends with 2 at a bad row, naming file, line, column and value, and writes nothing', async () => {
    const data = dataFolder('bad-row', {
      'history.csv': shortened,
      'mailings.csv': (text) => {
        const lines = text.split('\n');
        lines[4] = lines[4]!.replace(/^([^,]*),[^,]*,/, '$1,多数,');
        return lines.join('\n');
      },
    });
    const out = join(folder, 'bad-row-out');
    const run = await runSekisu(['plan', '--data', data, '--month', '2024-04', '--out', out]);
    refused(run, 2);
    for (const part of ['mailings.csv', '5 行目', 'letters', '多数', 'line 5', '[file.bad-row]']) {
      expect(run.stderr).to.include(part);
    }
    expect(readdirSync(out)).to.deep.equal([]);
  });

  it('reads events.csv and drivers.csv where there are such, and ends with 2 at a bad row of theirs', async () => {
    const data = dataFolder('ahead', small);
    writeFileSync(join(data, 'events.csv'), 'date,name\n2024-04-15,広報掲載\n');
    const drivers = join(data, 'drivers.csv');
    writeFileSync(drivers, 'date,予約数\n2024-04-15,120\n');
    const db = join(folder, 'ahead-db');
    const args = ['plan', '--data', data, '--month', '2024-04', '--out', join(folder, 'ahead-out')];
    // Without a browser the run ends early, with the plan written.
    const run = await runSekisu([...args, '--db', db], '', { CHROME_PATH: join(folder, 'no-browser') });
    expect(run.code, run.stderr).to.equal(6);
    const store = await openDatabase({ kind: 'directory', directory: join(db, 'db') });
    const kept = await store.transaction(async (tx) => [await loadKnownEvents(tx), await loadDrivers(tx)]);
    await store.close();
    expect(kept.flat().map(({ name }) => name)).to.deep.equal(['広報掲載', '予約数']);

    writeFileSync(drivers, 'date,予約数\n2024-04-15,120\n2024-04-15,130\n');
    const second = await runSekisu(args);
    refused(second, 2);
    for (const part of ['drivers.csv', '3 行目', 'line 3', '[file.bad-row]']) {
      expect(second.stderr).to.include(part);
    }
  });

  it('ends with 2 when a file that must be there is missing, naming it', async () => {
    const data = dataFolder('no-staff', {
      'history.csv': shortened,
    });
    rmSync(join(data, 'staff.csv'));
    const run = await runSekisu([
      'plan',
      '--data',
      data,
      '--month',
      '2024-04',
      '--out',
      join(folder, 'none'),
    ]);
    refused(run, 2);
    expect(run.stderr).to.include('staff.csv').and.include('[file.unreadable]');
  });

  it('ends with 2 when the folder cannot be made, before anything is planned', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    // The contract cannot be imported: had that been tried first, its error would be the one to see.
    const data = dataFolder('no-contract', { 'contract.json': () => '{}', 'history.csv': shortened });
    for (const out of [join(folder, 'a-file'), join(folder, 'a-file', 'below')]) {
      const run = await runSekisu(['plan', '--data', data, '--month', '2024-04', '--out', out]);
      refused(run, 2);
      expect(run.stderr).to.include(`${out} に書き出せません`).and.include(`${out} cannot be written (E`);
      expect(run.stderr)
        .to.include('[file.unwritable]')
        .and.not.match(/\n +at /);
    }
  });

  it('ends with 2 when a file of the results cannot be written, naming it', async () => {
    const data = dataFolder('for-taken', small);
    const out = join(folder, 'taken-out');
    mkdirSync(join(out, 'shifts.csv'), { recursive: true });
    const run = await runSekisu(['plan', '--data', data, '--month', '2024-04', '--out', out]);
    refused(run, 2);
    expect(run.stderr).to.include(join(out, 'shifts.csv')).and.include('[file.unwritable]');
    expect(run.stderr).to.not.match(/\n +at /);
  });

  it('ends with 6 when nothing can print, with the plan and its shifts written and no PDF of before', async () => {
    const data = dataFolder('for-unprinted', small);
    const out = join(folder, 'unprinted-out');
    mkdirSync(out);
    writeFileSync(join(out, 'plan.pdf'), 'of an earlier run');
    const args = ['plan', '--data', data, '--month', '2024-04', '--out', out];
    const run = await runSekisu(args, '', { CHROME_PATH: join(folder, 'no-browser') });
    refused(run, 6);
    expect(run.stderr).to.include('[print.browser-unavailable]');
    expect(readdirSync(out).sort()).to.deep.equal(['plan.json', 'shifts.csv']);
    expect(readPlan(out).days).to.have.length.greaterThan(0);
  });

  it('keeps what the store has of a file that is left out; a header only adds no history and empties the mailings', async () => {
    const db = join(folder, 'kept');
    const headerOnly = (text: string): string => text.split('\n')[0]!;
    const whole = dataFolder('whole', small);
    const leftOut = dataFolder('left-out', { 'contract.json': threeDays });
    for (const name of ['history.csv', 'mailings.csv']) rmSync(join(leftOut, name));
    const headers = dataFolder('headers', {
      ...small,
      'history.csv': headerOnly,
      'mailings.csv': headerOnly,
    });
    const plans: PlanDocument[] = [];
    for (const data of [whole, leftOut, headers]) {
      const out = `${data}-out`;
      // Without a browser the run ends early, with the plan written.
      const run = await runSekisu(
        ['plan', '--data', data, '--month', '2024-04', '--out', out, '--db', db],
        '',
        { CHROME_PATH: join(folder, 'no-browser') },
      );
      expect(run.code, run.stderr).to.equal(6);
      plans.push(readPlan(out));
    }
    const [first, second, third] = plans;
    expect(first!.mailings).to.have.length.greaterThan(0);
    expect(first!.assumptions.historyDays).to.be.greaterThan(0);
    expect(second!.contentSha256).to.equal(first!.contentSha256);
    expect(third!.mailings).to.deep.equal([]);
    expect(third!.assumptions.historyDays).to.equal(first!.assumptions.historyDays);
  });

  it('keeps the roster that the folder of --db holds with --keep, which needs such a folder and a number', async () => {
    const data = dataFolder('kept', small);
    const db = join(folder, 'kept-db');
    const planned = async (...more: string[]): Promise<PlanDocument> => {
      const out = `${data}-out`;
      const args = ['plan', '--data', data, '--month', '2024-04', '--out', out, '--db', db, ...more];
      // Without a browser the run ends early, with the plan written.
      const run = await runSekisu(args, '', { CHROME_PATH: join(folder, 'no-browser') });
      expect(run.code, run.stderr).to.equal(6);
      return readPlan(out);
    };
    const shiftsOf = ({ days }: PlanDocument) => days.map(({ date, shifts }) => [date, shifts]);
    const first = await planned();
    const second = await planned('--keep', '8.5');
    expect(second.version).to.equal(2);
    expect(shiftsOf(second)).to.deep.equal(shiftsOf(first));

    const args = ['plan', '--data', data, '--month', '2024-04', '--out', join(folder, 'kept-none')];
    refused(await runSekisu([...args, '--keep', '8']), 2);
    refused(await runSekisu([...args, '--db', db, '--keep', 'all']), 2);
    const beyond = await runSekisu([...args, '--db', db, '--keep', '101']);
    refused(beyond, 2);
    expect(beyond.stderr).to.include('[input.invalid]');
  });

  it('ends with 6 while another process owns the database folder, naming that process', async () => {
    const db = join(folder, 'owned');
    const owner = spawn(process.execPath, [ownerScript, join(db, 'db'), 'hold'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(owner, 'exit');
    try {
      await once(owner.stdout, 'data');
      const out = join(folder, 'owned-out');
      const run = await runSekisu(['plan', '--data', sample, '--month', '2024-04', '--out', out, '--db', db]);
      refused(run, 6);
      expect(run.stderr).to.include(`${owner.pid}`).and.include(db).and.include('[db.locked-by-process]');
    } finally {
      owner.kill('SIGKILL');
      await gone;
    }
  });
});
