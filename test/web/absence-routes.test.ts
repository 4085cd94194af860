import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadDesk } from '../../src/app/load-desk.ts';
import { lead as leadActor, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('absenceRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const day = '/days/2024-05-14';

  interface Duty {
    readonly staffId: string;
    readonly start: string;
    readonly end: string;
  }
  async function operators(): Promise<readonly [Duty, Duty, Duty]> {
    const { days } = await sampleContent();
    const [one, two, three] = days
      .find(({ date }) => date === '2024-05-14')!
      .shifts.filter((shift) => shift.role === 'operator' && !shift.standby);
    return [one!, two!, three!];
  }
  const recorded = async () => {
    const cases = await loadDesk(site.ctx, leadActor, { date: LocalDate.parse('2024-05-14') });
    return cases.flatMap(({ absences }) => absences);
  };

  it('asks who, when and why in three taps, records at once and shows the ways', async () => {
    const lead = await site.as('lead');
    const [{ staffId }] = await operators();
    expect(await lead.read(day)).to.include(`href="${day}/absence"`);
    const who = await lead.read(`${day}/absence`);
    const [, first] = new RegExp(`href="(${day}/absence\\?staff=${staffId})"`).exec(who)!;
    const when = await lead.read(first!);
    const [, second] = new RegExp(`href="([^"]*${staffId}[^"]*from=&amp;to=)"`).exec(when)!;
    const why = await lead.read(second!.replaceAll('&amp;', '&'));
    expect(why).to.include('name="reason" value="sick"').and.include('体調不良').and.include('勤務の全部');
    const fields = { staff: staffId, from: '', to: '', reason: 'sick', detail: '<u>発熱</u>' };
    const answer = await lead.post(`${day}/absence`, fields);
    expect(answer.headers.get('location')).to.equal(`${day}/desk`);
    const ways = await lead.read(`${day}/desk`);
    expect(ways)
      .to.include('1人の欠勤を記録しました')
      .and.include('案1')
      .and.include('このままにする')
      .and.not.include('<u>');
    const page = await lead.read(day);
    expect(page)
      .to.include('の欠勤に対応中')
      .and.include('第1版')
      .and.include('体調不良')
      .and.include('&lt;u&gt;発熱')
      .and.include('対応中');
  });

  it('takes coming later, leaving earlier and a part of the day with one tap or by the clock', async () => {
    const lead = await site.as('lead');
    const [one, two, three] = await operators();
    const when = await lead.read(`${day}/absence?staff=${one.staffId}`);
    expect(when).to.include('30分遅れる').and.include('1時間早く帰る').and.not.include('いま帰る');
    await lead.post(`${day}/absence`, { staff: one.staffId, from: '', to: '10:30', reason: 'transport' });
    await lead.post(`${day}/absence`, { staff: two.staffId, from: '15:00', to: '', reason: 'family' });
    await lead.post(`${day}/absence`, { staff: three.staffId, from: '11:00', to: '12:00', reason: 'other' });
    const minutes = (await recorded()).map(({ startMinute, endMinute }) => [startMinute, endMinute]);
    const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    expect(minutes).to.deep.equal([
      [minuteOf(one.start), 630],
      [900, minuteOf(two.end)],
      [660, 720],
    ]);
    expect(
      (await lead.post(`${day}/absence`, { staff: two.staffId, from: '16:00', to: '', reason: 'family' }))
        .status,
    ).to.equal(409);
  });

  it('records several people at once, all in one case', async () => {
    const lead = await site.as('lead');
    const [one, two] = await operators();
    const query = `staff=${one.staffId}&staff=${two.staffId}`;
    const when = await lead.read(`${day}/absence?${query}`);
    expect(when).to.include(`staff=${one.staffId}&amp;staff=${two.staffId}&amp;from=`);
    const body = new URLSearchParams(`${query}&from=&to=10:30&reason=transport`);
    expect((await lead.post(`${day}/absence`, body)).status).to.equal(303);
    expect(await lead.read(`${day}/desk`))
      .to.include('2人の欠勤を記録しました')
      .and.include('–10:30');
    const absences = await recorded();
    expect(new Set(absences.map(({ caseId }) => caseId)).size).to.equal(1);
    expect(absences).to.have.lengthOf(2);
  });

  it('asks for a stand-in, and says that nobody leads, when a supervisor is absent', async () => {
    const lead = await site.as('lead');
    const { days } = await sampleContent();
    const { shifts } = days.find(({ date }) => date === '2024-05-14')!;
    const [supervisor] = shifts.filter((shift) => shift.role === 'supervisor');
    await lead.post(`${day}/absence`, { staff: supervisor!.staffId, from: '', to: '', reason: 'sick' });
    expect(await lead.read(`${day}/desk`))
      .to.include('代行を頼む')
      .and.to.include('業務責任者が足りない時間')
      .and.not.to.include('休みの人に頼む');
  });

  it('refuses an end before the start', async () => {
    const lead = await site.as('lead');
    const [{ staffId, start, end }] = await operators();
    const turned = await lead.get(`${day}/absence?staff=${staffId}&from=${end}&to=${start}`);
    expect(turned.status).to.equal(400);
    expect(await turned.text()).to.include('終了は開始より後');
    const fields = { staff: staffId, from: end, to: start, reason: 'sick' };
    expect((await lead.post(`${day}/absence`, fields)).status).to.equal(400);
    expect(await recorded()).to.deep.equal([]);
  });
});
