/**
 * From 「欠勤」 to ranked ways on the screen, with the service running: an absence is recorded over HTTP and the page of ways is
 * read, as a lead's browser does. By hand with `node bench/day-desk.ts [--people 50] [--absences 60] [--months 1]`; prints one JSON line.
 * The roster is made up: four days in five for everybody, breaks placed, as many needed as breaks leave. The aim is 95 of 100
 * under 300 ms at 50 people and under 2 s at 1,000. `--months` months before it are published too, as at the end of a year.
 */
import { parseArgs } from 'node:util';
import { Instant, YearMonth } from '@js-joda/core';
import { contentSha256 } from '../src/app/content-hash.ts';
import { parseTime } from '../src/calendar/index.ts';
import { publishPlan, saveDraft } from '../src/db/plans.ts';
import { replaceStaff } from '../src/db/staff.ts';
import { seededRandom } from '../src/roster/random.ts';
import { importSample, may, sampleContent } from '../test/app/fixtures.ts';
import { openSite } from '../test/web/browser.ts';
import { madeContent, madeStaff } from './made-plan.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50' },
    absences: { type: 'string', default: '60' },
    months: { type: 'string', default: '1' },
  },
});
const headcount = Number(values.people);
const random = seededRandom(1);
const staff = madeStaff(headcount);

const sample = await sampleContent();
const months = Array.from({ length: Number(values.months) + 1 }, (_, back) =>
  may.minusMonths(back),
).reverse();
const now = Instant.parse('2024-05-13T23:40:00Z');
const site = await openSite(now);
await importSample(site.ctx, ['contract']);
const contents = months.map((month) => madeContent(sample, month, staff));
await site.ctx.db.transaction(async (tx) => {
  await replaceStaff(tx, staff);
  for (const content of contents) {
    const planId = await saveDraft(tx, {
      month: YearMonth.parse(content.month),
      version: 1,
      kind: 'plan',
      basedOnVersion: null,
      content,
      contentSha256: contentSha256(content),
      createdAt: now,
      createdBy: 'bench',
    });
    await publishPlan(tx, planId, { at: now, by: 'bench' });
  }
});
const content = contents.at(-1)!;
const lead = await site.as('lead');
const days = content.days.filter(({ date }) => date >= '2024-05-14');
const times: number[] = [];
let ways = 0;
for (let count = 0; count < Number(values.absences); count += 1) {
  await site.ctx.db.clear([
    'contract',
    'staff_member',
    'plan_version',
    'plan_event',
    'user_account',
    'web_session',
  ]);
  const day = days[Math.floor(random() * days.length)]!;
  const onDuty = day.shifts.filter(({ standby }) => !standby);
  const { staffId, start } = onDuty[Math.floor(random() * onDuty.length)]!;
  const late = parseTime(start) + 90;
  const to =
    random() < 0.8
      ? ''
      : `${String(Math.floor(late / 60)).padStart(2, '0')}:${String(late % 60).padStart(2, '0')}`;
  const began = performance.now();
  const path = `/days/${day.date}/absence`;
  const answer = await lead.post(path, { staff: staffId, from: '', to, reason: 'sick', detail: '' });
  const page = await lead.read(answer.headers.get('location')!);
  times.push(performance.now() - began);
  ways += page.split('name="option"').length - 1;
}
await site.close();
times.sort((a, b) => a - b);
const at = (share: number): number =>
  Math.round(times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)]!);
console.log(
  JSON.stringify({
    people: headcount,
    publishedMonths: months.length,
    absences: times.length,
    waysPerPage: Math.round((ways / times.length) * 10) / 10,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    mostMs: at(1),
  }),
);
