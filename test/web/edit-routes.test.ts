import { expect } from 'chai';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { loadPlan } from '../../src/db/plans.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import { manager, may, sampleContent } from '../app/fixtures.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

describe('editRoutes', () => {
  let site: TestSite;
  let content: PlanContent;
  let browser: Browser;
  /** A day, an operator on duty on it, and one who is not. */
  let date: string;
  let working: string;
  let off: string;
  before(async () => {
    site = await openPlannedSite();
    content = await sampleContent();
    const operators = content.staff.filter(({ role }) => role === 'operator');
    const day = content.days.find(({ shifts }) =>
      operators.some(({ id }) => shifts.every(({ staffId }) => staffId !== id)),
    )!;
    date = day.date;
    working = day.shifts.find((shift) => shift.role === 'operator' && !shift.standby)!.staffId;
    off = operators.find(({ id }) => day.shifts.every(({ staffId }) => staffId !== id))!.id;
  });
  beforeEach(async () => {
    await site.reset();
    browser = await site.as('manager');
  });
  after(() => site.close());

  const cell = (staffId: string): string => `/months/2024-05/cells/${date}/${staffId}`;
  const load = (version = 1) => site.ctx.db.transaction((tx) => loadPlan(tx, may, version));
  const shiftOf = async (staffId: string) =>
    (await load()).content.days
      .find((day) => day.date === date)!
      .shifts.find((shift) => shift.staffId === staffId);
  const post = async (staffId: string, fields: Record<string, string>): Promise<string> => {
    const answer = await browser.post(cell(staffId), fields);
    expect(answer.status).to.equal(303);
    expect(answer.headers.get('location')).to.equal(cell(staffId));
    return browser.read(cell(staffId));
  };

  it('leads from each cell of the open draft to its page, and nobody but the manager', async () => {
    const month = await browser.read('/months/2024-05');
    expect(month)
      .to.include(`id="cell-${date}-${working}"`)
      .and.include(`href="${cell(working)}"`);
    const page = await browser.read(cell(working));
    expect(page).to.include('勤務を変える').and.include('休憩を足す').and.include('入れ替える');
    const lead = await site.as('lead');
    expect(await lead.read('/months/2024-05')).not.to.include('/cells/');
    expect((await lead.get(cell(working))).status).to.equal(403);
    expect((await lead.post(cell(working), { kind: 'duty', patternCode: '' })).status).to.equal(403);
    const city = await site.as('city');
    expect((await city.get('/months/2024-05/swaps')).status).to.equal(403);
  });

  it('clears and assigns, says what follows, marks the cell and takes it back', async () => {
    const cleared = await post(working, { kind: 'duty', patternCode: '' });
    expect(cleared)
      .to.match(/直しました。指摘：増 \d+件/)
      .and.include('手修正');
    expect(await shiftOf(working)).to.equal(undefined);
    const month = await browser.read('/months/2024-05');
    expect(month).to.match(new RegExp(`by-hand" id="cell-${date}-${working}"`));
    expect(month).to.include('最後の手修正').and.include('休みにした');
    await post(off, { kind: 'duty', patternCode: '早' });
    expect((await shiftOf(off))?.pattern).to.equal('早');
    for (const _ of [1, 2]) {
      const answer = await browser.post('/months/2024-05/edits/undo', { back: cell(working) });
      expect(answer.headers.get('location')).to.equal(cell(working));
    }
    expect((await load()).content.days).to.deep.equal(content.days);
    const none = await browser.post('/months/2024-05/edits/undo', {});
    expect(none.status).to.equal(409);
  });

  it('never leads to another site', async () => {
    await post(working, { kind: 'duty', patternCode: '' });
    const answer = await browser.post('/months/2024-05/edits/undo', { back: 'https://example.com/' });
    expect(answer.headers.get('location')).to.equal('/');
  });

  it('moves, adds and removes a break, and says what is wrong with a time', async () => {
    const before = (await shiftOf(working))!;
    const rest = before.breaks.find(({ kind }) => kind === 'rest')!;
    await post(working, { kind: 'removeBreak', start: rest.start });
    expect((await shiftOf(working))!.breaks).to.have.length(before.breaks.length - 1);
    await post(working, { kind: 'addBreak', breakKind: 'rest', start: rest.start, minutes: '10' });
    expect((await shiftOf(working))!.breaks).to.deep.equal(before.breaks);
    const outside = await browser.post(cell(working), { kind: 'moveBreak', start: rest.start, to: '05:00' });
    expect(outside.status).to.equal(400);
    expect(await outside.text())
      .to.include('休憩を 05:00 に置けません')
      .and.include('勤務を変える');
    const odd = await browser.post(cell(working), { kind: 'moveBreak', start: rest.start, to: '25:00' });
    expect(odd.status).to.equal(400);
  });

  it('swaps and moves', async () => {
    const { pattern } = (await shiftOf(working))!;
    await post(working, { kind: 'swap', other: off, secondDate: '' });
    expect((await shiftOf(off))?.pattern).to.equal(pattern);
    expect(await shiftOf(working)).to.equal(undefined);
    await post(off, { kind: 'move', toStaff: working, toDate: date });
    expect((await shiftOf(working))?.pattern).to.equal(pattern);
    const nothing = await browser.post(cell(off), { kind: 'move', toStaff: working, toDate: date });
    expect(nothing.status).to.equal(409);
    expect(await post(off, { kind: 'duty', patternCode: '' })).to.include('変わるところがない');
  });

  it('answers unknown cells and forms as such', async () => {
    expect((await browser.get('/months/2024-05/cells/2024-05-19/OP01')).status).to.equal(404);
    expect((await browser.get(`/months/2024-04/cells/${date}/OP01`)).status).to.equal(404);
    expect((await browser.get(cell('OP99'))).status).to.equal(404);
    expect((await browser.post(cell(working), { kind: 'other' })).status).to.equal(400);
  });

  it('does not change a published version and opens a draft instead', async () => {
    await publishPlan(site.ctx, manager, { month: may, version: 1 });
    const month = await browser.read('/months/2024-05');
    expect(month).not.to.include(cell(working));
    expect(month).to.include('手で直す下書きを作る');
    expect(await browser.read(cell(working)))
      .to.include('手で直す下書きを作る')
      .and.not.include('勤務を変える');
    expect((await browser.post(cell(working), { kind: 'duty', patternCode: '' })).status).to.equal(409);
    await browser.post('/months/2024-05/draft', { back: cell(working) });
    expect(await browser.read(cell(working)))
      .to.include('勤務を変える')
      .and.include('第2版');
    await post(working, { kind: 'duty', patternCode: '' });
    expect((await load(1)).content).to.deep.equal(content);
    // The day in force is the published one; the draft's is asked for by number.
    expect(await browser.read(`/days/${date}`)).not.to.include('/cells/');
    const draftDay = await browser.read(`/days/${date}?version=2`);
    expect(draftDay)
      .to.include(cell(off === working ? off : firstOnDuty()))
      .and.not.include('/absence');
  });

  it('shows the edits of a draft on the day, with the way to each person', async () => {
    const rest = (await shiftOf(working))!.breaks.find(({ kind }) => kind === 'rest')!;
    await post(working, { kind: 'removeBreak', start: rest.start });
    const day = await browser.read(`/days/${date}`);
    expect(day)
      .to.include(`href="${cell(working)}"`)
      .and.include('手修正');
  });

  it('takes a request to swap from the lead, lists what it breaks, and lets the manager decide', async () => {
    const lead = await site.as('lead');
    const ask = (fields: Record<string, string>) =>
      lead.post('/months/2024-05/swaps', { first: working, second: off, date, note: '通院', ...fields });
    expect((await ask({})).status).to.equal(303);
    const seen = await lead.read('/months/2024-05/swaps');
    expect(seen)
      .to.include('通院')
      .and.match(/入れ替えると新しく出る指摘|新しい指摘はありません/);
    expect(seen).not.to.include('/swaps/1/accept');
    expect((await lead.post('/swaps/1/accept', {})).status).to.equal(403);
    expect(await browser.read('/months/2024-05/swaps')).to.include('/swaps/1/accept');
    expect((await browser.post('/swaps/1/accept', {})).status).to.equal(303);
    expect(await shiftOf(off)).not.to.equal(undefined);
    expect(await browser.read('/months/2024-05/swaps')).to.include('受け入れた');
    expect((await browser.post('/swaps/1/decline', {})).status).to.equal(409);
    expect((await browser.post('/swaps/zero/decline', {})).status).to.equal(409);
    const wrong = await ask({ second: working });
    expect(wrong.status).to.equal(400);
    expect((await ask({ secondDate: '2024-06-03' })).status).to.equal(400);
  });

  it('speaks English too', async () => {
    await browser.get('/language/en?back=/');
    const page = await post(working, { kind: 'duty', patternCode: '' });
    expect(page)
      .to.include('Change the duty')
      .and.match(/Findings: \d+ new/);
    expect(await browser.read('/months/2024-05/swaps')).to.include('Requests to swap');
    expect(await browser.read('/months/2024-05'))
      .to.include('Last edit:')
      .and.include('day off');
  });

  function firstOnDuty(): string {
    const { shifts } = content.days.find((day) => day.date === date)!;
    return shifts.find(({ staffId }) => staffId !== working)!.staffId;
  }
});
