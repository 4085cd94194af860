/**
 * From 「欠勤」 to ranked ways on the screen, with the service running: an absence is recorded over HTTP and the page of ways is
 * read, as a lead's browser does. By hand with `node bench/day-desk.ts [--people 50] [--absences 60] [--months 1]`; prints one JSON line.
 * The roster is made up: four days in five for everybody, breaks placed, as many needed as breaks leave. The aim is 95 of 100
 * under 300 ms at 50 people and under 2 s at 1,000. `--months` months before it are published too, as at the end of a year.
 */
import { parseArgs } from 'node:util';
import { Instant, type LocalDate, YearMonth } from '@js-joda/core';
import { contentSha256 } from '../src/app/content-hash.ts';
import { openDaysOfMonth, parseTime } from '../src/calendar/index.ts';
import { publishPlan, saveDraft } from '../src/db/plans.ts';
import { replaceStaff } from '../src/db/staff.ts';
import { type PlanContent, withRoster } from '../src/plan/index.ts';
import type { PlanFrame } from '../src/plan/with-roster.ts';
import type { RosterDay, Shift, StaffMember } from '../src/roster/index.ts';
import { onPhonePerInterval } from '../src/roster/index.ts';
import { placeBreaks } from '../src/roster/place-breaks.ts';
import { seededRandom } from '../src/roster/random.ts';
import { importSample, may, sampleContent } from '../test/app/fixtures.ts';
import { labour, person } from '../test/build/roster.ts';
import { sampleContract } from '../test/build/sample.ts';
import { openSite } from '../test/web/browser.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50' },
    absences: { type: 'string', default: '60' },
    months: { type: 'string', default: '1' },
  },
});
const headcount = Number(values.people);
const contract = sampleContract;
const random = seededRandom(1);
const number = (index: number): string => String(index + 1).padStart(4, '0');
const leads = Math.max(3, Math.round(headcount / 20));
const staff: readonly StaffMember[] = Array.from({ length: headcount }, (_, index) =>
  person({
    id: index === 0 ? 'MG0001' : index < leads ? `SV${number(index)}` : `OP${number(index)}`,
    name: `見本 ${index + 1}`,
    role: index === 0 ? 'manager' : index < leads ? 'supervisor' : 'operator',
    employment: index % 5 === 4 ? 'part' : 'full',
    labour: labour({ hourlyWageYen: 1200 + (index % 7) * 50 }),
  }),
);

function shiftsOn(date: LocalDate, place: number): Shift[] {
  return staff
    .flatMap(({ id, role }, index): Shift[] => {
      if ((index + place) % 5 === 0) return [];
      const isStandby = role === 'operator' && (index + place) % 50 === 6;
      const pattern = contract.shiftPatterns.find(({ code }) => code === (index % 2 === 0 ? '早' : '遅'))!;
      const { start, end } = isStandby ? contract.standby : pattern;
      return [
        {
          staffId: id,
          role,
          patternCode: isStandby ? '待' : pattern.code,
          startMinute: start,
          endMinute: end,
          isStandby,
          breaks: [],
        },
      ];
    })
    .map((shift) => ({ ...shift, date })) as Shift[];
}

/** A day with breaks, and how many it then needs: as many as the breaks leave, nearly. */
function dayOf(date: LocalDate, open: { startMinute: number; endMinute: number }, place: number) {
  const shifts = shiftsOn(date, place);
  const { intervalMinutes } = contract;
  const full = onPhonePerInterval(
    shifts.filter(({ role }) => role === 'operator'),
    open,
    intervalMinutes,
  );
  const requiredSeats = full.map((count) => Math.max(2, Math.floor(count * 0.72)));
  const seats = (role: 'operator' | 'lead'): readonly number[] =>
    role === 'operator' ? requiredSeats : requiredSeats.map(() => 1);
  const placed = (['operator', 'lead'] as const).flatMap((role) => {
    const people = shifts.filter((shift) => (shift.role === 'operator') === (role === 'operator'));
    const onSite = people.filter(({ isStandby }) => !isStandby);
    const { breaks } = placeBreaks({
      demand: { date, ...open, intervalMinutes, requiredSeats: [...seats(role)] },
      rules: contract.breaks,
      seed: place,
      attempts: 2,
      people: onSite.map((shift) => ({
        staffId: shift.staffId,
        startMinute: shift.startMinute,
        endMinute: shift.endMinute,
        mealMinutes: 45,
        takesRests: role === 'operator',
        keptBreaks: [],
        freeFromMinute: 0,
      })),
    });
    return people.map((shift) => ({ ...shift, breaks: breaks.get(shift.staffId) ?? [] }));
  });
  return { day: { date, shifts: placed } satisfies RosterDay, requiredSeats };
}

/** The sample's plan of May with other people, and calls that fill the seats to nine tenths. */
function contentOf(sample: PlanContent, month: YearMonth): PlanContent {
  const made = openDaysOfMonth(contract.opening, month).map((open, index) => ({
    open,
    ...dayOf(open.date, open, index),
  }));
  const [first] = sample.days;
  const { simulation: _, absence: __, roster: ___, ...kept } = sample;
  const frame: PlanFrame = {
    ...kept,
    month: month.toString(),
    mailings: [],
    staff: staff.map(({ id, name, role, employment, skills }) => ({
      ...sample.staff[0]!,
      id,
      name,
      role,
      employment,
      skills: [...skills],
      daysOff: [],
    })),
    days: made.map(({ open, requiredSeats }) => ({
      ...first!,
      date: open.date.toString(),
      intervals: requiredSeats.map((seats, index) => ({
        ...first!.intervals[index]!,
        requiredSeats: seats,
        calls: (0.85 * seats * contract.intervalMinutes * 60) / kept.assumptions.ahtSeconds,
      })),
    })),
  };
  return withRoster({ frame, days: made.map(({ day }) => day), contract, staff, daysBefore: null });
}

const sample = await sampleContent();
const months = Array.from({ length: Number(values.months) + 1 }, (_, back) =>
  may.minusMonths(back),
).reverse();
const now = Instant.parse('2024-05-13T23:40:00Z');
const site = await openSite(now);
await importSample(site.ctx, ['contract']);
const contents = months.map((month) => contentOf(sample, month));
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
