import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { confirmPlan } from '../../src/app/confirm-plan.ts';
import { sha256OfContent } from '../../src/app/content-hash.ts';
import { exportLogCsv, exportLogLines, proveExportedLog } from '../../src/app/log-export.ts';
import { manifestText, proveArchive } from '../../src/app/manifest.ts';
import { printPlan } from '../../src/app/print-plan.ts';
import { signDocument } from '../../src/app/sign-document.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { verifyPdf } from '../../src/app/verify-file.ts';
import { verifyStore } from '../../src/app/verify-store.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { saveDocument } from '../../src/db/documents.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  administrator,
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

const which = { month: may, version: 1, audience: 'city', language: 'ja' } as const;

describe('verifyStore', () => {
  let ctx: TestContext;
  let pdf: Uint8Array;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, await sampleContent());
    await submitPlan(ctx, manager, which);
    await confirmPlan(ctx, await cityOfficial(ctx, null), which);
    pdf = await printPlan(ctx, manager, which);
    const content = {
      format: 'sekisu.document/1',
      kind: 'monthlyReport',
      subject: '2024-04',
      view: 'monthly-report',
      name: '業務月報',
      number: '松マ予月-2024-04',
      about: '令和6年4月分',
      addressee: '松阪市長 様',
      fiscalDay: '2024-04-30',
      issuedOn: '2024-05-01',
      body: { calls: 412 },
    } as const;
    const contentSha256 = sha256OfContent(content);
    await ctx.db.transaction((tx) =>
      saveDocument(tx, { version: 1, content, contentSha256, createdAt: ctx.now(), createdBy: 'u' }),
    );
    await signDocument(ctx, manager, { kind: 'monthlyReport', subject: '2024-04', version: 1 });
  });
  after(() => ctx.close());

  /** What is found after a statement that no trigger stops, which is undone again. */
  async function foundAfter(sql: string): Promise<string> {
    const undo = new Error('undo');
    let found = '';
    const frame = {
      ...ctx,
      db: { ...ctx.db, transaction: <T>(work: (tx: never) => Promise<T>) => work(within as never) },
    };
    let within: unknown;
    await ctx.db
      .transaction(async (tx) => {
        within = tx;
        await tx.execute(`set local session_replication_role = 'replica'`);
        await tx.execute(sql);
        const proof = await verifyStore(frame as unknown as TestContext, manager);
        found = proof.differences.map(({ where, ja, en }) => `${where}: ${ja} ${en}`).join('\n');
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return found;
  }

  it('proves a store that nobody touched', async () => {
    const proof = await verifyStore(ctx, administrator);
    expect(proof.differences).to.deep.equal([]);
    expect(proof.counts.map(({ count }) => count)).to.deep.equal([11, 1, 1, 1]);
    expect(proof.head).to.match(/^[0-9a-f]{64}$/);
    expect((await rejectionOf(verifyStore(ctx, lead))).code).to.equal('role.not-allowed');
  });

  for (const [what, sql, finding] of [
    [
      'a signed plan',
      `update plan_version set content = jsonb_set(content, '{monthForecastCalls}', '1')`,
      '2024-05 v1: 内容が、その内容ハッシュと違います',
    ],
    [
      'a signed plan with its hash',
      `update plan_version set content_sha256 = repeat('0', 64)`,
      '内容ハッシュと違います',
    ],
    ['the state of a plan', `update plan_version set state = 'returned'`, '状態は returned'],
    [
      'a signed document',
      `update document_version set content = jsonb_set(content, '{body,calls}', '411')`,
      '松マ予月-2024-04 v1: 内容が',
    ],
    [
      'who signed',
      `update plan_event set actor_user_id = 'x' where step = 'confirmed'`,
      '操作記録にない署名',
    ],
    ['a signature that goes', `delete from document_event where step_index = 1`, '版の経過から消えています'],
    [
      'a signature that comes',
      `insert into document_event (document_id, at, actor_user_id, actor_name, actor_role, action, side, step_index, content_sha256) select document_id, at, 'x', actor_name, actor_role, action, 'city', 2, content_sha256 from document_event limit 1`,
      '操作記録にない署名',
    ],
    [
      'a word of the log',
      `update audit_log set subject = '2024-05 v9' where action = 'plan.confirmed'`,
      '書かれたときと違います',
    ],
    [
      'an entry of the log that goes',
      `delete from audit_log where action = 'plan.submitted'`,
      'この前の記録が',
    ],
    [
      'the last signature in the log that goes',
      `delete from audit_log where id = (select max(id) from audit_log)`,
      '操作記録にない署名',
    ],
    [
      'the order of the log',
      `update audit_log set id = id + 1000 where action = 'plan.signed'`,
      'この前の記録が',
    ],
    [
      'an entry without a link',
      `insert into audit_log (at, actor, action, subject) values (now(), 'x', 'plan.made', 'y')`,
      '差し込まれています',
    ],
    [
      'a byte of a kept file',
      `update kept_file set bytes = set_byte(bytes, 2000, get_byte(bytes, 2000) # 1)`,
      'ファイルが保存したときと違います',
    ],
    [
      'a kept file with its hash',
      `update kept_file set bytes = set_byte(bytes, 2000, get_byte(bytes, 2000) # 1), sha256 = encode(sha256(set_byte(bytes, 2000, get_byte(bytes, 2000) # 1)), 'hex')`,
      '電子署名が有効ではありません',
    ],
  ] as const) {
    it(`finds ${what}`, async () => {
      expect(await foundAfter(sql)).to.include(finding);
    });
  }

  it('lets no statement change a signed version while its triggers stand', async () => {
    for (const table of [
      'plan_version',
      'document_version',
      'plan_event',
      'document_event',
      'kept_file',
      'audit_log',
    ]) {
      const column = table === 'audit_log' ? 'subject' : 'content_sha256';
      const change = ctx.db.transaction((tx) => tx.execute(`update ${table} set ${column} = 'x'`));
      expect((await rejectionOf(change)).code, table).to.equal('plan.version-immutable');
    }
  });

  describe('verifyPdf', () => {
    it('proves a kept print by its signature, and by the store with the version that it prints', async () => {
      expect((await verifyPdf(null, pdf, 'a.pdf')).differences).to.deep.equal([]);
      const proof = await verifyPdf(ctx, pdf, 'a.pdf');
      expect(proof.differences).to.deep.equal([]);
      expect(proof.versions).to.deep.equal(['2024-05 v1']);
      expect(proof.signers[0]).to.include('自己署名');
    });

    it('finds one changed byte, and what was never signed', async () => {
      const changed = pdf.slice();
      changed[3000] = changed[3000]! ^ 1;
      expect((await verifyPdf(null, changed, 'a.pdf')).differences[0]?.ja).to.include('署名の後に');
      const plain = await printPlan(ctx, manager, { ...which, audience: 'internal' });
      const said = (await verifyPdf(ctx, plain, 'b.pdf')).differences.map(({ en }) => en);
      expect(said).to.deep.equal(['It has no digital signature.', 'No kept file is the same.']);
    });
  });

  describe('proveExportedLog', () => {
    it('proves the exported lines by themselves', async () => {
      const lines = await exportLogLines(ctx, administrator);
      const proof = proveExportedLog(lines, 'audit.jsonl');
      expect(proof.differences).to.deep.equal([]);
      expect(proof.head).to.equal((await verifyStore(ctx, manager)).head);
      const csv = await exportLogCsv(ctx, manager);
      expect(csv.trimEnd().split('\r\n')).to.have.lengthOf(lines.split('\n').length);
      expect(csv).to.include('市の職員').and.include('plan.confirmed');
      expect((await rejectionOf(exportLogLines(ctx, lead))).code).to.equal('role.not-allowed');
    });

    it('finds a changed word, a line that went and two that changed places', async () => {
      const lines = (await exportLogLines(ctx, manager)).trimEnd().split('\n');
      const found = (changed: readonly string[]) =>
        proveExportedLog(changed.join('\n'), 'audit.jsonl').differences.map(
          ({ where }) => where.split(' ')[0],
        );
      expect(found(lines.map((line) => line.replace('plan.confirmed', 'plan.returned')))).to.have.lengthOf(1);
      expect(found(lines.toSpliced(3, 1))).to.deep.equal(['audit.jsonl:4']);
      expect(found([lines[1]!, lines[0]!, ...lines.slice(2)])).to.have.lengthOf.at.least(2);
      expect(() => proveExportedLog('{"at":1}', 'x'))
        .to.throw()
        .with.property('code', 'verify.unreadable');
    });
  });

  describe('runVerify', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sekisu-verify-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const run = async (...args: string[]): Promise<[number, string]> => {
      const said: string[] = [];
      return [await runVerify(args, (line) => said.push(line)), said.join('\n')];
    };

    it('says of a PDF and a log in both languages whether they are proven', async () => {
      const file = join(folder, 'plan.pdf');
      await writeFile(file, pdf);
      expect(await run('--file', file)).to.satisfy(
        ([code, said]: [number, string]) => code === 0 && said.includes('すべて証明'),
      );
      const changed = await readFile(file);
      changed[5000] = changed[5000]! ^ 4;
      await writeFile(file, changed);
      const [code, said] = await run('--file', file);
      expect(code).to.equal(1);
      expect(said).to.include('plan.pdf').and.include('署名の後に').and.include('was changed after');
      const log = join(folder, 'audit.jsonl');
      await writeFile(log, await exportLogLines(ctx, manager));
      expect((await run('--log', log))[0]).to.equal(0);
    });

    it('proves an archive by its list: no file changed, gone or added', async () => {
      const archive = await mkdtemp(join(folder, 'archive-'));
      const files = [
        { path: 'a.pdf', bytes: pdf },
        { path: 'b.txt', bytes: new TextEncoder().encode('髙橋') },
      ];
      const text = manifestText(files, 'f'.repeat(64));
      await writeFile(join(archive, 'manifest.json'), text);
      for (const { path, bytes } of files) await writeFile(join(archive, path), bytes);
      expect((await run('--archive', archive))[0]).to.equal(0);
      await writeFile(join(archive, 'b.txt'), '高橋');
      await writeFile(join(archive, 'c.txt'), 'x');
      await rm(join(archive, 'a.pdf'));
      const [code, said] = await run('--archive', archive);
      expect(code).to.equal(1);
      for (const name of ['a.pdf', 'b.txt', 'c.txt']) expect(said).to.include(`× ${name}`);
      expect(() => proveArchive('{}', []))
        .to.throw()
        .with.property('code', 'verify.unreadable');
    });

    it('refuses an unknown option, no target and a file that is not there', async () => {
      expect((await rejectionOf(run('--all'))).code).to.equal('command.invalid');
      expect((await rejectionOf(run())).code).to.equal('command.invalid');
      expect((await rejectionOf(run('--file', join(folder, 'none.pdf')))).code).to.equal('file.unreadable');
      expect((await rejectionOf(run('--data-dir', join(folder, 'none')))).code).to.equal('file.unreadable');
    });
  });
});
