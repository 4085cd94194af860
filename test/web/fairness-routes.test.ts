import { expect } from 'chai';
import { importFile } from '../../src/app/import-file.ts';
import { manager as managerActor } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('fairnessRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const path = '/months/2024-05/fairness';

  it('shows managers and leads who had how much, and is led to by the month', async () => {
    for (const role of ['manager', 'lead'] as const) {
      const page = await (await site.as(role)).read(path);
      expect(page).to.include('公平台帳').and.to.include('OP01').and.to.include('第1版を数えています');
    }
    expect(await (await site.as('manager')).read('/months/2024-05')).to.include(`href="${path}"`);
  });

  it('counts wishes that were imported', async () => {
    const wishes = 'staff_id,date,kind\nOP01,2024-05-10,off\nOP01,2024-05-13,off\n';
    const bytes = new TextEncoder().encode(wishes);
    await importFile(site.ctx, managerActor, { kind: 'wishes', name: 'wishes.csv', bytes });
    const page = await (await site.as('manager')).read(path);
    expect(page).to.match(/OP01[\s\S]*?[012]／2</);
  });

  it('is not for the city and not for the administrator', async () => {
    for (const role of ['city', 'administrator'] as const) {
      expect((await (await site.as(role)).get(path)).status).to.equal(403);
    }
  });

  it('says so where nothing can be counted, and where the month is none of the term', async () => {
    const page = await (await site.as('manager')).read('/months/2024-04/fairness');
    expect(page).to.include('数える勤務表がありません');
    expect((await (await site.as('manager')).get('/months/2023-04/fairness')).status).to.equal(400);
  });
});
