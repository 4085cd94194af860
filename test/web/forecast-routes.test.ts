import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import { sampleContent } from '../app/fixtures.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

const forecast = '/forecast/2024-05';

/** The page once its forecast is there; until then it says that it is coming and loads itself again. */
async function readWhenThere(browser: Browser, path: string): Promise<string> {
  for (;;) {
    const answer = await browser.get(path);
    expect(answer.status).to.equal(200);
    const page = await answer.text();
    if (!page.includes('data-wait')) return page;
    expect(page).to.include('<h1>予測しています</h1>').and.to.include('role="status"');
    expect(answer.headers.get('refresh')).to.match(/^\d$/);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Texts of a table's cells, row by row, of the section with a heading. */
function tableBelow(page: string, heading: string): string[][] {
  const section = page.slice(page.indexOf(`>${heading}</h2>`));
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(section)![1]!;
  return [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) =>
      cell!
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
}

const numberOf = (text: string): number => Number(text.replace('−', '-').replace(/[+,]/g, ''));

describe('forecastRoutes', function () {
  this.timeout(180_000);
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  describe('GET /forecast/:month', () => {
    it('opens with calls, bounds, the change from the month before and its main reason', async () => {
      const manager = await site.as('manager');
      const page = await readWhenThere(manager, forecast);
      const answer = /<div class="answer"[\s\S]*?<\/div>/.exec(page)![0].replace(/<[^>]*>/g, '');
      expect(answer)
        .to.include('令和6年5月の入電は')
        .and.to.match(/\d（\d[\d,]*–\d[\d,]*）/)
        .and.to.match(/令和6年4月より \d+\s%(多く|少なく)なります/)
        .and.to.match(/主な要因は(発送|開庁日の数|入電の水準|行事など)（[+−]\d/);
      for (const title of [
        '実績と予測',
        '内訳',
        '日別の予測',
        '週別の予測',
        '発送ごとの入電',
        '予測のしかた',
        'そのまま使わなかった実績',
        '予測の修正',
      ]) {
        expect(page).to.include(`>${title}</h2>`);
      }
      expect(page).to.include('架空データ').and.not.to.include('<style');
      expect(page.match(/<svg width="1180"/g)).to.have.length(2);
      expect(page).to.include('aria-current="page">予測</a>');
    });

    it('has a table whose parts add up to each day, with the day behind its date', async () => {
      const page = await readWhenThere(await site.as('lead'), forecast);
      const rows = tableBelow(page, '日別の予測');
      expect(rows).to.have.length(21);
      for (const [day, calls, range95, ...numbers] of rows) {
        expect(day).to.match(/^5\/\d+（[月火水木金]）$/);
        expect(calls).to.match(/^\d+（\d+–\d+）$/);
        expect(range95).to.match(/^\d+–\d+$/);
        const values = numbers.slice(0, -1).map(numberOf);
        const sum = values.pop()!;
        expect(
          values.reduce((total, value) => total + value, 0),
          day,
        ).to.be.closeTo(sum, 0.001);
      }
      expect(page).to.include('href="/forecast/2024-05/days/2024-05-14"');
    });

    it('names every method in words, with weights that make up the whole', async () => {
      const page = await readWhenThere(await site.as('manager'), forecast);
      const methods = page.slice(page.indexOf('id="methods-title"'), page.indexOf('id="handling-title"'));
      expect(methods)
        .to.include('要因の積み上げ')
        .and.to.include('直近8回の平均')
        .and.not.to.match(/method\./);
      for (const [table] of methods.matchAll(/<tbody>[\s\S]*?<\/tbody>/g)) {
        const [days, slots] = table.split('class="group"');
        for (const group of [days!, slots!]) {
          const weights = [...group.matchAll(/>(\d+)\s%<\/td><td class="number">(?:\d+\.\d\s%|—)</g)];
          const sum = weights.reduce((total, [, percent]) => total + Number(percent), 0);
          expect(sum).to.be.within(99, 101);
        }
      }
    });

    it("shows handling times from history beside the contract's, by half hour too", async () => {
      const page = await readWhenThere(await site.as('manager'), forecast);
      const handling = page.slice(page.indexOf('id="handling-title"'), page.indexOf('id="cleaned-title"'));
      const [queues, halfHours] = [...handling.matchAll(/<tbody>[\s\S]*?<\/tbody>/g)].map(([table]) => table);
      const measured = [...queues!.matchAll(/>(\d+) ± (\d+)<\/td><td class="number">(\d+)</g)];
      expect(measured).to.have.length(2);
      for (const [, seconds, error, assumed] of measured) {
        expect(Number(seconds)).to.be.closeTo(Number(assumed), 0.2 * Number(assumed));
        expect(Number(error)).to.be.within(1, 60);
      }
      expect(halfHours!.match(/<tr>/g)).to.have.length(17);
      expect(halfHours).to.include('9:00–9:30').and.to.include('17:00–17:15');
    });

    it('is made from what was known on the day that is asked for, and refuses one after the month', async () => {
      const manager = await site.as('manager');
      const page = await readWhenThere(manager, `${forecast}?known=2024-03-20`);
      expect(page)
        .to.include('令和6年3月20日より前の入電')
        .and.to.include('href="/forecast/2024-05/days/2024-05-14?known&#x3D;2024-03-20"');
      for (const known of ['2024-06-01', 'yesterday']) {
        expect((await manager.get(`${forecast}?known=${known}`)).status).to.equal(400);
      }
    });

    it('is open to manager and lead alone, and lets the lead change nothing', async () => {
      const lead = await site.as('lead');
      expect(await readWhenThere(lead, forecast)).not.to.include('method="post" action="/forecast');
      const fields = { date: '2024-05-21', calls: '80', reason: '広報', use: 'leftOut', queueId: '' };
      for (const act of ['overrides', 'overrides/2024-05-21/undo', 'history-days', 'history-days/undo']) {
        expect((await lead.post(`${forecast}/${act}`, fields)).status, act).to.equal(403);
      }
      for (const role of ['city', 'administrator'] as const) {
        const other = await site.as(role);
        for (const path of ['', '/accuracy', '/spread', '/days/2024-05-14']) {
          expect((await other.get(forecast + path)).status, role + path).to.equal(403);
        }
        expect(await other.read('/')).not.to.include('href="/forecast"');
      }
    });

    it('is led to by the menu and by the month', async () => {
      const manager = await site.as('manager');
      expect((await manager.get('/forecast')).headers.get('location')).to.equal(forecast);
      expect(await manager.read('/months/2024-05')).to.include(`href="${forecast}"`);
      expect((await manager.get('/forecast/2027-04')).status).to.equal(400);
      expect((await manager.get('/forecast/2024-13')).status).to.equal(404);
    });
  });

  describe('of what people decide', () => {
    it('corrects a day with a reason, shows who did it, and undoes it', async () => {
      const manager = await site.as('manager');
      const model = (await sampleContent()).days.find(({ date }) => date === '2024-05-21')!.forecastCalls;
      const calls = String(Math.round(model) + 3);
      const fields = { date: '2024-05-21', calls, reason: '<i>広報</i>の案内' };
      const done = await manager.post(`${forecast}/overrides`, fields);
      expect(done.headers.get('location')).to.equal(`${forecast}#overrides`);
      const page = await readWhenThere(manager, forecast);
      expect(page)
        .to.include(`${calls}件にしました`)
        .and.to.include('&lt;i&gt;広報&lt;/i&gt;の案内')
        .and.to.match(/見本 manager-\d+/);
      expect(page).to.include(`action="${forecast}/overrides/2024-05-21/undo"`);
      await manager.post(`${forecast}/overrides/2024-05-21/undo`, {});
      const undone = await readWhenThere(manager, forecast);
      expect(undone).to.include('取消').and.not.to.include('/overrides/2024-05-21/undo');
    });

    it('says beside the form what is wrong with a correction, and keeps what was typed', async () => {
      const manager = await site.as('manager');
      const fields = { date: '2024-05-21', calls: '1x', reason: '窓口の"休止"' };
      const answer = await manager.post(`${forecast}/overrides`, fields);
      expect(answer.status).to.equal(400);
      expect(await answer.text())
        .to.include('role="alert"')
        .and.to.include('<option value="2024-05-21" selected>')
        .and.to.include('value="1x"')
        .and.to.include('value="窓口の&quot;休止&quot;"');
      const far = { date: '2024-05-21', calls: '5000', reason: '広報' };
      const tooFar = await manager.post(`${forecast}/overrides`, far);
      expect(tooFar.status).to.equal(400);
      expect(await tooFar.text()).to.include('離れすぎています');
      const otherMonth = { date: '2024-06-21', calls: '50', reason: '広報' };
      expect((await manager.post(`${forecast}/overrides`, otherMonth)).status).to.equal(400);
    });

    it('leaves a day of the history out, lists it, and takes it back', async () => {
      const manager = await site.as('manager');
      const day = { date: '2024-03-05', queueId: '' };
      const fields = { ...day, use: 'leftOut', reason: '<b>試験</b>の電話' };
      const done = await manager.post(`${forecast}/history-days`, fields);
      expect(done.headers.get('location')).to.equal(`${forecast}#cleaned`);
      const page = await readWhenThere(manager, forecast);
      expect(page)
        .to.include('令和6年3月5日の実績を外しました')
        .and.to.include('&lt;b&gt;試験&lt;/b&gt;の電話');
      const cleaned = tableBelow(page, 'そのまま使わなかった実績');
      expect(
        cleaned.filter(([date, , why]) => date === '令和6年3月5日' && why === '人が外した'),
      ).to.have.length(2);
      await manager.post(`${forecast}/history-days/undo`, day);
      const undone = await readWhenThere(manager, forecast);
      expect(undone).to.include('決定を取り消しました').and.not.to.include('&lt;b&gt;');
    });

    it('says what is wrong with a day to leave out, and keeps what was typed', async () => {
      const manager = await site.as('manager');
      const fields = { date: '2024-03-05', queueId: '', use: 'leftOut', reason: '' };
      const reasonless = await manager.post(`${forecast}/history-days`, fields);
      expect(reasonless.status).to.equal(400);
      expect(await reasonless.text()).to.match(/id="left-date"[^>]*value="2024-03-05"/);
      const unknown = { ...fields, date: '2020-03-05', reason: '停電' };
      const answer = await manager.post(`${forecast}/history-days`, unknown);
      expect(answer.status).to.equal(404);
      expect(await answer.text())
        .to.include('入電履歴')
        .and.to.match(/id="left-reason"[^>]*value="停電"/);
    });
  });

  describe('GET /forecast/:month/days/:date', () => {
    it('tells why: parts that add up, similar days with what differs, and times of day', async () => {
      const page = await readWhenThere(await site.as('lead'), `${forecast}/days/2024-05-14`);
      const steps = tableBelow(page, 'なぜこの件数か');
      expect(steps[0]![0]).to.equal('水準');
      const sums = steps.map(([, , sum]) => numberOf(sum!));
      steps.forEach(([name, calls], index) => {
        expect(sums[index], name).to.be.closeTo((sums[index - 1] ?? 0) + numberOf(calls!), 0.001);
      });
      const similar = tableBelow(page, '似た日');
      expect(similar).to.have.length(6);
      const distances = similar.map((row) => Number(row[4]));
      expect(distances).to.deep.equal(distances.toSorted((a, b) => a - b));
      expect(tableBelow(page, '時間帯別')).to.have.length(33);
      expect(page).to.include('9:00–9:15').and.not.to.include('09:00');
    });

    it('finds no day in another month, and says of a closed one that it is closed', async () => {
      const lead = await site.as('lead');
      expect((await lead.get(`${forecast}/days/2024-06-14`)).status).to.equal(404);
      await readWhenThere(lead, forecast);
      expect((await lead.get(`${forecast}/days/2024-05-12`)).status).to.equal(400);
    });
  });

  describe('GET /forecast/:month/accuracy', () => {
    it('says that nothing has come yet, and afterwards how far the forecast was off, beside the simple rule', async () => {
      const manager = await site.as('manager');
      expect(await manager.read(`${forecast}/accuracy`))
        .to.include('実績と比べられる予測はまだありません')
        .and.to.include('比べられる実績がまだありません');
      const later = await openPlannedSite(Instant.parse('2024-06-20T03:00:00Z'));
      await later.reset();
      const page = await (await later.as('lead')).read(`${forecast}/accuracy`);
      await later.close();
      expect(page)
        .to.match(/21日分の実績と比べて誤差 <span class="answer__number">\d+\.\d\s%/)
        .and.to.match(/単純な平均で予測すると \d+\.\d\s%/)
        .and.to.include('第1版の予測と実績');
      const [row] = tableBelow(page, '令和6年5月の版');
      expect(row!.slice(0, 3)).to.deep.equal(['第1版', '令和6年4月20日', '21']);
      expect(page).to.include('修正はまだありません').and.to.include('<svg');
    });
  });

  describe('/forecast/:month/spread', () => {
    it('shows before and after of the batch that is chosen, under an address that can be kept', async () => {
      const manager = await site.as('manager');
      const form = await manager.read(`${forecast}/spread`);
      expect(form).to.include(`action="${forecast}/spread"`).and.to.include('何も保存しません');
      const keys = [...form.matchAll(/<option value="([^"]+_交付通知書)"/g)].map(([, key]) => key!);
      const key = keys.reduce((most, one) => (lettersOf(one) > lettersOf(most) ? one : most));
      const chosen = await manager.post(`${forecast}/spread`, { batch: key, days: '4', known: '' });
      expect(chosen.status).to.equal(303);
      const page = await readWhenThere(manager, chosen.headers.get('location')!);
      const parts = tableBelow(page, '分けた発送');
      expect(parts).to.have.length(4);
      const letters = parts.reduce((sum, [, count]) => sum + numberOf(count!), 0);
      expect(letters).to.equal(lettersOf(key));
      const [heaviest] = tableBelow(page, '比べる');
      const [before, after, change] = heaviest!.slice(1).map((text) => numberOf(text.split(' ')[0]!));
      expect(after! - before!).to.be.closeTo(change!, 1);
      expect(change).to.be.below(0);
      expect(tableBelow(page, '日ごとの違い')).to.have.length(21);
      expect(page)
        .to.include('<svg')
        .and.to.match(new RegExp(`<option value="${key}" selected>`));
    });

    it('refuses a batch that is not planned and a number of days that is none', async () => {
      const manager = await site.as('manager');
      expect((await manager.get(`${forecast}/spread?batch=none&days=3`)).status).to.equal(404);
      expect((await manager.post(`${forecast}/spread`, { batch: 'none', days: '1' })).status).to.equal(400);
    });
  });

  it('speaks English when asked to', async () => {
    const manager = await site.as('manager');
    await readWhenThere(manager, forecast);
    await manager.get('/language/en');
    const page = await manager.read(forecast);
    expect(page)
      .to.include('Calls expected for May 2024')
      .and.to.match(/\d \(\d[\d,]*–\d[\d,]*\)/)
      .and.to.include('Sum of effects');
    expect(await manager.read(`${forecast}/accuracy`)).to.include('Versions of May 2024');
  });
});

function lettersOf(key: string): number {
  return Number(key.split('_')[1]);
}
