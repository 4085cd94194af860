import type { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { loadAbsences } from '../db/absences.ts';
import { appendAudit } from '../db/audit.ts';
import type { Tx } from '../db/tx.ts';
import type { Language } from '../errors.ts';
import { encodeShiftJis, shiftListSheet, writeShiftsCsv, writeWorkbook } from '../files/index.ts';
import { maskedForCity } from '../plan/index.ts';
import { type AbsentDay, type Audience, rosterSheet, staffingPlanReport } from '../report/index.ts';
import { planDocumentOf } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadPlanVersion } from './load-plan-version.ts';

/** A file of a version's shifts. */
export interface ShiftsFile {
  readonly bytes: Uint8Array;
  /** Characters that the file's encoding lacks and for which 〓 stands; none but in Shift_JIS. */
  readonly replaced: readonly string[];
}

/** The shifts of a version as CSV with names: for the contractor only. @throws SekisuError `role.not-allowed`, `plan.not-found` */
export async function exportShiftsCsv(
  ctx: AppContext,
  actor: Actor,
  input: {
    readonly month: YearMonth;
    readonly version: number;
    readonly encoding: 'utf-8' | 'shift_jis';
  },
): Promise<ShiftsFile> {
  requireRole(actor, 'manager');
  const { plan } = await loadPlanVersion(ctx, actor, input);
  const text = writeShiftsCsv(plan.content);
  const file =
    input.encoding === 'shift_jis'
      ? encodeShiftJis(text)
      : { bytes: new TextEncoder().encode(text), replaced: [] };
  await noteExport(ctx, actor, input, { file: 'shifts.csv', encoding: input.encoding });
  return file;
}

/** Characters of a plan's names and codes, all that its shifts say in free words, for which 〓 would stand in Shift_JIS. */
export function lackingInShiftJis(plan: Parameters<typeof writeShiftsCsv>[0]): readonly string[] {
  const patterns = new Set(plan.days.flatMap(({ shifts }) => shifts.map(({ pattern }) => pattern)));
  const words = [...plan.staff.flatMap(({ id, name }) => [id, name]), ...patterns];
  return encodeShiftJis(words.join('\n')).replaced;
}

/**
 * The シフト表 of a version as XLSX, with its shifts as rows on a second sheet. The city gets its own copy only, whatever it
 * asks for: operators by code, no kinds of days off.
 * @throws SekisuError `role.not-allowed`, `plan.not-found`
 */
export async function exportShiftsXlsx(
  ctx: AppContext,
  actor: Actor,
  input: {
    readonly month: YearMonth;
    readonly version: number;
    readonly audience: Audience;
    readonly language: Language;
  },
): Promise<Uint8Array> {
  const { contract, plan } = await loadPlanVersion(ctx, actor, input);
  const audience = actor.role === 'city' ? 'city' : input.audience;
  const content = audience === 'city' ? maskedForCity(plan.content) : plan.content;
  const report = staffingPlanReport({
    contract,
    plan: planDocumentOf({ ...plan, content }),
    events: [],
    audience,
    issuedOn: japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(),
    language: input.language,
  });
  const t = (key: string, values: Readonly<Record<string, unknown>> = {}): string =>
    ctx.render.translate(input.language, key, values);
  const bytes = await writeWorkbook([
    rosterSheet(report, t, await absentDays(ctx, input.month)),
    shiftListSheet(content, t('shifts:sheet.list')),
  ]);
  await noteExport(ctx, actor, input, { file: 'shifts.xlsx', audience });
  return bytes;
}

/** Days of a month on which somebody was away, undone entries left out. */
async function absentDays(ctx: AppContext, month: YearMonth): Promise<readonly AbsentDay[]> {
  const absences = await ctx.db.transaction((tx) => loadAbsences(tx, month.atDay(1), month.atEndOfMonth()));
  return absences
    .filter(({ cancelledAt }) => cancelledAt === null)
    .map(({ staffId, date }) => ({ staffId, day: date.dayOfMonth() }));
}

/** Notes who took a file of a version away. @param detail which file, without what it says */
export async function noteExport(
  ctx: AppContext,
  actor: Actor,
  { month, version }: { readonly month: YearMonth; readonly version: number },
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await ctx.db.transaction((tx: Tx) =>
    appendAudit(tx, {
      at: ctx.now(),
      actor: actor.userId,
      origin: actor.origin,
      action: 'plan.exported',
      subject: `${month} v${version}`,
      detail,
    }),
  );
}
