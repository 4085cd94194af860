import { expect } from 'chai';
import { createWork, finishWork } from '../../src/db/work.ts';
import type { Remedies } from '../../src/plan/index.ts';
import { keepDraft, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('remedyRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const address = '/plans/2024-05/2/remedies';
  const finding = { level: 'W', where: '', textEn: '', why: '', whyEn: '' } as const;

  /** The sample's plan as version 2, without operators on one day, and a finding that says so. */
  async function keepEmptied(): Promise<void> {
    const content = await sampleContent();
    await keepDraft(site.ctx, 2, {
      ...content,
      days: content.days.map((day) =>
        day.date === '2024-05-14'
          ? { ...day, shifts: day.shifts.filter(({ role }) => role !== 'operator') }
          : day,
      ),
      findings: [...content.findings, { ...finding, rule: 'cover.seats', text: '席が足りません。' }],
    });
  }

  /** Work that is done, with one answer of each sort. */
  async function doneWork(changes: Partial<Remedies> = {}): Promise<string> {
    const { staff } = await sampleContent();
    const [one, two] = staff.filter(({ role }) => role === 'operator').map(({ id }) => id);
    const duty = { pattern: '早', start: '08:45', end: '17:15' };
    const lack = { kind: 'operators', date: '2024-05-14', start: '09:00', end: '09:30', people: 1 } as const;
    const none = { seatMinutes: 0, standbyDays: 0 };
    const found: Remedies = {
      lack: { seatMinutes: 90, standbyDays: 2 },
      gaps: [
        {
          kind: 'operators',
          date: '2024-05-14',
          ranges: [{ start: '09:00', end: '09:30', people: 3 }],
          counts: [
            { reason: 'leave', people: 2 },
            { reason: 'weeklyHours', people: 3 },
            { reason: 'interval', people: 2 },
          ],
          people: [{ staffId: one!, reasons: ['weeklyHours', 'interval'], duty }],
        },
      ],
      relaxing: {
        possible: ['unavailable', 'weeklyLimits', 'standby', 'seats'],
        smallest: [
          {
            relaxed: ['unavailable', 'weeklyLimits', 'standby'],
            uses: [
              {
                what: 'unavailable',
                staffId: one!,
                date: '2024-05-14',
                duty,
                away: [{ start: '00:00', end: '24:00' }],
              },
              {
                what: 'weeklyLimits',
                staffId: two!,
                date: '2024-05-13',
                dates: ['2024-05-13'],
                load: { days: 5, minutes: 1395 },
                limit: { days: 4, minutes: 1080 },
              },
              { what: 'standby', lack: { ...lack, kind: 'standby' } },
            ],
            left: [],
            leftSum: none,
            changes: [{ date: '2024-05-14', staffId: one!, before: null, after: duty }],
            newFindings: [{ ...finding, rule: 'x', text: '<b>注意</b>の文' }],
            monthAnswerRate: { before: 0.9512, after: 0.9634 },
            dayAnswerRates: [{ date: '2024-05-14', before: 0.8123, after: 0.9478 }],
          },
        ],
        left: [],
        leftSum: none,
        isComplete: true,
      },
      joiners: [
        {
          group: 'operators',
          employment: 'full',
          patternCodes: ['早', '遅'],
          maximumWeeklyDays: 5,
          maximumWeeklyMinutes: 2400,
          people: 2,
          isEnough: true,
          left: [],
          leftSum: none,
          leftMinutes: [60, 0],
          duties: [{ joiner: 1, date: '2024-05-14', duty }],
        },
      ],
      changes: [
        {
          kind: 'otherDayOff',
          staffId: two!,
          date: '2024-05-14',
          duty,
          away: [],
          dayOff: '2024-05-16',
          closedMinutes: 270,
          isDayClosed: true,
        },
      ],
      ...changes,
    };
    return site.ctx.db.transaction(async (tx) => {
      const workId = await createWork(tx, {
        kind: 'remedies:2024-05:2',
        createdAt: site.ctx.now(),
        by: 'cli',
      });
      await finishWork(tx, workId, found);
      return `/remedies/${workId}`;
    });
  }

  it('is offered where people lack, works when asked, tells the progress and then the answer', async () => {
    await keepEmptied();
    const lead = await site.as('lead');
    const link = `href="${address}"`;
    expect(await lead.read('/months/2024-05')).to.include(link);
    expect(await lead.read('/plans/2024-05/2')).to.include(link);
    const asked = await lead.read(address);
    expect(asked).to.include(`action="${address}"`).and.to.include('助言だけ').and.to.include('架空データ');
    const started = await lead.post(address, {});
    expect(started.status).to.equal(303);
    const path = started.headers.get('location')!;
    expect(path).to.match(/^\/remedies\/[0-9a-f-]{36}$/);
    expect(await lead.read(path))
      .to.include('調べています')
      .and.to.include('changes.js');
    for (;;) {
      const answer = await lead.get(path, { accept: 'application/json' });
      const { state, donePercent } = (await answer.json()) as { state: string; donePercent: number };
      expect(donePercent).to.be.within(0, 100);
      if (state === 'done') break;
      expect(state).to.be.oneOf(['queued', 'running']);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const page = await lead.read(path);
    expect(page)
      .to.include('だれの約束もゆるめずに、組み直すだけで全部埋まります')
      .and.to.include('5/14（火）')
      .and.to.include('置ける');
    expect(page).not.to.include('changes.js');
  });

  it('says why, whom to ask about which days, how many people more, and who could change', async () => {
    await keepEmptied();
    const manager = await site.as('manager');
    const page = await manager.read(await doneWork());
    const { staff } = await sampleContent();
    const [one, two] = staff.filter(({ role }) => role === 'operator');
    for (const text of [
      'のべ1時間30分の人手、待機2日分が足りません',
      '休み 2',
      '週の時間 3',
      '勤務間隔 2',
      `${one!.name}（${one!.id}）　5/14（火） 早 8:45–17:15（申出：終日）`,
      `${two!.name}（${two!.id}）　5/13（月）に出て、その週は5日・23時間15分（契約の上限 4日・18時間）`,
      '待機を置かない日（1日）',
      '月の応答率',
      '95.12',
      '96.34',
      '81.23',
      'オペレーターがあと2人（早・遅、のべ1日）いれば',
      `${two!.name}（${two!.id}）が5/14（火） 早 8:45–17:15に出て、5/16（木）を休みにすれば`,
      '4時間30分が埋まり、この日は足りる',
      '&lt;b&gt;注意&lt;/b&gt;の文',
    ]) {
      expect(page, text).to.include(text);
    }
    await manager.get('/language/en?back=/');
    const english = await manager.read(await doneWork());
    expect(english)
      .to.include('Why people lack')
      .and.to.include('hours of the week 3')
      .and.to.include('23 h 15 min');
  });

  it('says so where nothing helps and where nobody lacks', async () => {
    await keepEmptied();
    const lead = await site.as('lead');
    const none = { seatMinutes: 90, standbyDays: 0 };
    const relaxing = { possible: [], smallest: [], left: [], leftSum: none, isComplete: true };
    const nothing = await lead.read(await doneWork({ relaxing, joiners: [], changes: [] }));
    expect(nothing)
      .to.include('足りない所は減りません')
      .and.to.include('人を増やしても埋まる所はありませんでした')
      .and.to.include('一つの変更で埋まる所はありませんでした');
    const content = await sampleContent();
    const kept = content.findings.filter(({ rule }) => !rule.startsWith('cover.'));
    await keepDraft(site.ctx, 3, { ...content, findings: kept });
    expect(await lead.read('/plans/2024-05/3')).not.to.include('/remedies');
    const page = await lead.read('/plans/2024-05/3/remedies');
    expect(page)
      .to.include('足りない時間帯も待機のない日もありません')
      .and.not.to.include('method="post" action="/plans');
  });

  it('shows the city and the administrator nothing of it', async () => {
    await keepEmptied();
    const path = await doneWork();
    const manager = await site.as('manager');
    await manager.post('/plans/2024-05/2/submit', {});
    const city = await site.as('city', '担当');
    expect(await city.read('/plans/2024-05/2'))
      .to.include('第2版')
      .and.not.to.include('/remedies');
    for (const browser of [city, await site.as('administrator')]) {
      expect((await browser.get(address)).status).to.equal(403);
      expect((await browser.post(address, {})).status).to.equal(403);
      expect((await browser.get(path)).status).to.equal(403);
      expect((await browser.get(path, { accept: 'application/json' })).status).to.equal(403);
    }
  });

  it('refuses a version and a work that are not there', async () => {
    const lead = await site.as('lead');
    expect((await lead.get('/plans/2024-05/9/remedies')).status).to.equal(404);
    expect((await lead.post('/plans/2024-05/9/remedies', {})).status).to.equal(404);
    expect((await lead.get('/remedies/00000000-0000-4000-8000-000000000000')).status).to.equal(404);
  });
});
