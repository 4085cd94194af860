import { type LocalDate, YearMonth } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import { daySheetHtml, shiftTableHtml } from '../render/shift-table.ts';
import { dateText, weekdayText } from '../report/index.ts';
import type { Actor, AppContext } from './context.ts';
import { noteExport } from './export-shifts.ts';
import { loadPlanReport, type PrintPlanInput } from './print-plan.ts';

/**
 * The シフト表 of a version as PDF: the month on a sheet of A3. The city gets its own copy, whatever it asks for.
 * @throws SekisuError `plan.not-found`, `print.browser-unavailable`
 */
export async function printShiftTable(
  ctx: AppContext,
  actor: Actor,
  input: PrintPlanInput,
): Promise<Uint8Array> {
  const report = await loadPlanReport(ctx, actor, input);
  const pdf = await ctx.printer.print(shiftTableHtml(ctx.render, report));
  await noteExport(ctx, actor, input, { file: 'shifts.pdf', audience: report.audience });
  return pdf;
}

/**
 * One day of a version as PDF: everybody's shift and breaks as a time line on A4.
 * @throws SekisuError `plan.not-found`, `plan.day-not-in-plan`, `print.browser-unavailable`
 */
export async function printDaySheet(
  ctx: AppContext,
  actor: Actor,
  input: PrintPlanInput & { readonly date: LocalDate },
): Promise<Uint8Array> {
  const report = await loadPlanReport(ctx, actor, input);
  const openDays = report.roster.days.filter(({ isClosed }) => !isClosed);
  const isOfMonth = input.month.equals(YearMonth.from(input.date));
  const index = isOfMonth ? openDays.findIndex(({ number }) => number === input.date.dayOfMonth()) : -1;
  if (index === -1) throw new SekisuError('plan.day-not-in-plan', { date: input.date.toString() });
  const day = `${dateText(input.date, input.language)}（${weekdayText(input.date, input.language)}）`;
  const pdf = await ctx.printer.print(daySheetHtml(ctx.render, report, index, day));
  await noteExport(ctx, actor, input, {
    file: 'day.pdf',
    date: input.date.toString(),
    audience: report.audience,
  });
  return pdf;
}
