import { LocalDate, type YearMonth } from '@js-joda/core';
import { confirmPlan } from '../app/confirm-plan.ts';
import { exportShiftsXlsx } from '../app/export-shifts.ts';
import { makePlan } from '../app/make-plan.ts';
import { overrideDay } from '../app/override-day.ts';
import { exportPlan, printPlan } from '../app/print-plan.ts';
import { printShiftTable } from '../app/print-shift-table.ts';
import { publishPlan } from '../app/publish-plan.ts';
import { returnPlan } from '../app/return-plan.ts';
import { submitPlan } from '../app/submit-plan.ts';
import { planDueOn } from './play-months.ts';
import type { Stage } from './stage.ts';

/** A version as the use case gives it. */
type PlanVersion = Awaited<ReturnType<typeof makePlan>>;

/** Price of a change of a roster that was shown before, in hours of paid work. */
const changePrice = 4;
/** Open day of the month, from 0, of which the city knows more than the first plan, and how many times the calls. */
const busyDay = 6;
const busyTimes = 1.6;

/**
 * Plans a month as it is done every month: made in the month before, signed by the contractor, confirmed by the city,
 * published; files of it. In a month that is returned the city's comment leads to a second version.
 */
export async function planMonthOfYear(
  stage: Stage,
  month: YearMonth,
  { isReturned }: { readonly isReturned: boolean },
): Promise<void> {
  const { ctx, cast, clock, archive } = stage;
  const [author] = cast.contractor;
  const day = planDueOn(stage, month);
  clock.set(day, '10:00');
  let made = await makePlan(ctx, author!, { month, knowledgeDate: null, keep: null });
  await signPlanOfYear(stage, made);
  if (isReturned) made = await planAgain(stage, made);
  const { version } = made;
  clock.set(day, '15:30');
  for (const signer of cast.city) await confirmPlan(ctx, signer, { month, version });
  await publishPlan(ctx, author!, { month, version });
  const which = { month, version };
  const print = { ...which, language: 'ja' as const };
  const title = `${stage.contract.documents.staffingPlan.name.ja} ${month} 第${version}版`;
  const file = (name: string): string => `${month}/${name}`;
  await archive.put(
    file('haichi-keikaku.pdf'),
    `${title}（市提出用・署名済み）`,
    await printPlan(ctx, cast.office, { ...print, audience: 'city' }),
  );
  const { document, shiftsCsv } = await exportPlan(ctx, author!, which);
  await archive.put(file('plan.json'), `${title}（データ）`, `${JSON.stringify(document, null, 2)}\n`);
  await archive.put(file('shifts.csv'), `シフト ${month}（CSV）`, shiftsCsv);
  for (const audience of ['city', 'internal'] as const) {
    const copy = audience === 'city' ? '市提出用' : '受託者内部用';
    const table = await printShiftTable(ctx, author!, { ...print, audience });
    await archive.put(file(`shift-${audience}.pdf`), `シフト表 ${month}（A3、${copy}）`, table);
  }
  const sheet = await exportShiftsXlsx(ctx, cast.office, { ...which, audience: 'city', language: 'ja' });
  await archive.put(file('shift-city.xlsx'), `シフト表 ${month}（Excel、市提出用）`, sheet);
}

/** Every step of the contractor signs a version. */
async function signPlanOfYear({ ctx, cast }: Stage, { month, version }: PlanVersion): Promise<void> {
  for (const signer of cast.contractor) await submitPlan(ctx, signer, { month, version });
}

/** The city returns a plan, for a day will have more calls than it knew of; the next version is made and signed. */
async function planAgain(stage: Stage, { month, version, content }: PlanVersion): Promise<PlanVersion> {
  const { ctx, cast, archive } = stage;
  const author = cast.contractor[0]!;
  const busy = content.days[busyDay]!;
  const date = LocalDate.parse(busy.date);
  const words = `${date.monthValue()}月${date.dayOfMonth()}日`;
  const comment = `${words}は、窓口の臨時休業の案内を送るため問い合わせが増える見込みです。見込みに反映し、改めて提出してください。`;
  await returnPlan(ctx, cast.city[0]!, { month, version, comment, place: words });
  const which = { month, version, audience: 'city', language: 'ja' } as const;
  const name = `${stage.contract.documents.staffingPlan.name.ja} ${month} 第${version}版（差戻し）`;
  await archive.put(
    `${month}/haichi-keikaku-v${version}.pdf`,
    name,
    await printPlan(ctx, cast.office, which),
  );
  const expected = busy.intervals.reduce((sum, { calls }) => sum + calls, 0);
  const reason = '市の連絡：窓口の臨時休業の案内を発送';
  const calls = Math.round(expected * busyTimes);
  await overrideDay(ctx, author, { date, calls, reason, isConfirmed: true });
  const kept = await makePlan(ctx, author, { month, knowledgeDate: null, keep: { changePrice } });
  // What keeps the known roster and breaks a rule by it is made anew, as a manager would.
  const isBroken = kept.content.findings.some(({ level }) => level === 'H');
  const made = isBroken ? await makePlan(ctx, author, { month, knowledgeDate: null, keep: null }) : kept;
  await signPlanOfYear(stage, made);
  return made;
}
