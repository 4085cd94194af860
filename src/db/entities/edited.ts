import { defineEntity, p } from '@mikro-orm/core';
import type { PlanDay } from '../../plan/format.ts';
import { PlanVersionRow } from './planned.ts';

const RosterEditSchema = defineEntity({
  name: 'RosterEditRow',
  tableName: 'roster_edit',
  properties: {
    id: p.integer().primary(),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id').index('roster_edit_plan_id'),
    at: p.datetime(),
    by: p.text(),
    /** What was asked for, as the core has it, dates as text. */
    edit: p.json<unknown>(),
    /** People and days whose duty or breaks changed. */
    cells: p.json<readonly { readonly date: string; readonly staffId: string }[]>(),
    /** The days that changed, as they were. */
    before: p.json<readonly Pick<PlanDay, 'date' | 'shifts' | 'editedIds'>[]>(),
    undoneBy: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
  },
});
/** One change of a draft's roster by hand; one that was taken back stays as such. */
export class RosterEditRow extends RosterEditSchema.class {}
RosterEditSchema.setClass(RosterEditRow);

const SwapRequestSchema = defineEntity({
  name: 'SwapRequestRow',
  tableName: 'swap_request',
  properties: {
    id: p.integer().primary(),
    /** `YYYY-MM`. */
    month: p.text().index('swap_request_month'),
    firstStaffId: p.text(),
    secondStaffId: p.text(),
    /** `YYYY-MM-DD`, one or two. */
    dates: p.json<readonly string[]>(),
    note: p.text().strictNullable(),
    requestedBy: p.text(),
    requestedAt: p.datetime(),
    decision: p.enum(['accepted', 'declined']).strictNullable(),
    decidedBy: p.text().strictNullable(),
    decidedAt: p.datetime().strictNullable(),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id').strictNullable(),
  },
});
/** What two people asked to swap, and what was decided. */
export class SwapRequestRow extends SwapRequestSchema.class {}
SwapRequestSchema.setClass(SwapRequestRow);
