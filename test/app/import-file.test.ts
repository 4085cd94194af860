import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { importFile } from '../../src/app/import-file.ts';
import { listImports } from '../../src/app/list-imports.ts';
import { loadSample } from '../../src/app/load-sample.ts';
import { listAudit } from '../../src/db/audit.ts';
import { findContract } from '../../src/db/contracts.ts';
import { loadHistory } from '../../src/db/histories.ts';
import { loadMailings } from '../../src/db/mailings.ts';
import { loadStaff } from '../../src/db/staff.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  importSample,
  manager,
  openTestContext,
  sampleBytes,
  sampleFiles,
  type TestContext,
} from './fixtures.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const farDay = LocalDate.parse('2099-01-01');

describe('importFile', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(() => ctx.db.clear());
  after(() => ctx.close());

  /** The header of a sample file and its first rows. */
  const head = (name: string, rows: number): string =>
    `${text(sampleBytes(name))
      .split('\n')
      .slice(0, rows + 1)
      .join('\n')}\n`;
  const stored = () =>
    ctx.db.transaction(async (tx) => ({
      history: (await loadHistory(tx, farDay)).length,
      mailings: (await loadMailings(tx)).length,
      staff: (await loadStaff(tx)).length,
    }));

  for (const { kind, name } of sampleFiles) {
    it(`keeps ${name} of the sample whole, and the same file again changes nothing`, async () => {
      if (kind !== 'contract') await importSample(ctx, ['contract']);
      const input = { kind, name, bytes: sampleBytes(name) };
      const first = await importFile(ctx, manager, input);
      expect(first).to.include({ kind, name, added: first.rows, changed: 0, unchanged: 0 });
      const before = await stored();
      const second = await importFile(ctx, manager, input);
      expect(second).to.include({ rows: first.rows, added: 0, changed: 0, unchanged: first.rows });
      expect(await stored()).to.deep.equal(before);
    });
  }

  it('counts the rows of the sample as they stand in the files', async () => {
    await loadSample(ctx, async (name) => sampleBytes(name));
    const lines = (name: string) => text(sampleBytes(name)).trimEnd().split('\n').length - 1;
    expect(await stored()).to.deep.equal({
      history: lines('history.csv'),
      mailings: lines('mailings.csv'),
      staff: lines('staff.csv'),
    });
    expect(await loadSample(ctx, async (name) => sampleBytes(name))).to.equal(false);
  });

  it('corrects an interval that is known and adds a new one', async () => {
    await importSample(ctx, ['contract']);
    const header = 'interval_start,interval_minutes,queue,offered,answered,abandoned,handling_seconds\n';
    const row = (time: string, offered: number) => `2024-05-20 ${time},15,booking,${offered},4,1,1530\n`;
    const load = (content: string) =>
      importFile(ctx, manager, { kind: 'history', name: 'h.csv', bytes: bytes(header + content) });
    await load(row('09:00', 5) + row('09:15', 5));
    expect(await load(row('09:00', 7) + row('09:15', 5) + row('09:30', 6))).to.include({
      added: 1,
      changed: 1,
      unchanged: 1,
    });
    const rows = await ctx.db.transaction((tx) => loadHistory(tx, farDay));
    expect(rows.map((interval) => interval.offered)).to.deep.equal([7, 5, 6]);
  });

  it('leaves nothing of a file with a bad row, neither rows nor a trace in the lists', async () => {
    await importSample(ctx, ['contract']);
    const listed = await listImports(ctx, manager);
    const content = head('history.csv', 40);
    const broken = `${content}${content.split('\n')[1]!.replace(/,\d+$/, ',many')}\n`;
    const error = await rejectionOf(
      importFile(ctx, manager, { kind: 'history', name: 'h.csv', bytes: bytes(broken) }),
    );
    expect(error.code).to.equal('file.bad-row');
    expect(error.details).to.include({ file: 'h.csv', line: 42, value: 'many' });
    expect(await stored()).to.deep.equal({ history: 0, mailings: 0, staff: 0 });
    expect(await listImports(ctx, manager)).to.deep.equal(listed);
  });

  it('keeps the set that was there when the new staff file is refused', async () => {
    await importSample(ctx, ['contract', 'staff']);
    const before = await stored();
    const broken = head('staff.csv', 3).replaceAll('operator', 'pilot');
    const failed = importFile(ctx, manager, { kind: 'staff', name: 's.csv', bytes: bytes(broken) });
    expect((await rejectionOf(failed)).code).to.equal('file.bad-row');
    expect(await stored()).to.deep.equal(before);
  });

  for (const kind of ['history', 'staff'] as const) {
    it(`refuses ${kind} before there is a contract`, async () => {
      const failed = importFile(ctx, manager, {
        kind,
        name: `${kind}.csv`,
        bytes: sampleBytes(`${kind}.csv`),
      });
      expect((await rejectionOf(failed)).code).to.equal('contract.not-found');
    });
  }

  for (const content of ['{', '{"format": "sekisu.contract/1"}']) {
    it(`refuses the contract ${content}`, async () => {
      const failed = importFile(ctx, manager, { kind: 'contract', name: 'c.json', bytes: bytes(content) });
      const error = await rejectionOf(failed);
      expect(error.code).to.equal('contract.invalid');
      expect(error.details).to.include({ file: 'c.json' });
      expect(await ctx.db.transaction((tx) => findContract(tx))).to.equal(null);
    });
  }

  it('notes who imported what in the list and the audit', async () => {
    await importSample(ctx, ['contract', 'mailings']);
    const [latest, first] = await listImports(ctx, manager);
    expect(latest).to.include({ kind: 'mailings', name: 'mailings.csv', importedBy: manager.userId });
    expect(latest!.importedAt.equals(ctx.now())).to.equal(true);
    expect(first).to.include({ kind: 'contract', rows: 1 });
    const [entry] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(entry).to.include({ actor: manager.userId, action: 'import.mailings', subject: 'mailings.csv' });
  });
});
