import { defineEntity, p } from '@mikro-orm/core';
import type { PlanContent } from '../../plan/format.ts';
import { appendOnly, keepsDecidedPlans } from './triggers.ts';

const PlanVersionSchema = defineEntity({
  name: 'PlanVersionRow',
  tableName: 'plan_version',
  uniques: [{ name: 'plan_version_month_version', properties: ['month', 'version'] }],
  triggers: [keepsDecidedPlans],
  properties: {
    id: p.integer().primary(),
    /** `YYYY-MM`. */
    month: p.text(),
    version: p.integer(),
    kind: p.enum(['plan', 'repair']),
    state: p.enum(['draft', 'submitted', 'confirmed', 'returned']),
    content: p.json<PlanContent>(),
    contentSha256: p.text(),
    basedOnVersion: p.integer().strictNullable(),
    createdAt: p.datetime(),
    createdBy: p.text(),
    submittedAt: p.datetime().strictNullable(),
    publishedAt: p.datetime().strictNullable(),
    publishedBy: p.text().strictNullable(),
  },
});
/** One version of a month's plan. */
export class PlanVersionRow extends PlanVersionSchema.class {}
PlanVersionSchema.setClass(PlanVersionRow);

const PlanEventSchema = defineEntity({
  name: 'PlanEventRow',
  tableName: 'plan_event',
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id').index('plan_event_plan_id'),
    at: p.datetime(),
    actorUserId: p.text(),
    actorName: p.text(),
    actorRole: p.text(),
    step: p.enum(['signed', 'submitted', 'returned', 'confirmed', 'published', 'commented']),
    /** Box of the 承認欄 that a signature stands in; null where the step is in none, and for steps older than boxes. */
    side: p.enum(['contractor', 'city']).strictNullable(),
    stepIndex: p.integer().strictNullable(),
    /** Where in the plan a comment belongs; null for the whole. */
    place: p.text().strictNullable(),
    /** Address from which it was done; null where there is none. */
    origin: p.text().strictNullable(),
    comment: p.text().strictNullable(),
    contentSha256: p.text(),
  },
});
/** One step of a plan's way: who did what to which content. */
export class PlanEventRow extends PlanEventSchema.class {}
PlanEventSchema.setClass(PlanEventRow);
