import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { proveExportedLog } from '../../src/app/log-export.ts';
import { manifestName, proveArchive } from '../../src/app/manifest.ts';
import { pdfPages, withoutSpaces } from '../../src/render/pdf-text.ts';
import { readBack } from '../build/pdf-text.ts';
import { type Run, runSekisu } from '../cli/run-sekisu.ts';

const sample = fileURLToPath(new URL('../../forecasts/matsusaka', import.meta.url));

/** Demands that a single month cannot show: the term is another, no miss and no month under the half need have happened, nothing was asked out of turn. */
const notInOneMonth = ['D04', 'D06', 'D14', 'D27', 'D36'];

describe('a contract term of one month, played', () => {
  let folder: string;
  let out: string;
  let run: Run;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sekisu-scenario-'));
    out = join(folder, 'out');
    const data = join(folder, 'data');
    await cp(sample, data, { recursive: true });
    const contract = JSON.parse(await readFile(join(data, 'contract.json'), 'utf8'));
    contract.term = { start: '2024-04-01', end: '2024-04-30' };
    await writeFile(join(data, 'contract.json'), JSON.stringify(contract));
    const demands = (await readFile(join(data, 'demands.csv'), 'utf8')).split('\n');
    const kept = demands.filter((line) => !notInOneMonth.some((id) => line.startsWith(`${id},`)));
    await writeFile(join(data, 'demands.csv'), kept.join('\n'));
    run = await runSekisu(['scenario', '--data', data, '--out', out]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const filesOf = async (): Promise<{ readonly path: string; readonly bytes: Buffer }[]> => {
    const entries = await readdir(out, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(join(out, path)) })));
  };

  it('ends well, with an index that names a page for every demand, on which its words stand', async () => {
    expect(run.code, run.stderr).to.equal(0);
    const index = await readFile(join(out, 'index.html'), 'utf8');
    const rows = [
      ...index.matchAll(/<tr id="(D\d\d)">.*?<a href="([^"#]+)(?:#page&#x3D;|#page=)(\d+)".*?「(.*?)」/gs),
    ];
    const ids = Array.from({ length: 49 }, (_, number) => `D${String(number + 1).padStart(2, '0')}`);
    expect(rows.map(([, id]) => id)).to.deep.equal(ids.filter((id) => !notInOneMonth.includes(id)));
    const pages = new Map<string, string[]>();
    for (const [, id, href, page, phrase] of rows) {
      const path = decodeURIComponent(href!);
      if (!pages.has(path)) pages.set(path, await pdfPages(await readFile(join(out, path))));
      expect(pages.get(path)![Number(page) - 1], `${id} ${path}`).to.contain(withoutSpaces(phrase!));
    }
  });

  it('prints what changed after the city returned the plan', async () => {
    const returned = await pdfPages(await readFile(join(out, '2024-04/haichi-keikaku-v1.pdf')));
    expect(returned[0]).to.contain('差戻し').and.to.contain('窓口の臨時休業の案内を送るため');
    const [, changes] = await pdfPages(await readFile(join(out, '2024-04/haichi-keikaku.pdf')));
    expect(changes).to.contain('第1版からの変更');
  });

  it('leaves a report of each of the 21 open days and the papers of the month', async () => {
    const paths = (await filesOf()).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('nippo-'))).to.have.length(21);
    expect(paths).to.include.members([
      '00-junbi/kaisetsu-junbi-keikaku.pdf',
      '00-junbi/gyomu-taisei.pdf',
      '2024-04/haichi-keikaku.pdf',
      '2024-04/shift-city.pdf',
      '2024-04/geppo.pdf',
      '2024-04/cases.csv',
      '2024-04/kanryo-hokoku.pdf',
      '99-hikitsugi/hikitsugi.pdf',
      'log/audit.jsonl',
    ]);
  });

  it('prints accessible PDFs with all their fonts, and tells the city no operator’s name', async () => {
    const files = (await filesOf()).filter(({ path }) => path.endsWith('.pdf'));
    const staff = (await readFile(join(sample, 'staff.csv'), 'utf8')).split('\n');
    const names = staff
      .filter((line) => line.startsWith('OP'))
      .map((line) => withoutSpaces(line.split(',')[1]!));
    expect(names).to.have.length.greaterThan(5);
    // Of daily reports a few stand for all.
    const looked = files.filter(({ path }) => !path.includes('nippo-') || /-(01|15|30)\.pdf$/.test(path));
    for (const { path, bytes } of looked) {
      const { pages, fonts, isTagged } = await readBack(bytes);
      expect(isTagged, path).to.equal(true);
      expect([...fonts.values()], path).not.to.include(false);
      const text = pages.join('');
      expect(text, path).not.to.match(/[\ufffd\u25a1\u3013]/u);
      if (!path.includes('internal')) {
        for (const name of names) expect(text, path).not.to.contain(name);
      }
    }
  });

  it('proves itself, and a changed byte is found', async () => {
    const files = await filesOf();
    const list = files.find(({ path }) => path === manifestName)!;
    const others = files.filter(({ path }) => path !== manifestName);
    const manifest = list.bytes.toString('utf8');
    expect(proveArchive(manifest, others).differences).to.deep.equal([]);
    const log = others.find(({ path }) => path === 'log/audit.jsonl')!;
    const proof = proveExportedLog(log.bytes.toString('utf8'), 'audit.jsonl');
    expect(proof.differences).to.deep.equal([]);
    expect(proof.head).to.equal(proveArchive(manifest, others).head);
    const changed = others.map((file) => {
      if (file.path !== '2024-04/geppo.pdf') return file;
      const bytes = Buffer.from(file.bytes);
      bytes[bytes.length >> 1]! ^= 1;
      return { ...file, bytes };
    });
    expect(proveArchive(manifest, changed).differences.map(({ where }) => where)).to.deep.equal([
      '2024-04/geppo.pdf',
    ]);
  });
});
