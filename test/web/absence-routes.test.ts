import { expect } from 'chai';
import { sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('absenceRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const day = '/days/2024-05-14';

  async function operatorOnDuty(): Promise<{ staffId: string; start: string; end: string }> {
    const { days } = await sampleContent();
    return days
      .find(({ date }) => date === '2024-05-14')!
      .shifts.find((shift) => shift.role === 'operator' && !shift.standby)!;
  }

  it('asks who, when and why, offers ways, and makes the chosen one the next version', async () => {
    const lead = await site.as('lead');
    const { staffId, start, end } = await operatorOnDuty();
    expect(await lead.read(day)).to.include(`href="${day}/absence"`);
    expect(await lead.read(`${day}/absence`)).to.include(`?staff&#x3D;${staffId}"`.replace('&#x3D;', '='));
    expect(await lead.read(`${day}/absence?staff=${staffId}`)).to.include('勤務の全部');
    const whole = `${day}/absence?staff=${staffId}&from=${start}&to=${end}`;
    expect(await lead.read(whole)).to.include('体調不良');
    const fields = { staff: staffId, from: start, to: end, reason: 'sick', detail: '<u>発熱</u>' };
    const ways = await (await lead.post(`${day}/absence`, fields)).text();
    expect(ways).to.include('案1').and.to.include('このままにする').and.not.to.include('<u>');
    const option = /name="option" value="([^"]+)"/.exec(ways)![1]!;
    const recorded = await lead.post(`${day}/absence/record`, { ...fields, option });
    expect(recorded.headers.get('location')).to.equal(day);
    const page = await lead.read(day);
    expect(page).to.include('第2版').and.to.include('体調不良').and.to.include('&lt;u&gt;発熱');
  });

  it('tells the city of the change and neither of the reason nor of the name', async () => {
    const lead = await site.as('lead');
    const { staffId, start, end } = await operatorOnDuty();
    const fields = { staff: staffId, from: start, to: end, reason: 'sick', detail: '発熱のため' };
    await lead.post(`${day}/absence/record`, { ...fields, option: 'accept' });
    const name = (await sampleContent()).staff.find((person) => person.id === staffId)!.name;
    const page = await (await site.as('city')).read('/plans/2024-05/2');
    expect(page).to.include('欠勤による修正').and.to.include(staffId);
    for (const secret of ['発熱', '体調不良', name]) expect(page).not.to.include(secret);
    const city = await site.as('city', '課長');
    expect(await city.read('/plans/2024-05/2')).not.to.include('href="/plans/2024-05/2/confirm"');
    for (const step of ['confirm', 'return']) {
      const answer = await city.get(`/plans/2024-05/2/${step}`);
      expect(answer.status, step).to.equal(409);
      expect(await answer.text()).to.include('職員に公開済み');
    }
  });

  it('asks for a stand-in, and says that nobody leads, when a supervisor is absent', async () => {
    const lead = await site.as('lead');
    const { days } = await sampleContent();
    const { shifts } = days.find(({ date }) => date === '2024-05-14')!;
    const [supervisor] = shifts.filter((shift) => shift.role === 'supervisor');
    const { staffId, start, end } = supervisor!;
    const fields = { staff: staffId, from: start, to: end, reason: 'sick' };
    const ways = await (await lead.post(`${day}/absence`, fields)).text();
    expect(ways)
      .to.include('代行を頼む')
      .and.to.include('業務責任者が足りない時間')
      .and.not.to.include('休みの人に頼む');
  });

  it('refuses an end before the start and a way that is not offered', async () => {
    const lead = await site.as('lead');
    const { staffId, start, end } = await operatorOnDuty();
    const turned = await lead.get(`${day}/absence?staff=${staffId}&from=${end}&to=${start}`);
    expect(turned.status).to.equal(400);
    expect(await turned.text()).to.include('終了は開始より後');
    const fields = { staff: staffId, from: start, to: end, reason: 'sick' };
    const unknown = await lead.post(`${day}/absence/record`, { ...fields, option: 'standby-NOBODY' });
    expect(unknown.status).to.equal(409);
  });
});
