import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { draftDocument } from '../../src/app/draft-document.ts';
import { importFile } from '../../src/app/import-file.ts';
import { listImports } from '../../src/app/list-imports.ts';
import { loadSample } from '../../src/app/load-sample.ts';
import { loadTask } from '../../src/app/make-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { loadCallCases } from '../../src/db/call-cases.ts';
import { findContract } from '../../src/db/contracts.ts';
import { moveDocument } from '../../src/db/documents.ts';
import { loadHistory } from '../../src/db/histories.ts';
import { loadDrivers, loadKnownEvents } from '../../src/db/known-ahead.ts';
import { loadMailings } from '../../src/db/mailings.ts';
import { loadStaff } from '../../src/db/staff.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  importSample,
  manager,
  may,
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

  it('asks for career records of managers and supervisors, until they are handed in and when a post changes', async () => {
    await importSample(ctx, ['contract']);
    const load = async (change: (staff: string) => string = (staff) => staff) =>
      (
        await importFile(ctx, manager, {
          kind: 'staff',
          name: 'staff.csv',
          bytes: bytes(change(text(sampleBytes('staff.csv')))),
        })
      ).careerRecordsDue;
    expect(await load()).to.deep.equal(['SV01', 'SV02', 'MG01']);
    for (const subject of ['SV01', 'SV02', 'MG01']) {
      const { id } = await draftDocument(ctx, manager, { kind: 'careerRecord', subject });
      await ctx.db.transaction((tx) => moveDocument(tx, id, 'submitted', ctx.now()));
    }
    expect(await load()).to.deep.equal([]);
    expect(await load((staff) => staff.replace(/^(OP01,[^,]*),operator/m, '$1,supervisor'))).to.deep.equal([
      'OP01',
    ]);
    const history = { kind: 'mailings', name: 'mailings.csv', bytes: sampleBytes('mailings.csv') } as const;
    expect(await importFile(ctx, manager, history)).not.to.have.property('careerRecordsDue');
  });

  it('keeps wishes of people whom the staff names, and refuses those of others', async () => {
    const load = (content: string) =>
      importFile(ctx, manager, { kind: 'wishes', name: 'wishes.csv', bytes: bytes(content) });
    const wishes = 'staff_id,date,kind,pattern\nOP01,2024-05-10,off,\nOP02,2024-05-13,pin,早\n';
    expect((await rejectionOf(load(wishes))).code).to.equal('contract.not-found');
    await importSample(ctx, ['contract', 'staff']);
    expect(await load(wishes)).to.include({ rows: 2, added: 2, changed: 0, unchanged: 0 });
    expect(await load(wishes)).to.include({ rows: 2, added: 0, changed: 0, unchanged: 2 });
    const task = await ctx.db.transaction((tx) => loadTask(tx, { month: may, knowledgeDate: null }));
    expect(task.staff.filter(({ wishes: own }) => own !== undefined).map(({ id }) => id)).to.deep.equal([
      'OP01',
    ]);
    expect(task.staff.filter(({ pins }) => pins !== undefined).map(({ id }) => id)).to.deep.equal(['OP02']);
    expect((await rejectionOf(load(`${wishes}XX09,2024-05-10,off,\n`))).details).to.include({ line: 4 });
  });

  describe('of what is known ahead', () => {
    const files = {
      events: 'date,name,announced_on\n2024-05-15,広報掲載,\n2024-06-15,広報掲載,2024-05-20\n',
      drivers: '日付,予約数,窓口\n2024-05-15,120,\n2024-05-16,,2\n',
    };
    const load = (kind: 'events' | 'drivers', content: string) =>
      importFile(ctx, manager, { kind, name: `${kind}.csv`, bytes: bytes(content) });
    const kept = () =>
      ctx.db.transaction(async (tx) => ({
        events: (await loadKnownEvents(tx)).map(({ date, name }) => `${date} ${name}`),
        drivers: (await loadDrivers(tx)).map(({ name, values }) => [name, ...values.values()]),
      }));

    it('keeps events and drivers, without a contract too, and the same file again changes nothing', async () => {
      for (const kind of ['events', 'drivers'] as const) {
        expect(await load(kind, files[kind])).to.include({ rows: 2, added: 2, changed: 0, unchanged: 0 });
        expect(await load(kind, files[kind])).to.include({ rows: 2, added: 0, changed: 0, unchanged: 2 });
      }
      expect(await kept()).to.deep.equal({
        events: ['2024-05-15 広報掲載', '2024-06-15 広報掲載'],
        drivers: [
          ['予約数', 120],
          ['窓口', 2],
        ],
      });
    });

    it('replaces what was there, and a header without rows empties it', async () => {
      await load('events', files.events);
      await load('drivers', files.drivers);
      const drivers = files.drivers.replace('120', '130').replace('2024-05-16', '2024-05-17');
      expect(await load('drivers', drivers)).to.include({ rows: 2, added: 1, changed: 2, unchanged: 0 });
      const events = files.events.replace('2024-05-15', '2024-04-15');
      expect(await load('events', events)).to.include({ rows: 2, added: 1, changed: 1, unchanged: 1 });
      await load('events', files.events.split('\n')[0]!);
      await load('drivers', files.drivers.split('\n')[0]!);
      expect(await kept()).to.deep.equal({ events: [], drivers: [] });
    });

    it('keeps the set that was there when a file is refused', async () => {
      await load('drivers', files.drivers);
      const before = await kept();
      const refused = await rejectionOf(load('drivers', `${files.drivers}2024-05-17,many,1\n`));
      expect(refused.details).to.include({ file: 'drivers.csv', line: 4, column: '予約数', value: 'many' });
      expect(await kept()).to.deep.equal(before);
    });

    it('gives both to the planning of a month', async () => {
      await importSample(ctx, ['contract', 'staff']);
      await load('events', files.events);
      await load('drivers', files.drivers);
      const task = await ctx.db.transaction((tx) => loadTask(tx, { month: may, knowledgeDate: null }));
      expect(task.events.map(({ name }) => name)).to.deep.equal(['広報掲載', '広報掲載']);
      expect(task.drivers.map(({ name }) => name)).to.deep.equal(['予約数', '窓口']);
      expect(task.historyDecisions).to.deep.equal([]);
    });
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

  it('keeps cases by their number, of known people alone', async () => {
    await importSample(ctx, ['contract', 'staff']);
    const header = '受付番号,日時,キュー,担当,交付場所,用件,結果,処理秒数\n';
    const row = (operator: string): string =>
      `${header}A-1,2024-05-13 9:03,電話予約,${operator},嬉野地域振興局,予約変更,対応完了,300\n`;
    const input = { kind: 'cases' as const, name: 'cases.csv' };
    const error = await rejectionOf(importFile(ctx, manager, { ...input, bytes: bytes(row('髙橋 美咲')) }));
    expect(error).to.include({ code: 'file.bad-row' });
    const load = () =>
      ctx.db.transaction((tx) => loadCallCases(tx, LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 31)));
    expect(await load()).to.deep.equal([]);
    const result = await importFile(ctx, manager, { ...input, bytes: bytes(row('OP01')) });
    expect(result).to.include({ rows: 1, added: 1 });
    expect((await load())[0]).to.include({ venue: 'ureshino', reason: 'change', staffId: 'OP01' });
    expect((await listImports(ctx, manager))[0]).to.include({ kind: 'cases', rows: 1 });
  });
});
