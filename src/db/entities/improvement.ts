import { defineEntity, p } from '@mikro-orm/core';
import type { ImprovementAct } from '../../plan/improvement.ts';
import type { MissFigures } from '../../plan/misses.ts';
import { appendOnly } from './triggers.ts';

const ImprovementCaseSchema = defineEntity({
  name: 'ImprovementCaseRow',
  tableName: 'improvement_case',
  uniques: [{ name: 'improvement_case_kind_period', properties: ['kind', 'period'] }],
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    kind: p.enum(['day', 'monthToDate', 'month']),
    /** `YYYY-MM-DD` of a day, `YYYY-MM` of the others. */
    period: p.text(),
    openedAt: p.datetime(),
    /** Who brought the figures in. */
    openedBy: p.text(),
    figures: p.json<MissFigures>(),
    /** Version of the plan in force then. */
    planVersion: p.integer(),
    /** Day by which the city is told. */
    reportDueOn: p.date(),
  },
});
/** A miss of the target, as it was found; what is done about it stands in its events. */
export class ImprovementCaseRow extends ImprovementCaseSchema.class {}
ImprovementCaseSchema.setClass(ImprovementCaseRow);

const ImprovementEventSchema = defineEntity({
  name: 'ImprovementEventRow',
  tableName: 'improvement_event',
  uniques: [{ name: 'improvement_event_case_number', properties: ['case', 'number'] }],
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    case: () => p.manyToOne(ImprovementCaseRow).mapToPk().fieldName('case_id'),
    /** 1, 2, … within the case. */
    number: p.integer(),
    at: p.datetime(),
    by: p.text(),
    byName: p.text(),
    act: p.json<ImprovementAct>(),
  },
});
/** What was done about a miss: who did what, for ever. */
export class ImprovementEventRow extends ImprovementEventSchema.class {}
ImprovementEventSchema.setClass(ImprovementEventRow);

const MachineTokenSchema = defineEntity({
  name: 'MachineTokenRow',
  tableName: 'machine_token',
  properties: {
    id: p.integer().primary(),
    /** What the machine is called. */
    name: p.text(),
    /** Hash of the token; the token itself is not kept. */
    tokenHash: p.text().unique('machine_token_token_hash'),
    createdAt: p.datetime(),
    createdBy: p.text(),
    revokedAt: p.datetime().strictNullable(),
    revokedBy: p.text().strictNullable(),
  },
});
/** A secret with which a machine hands in counted calls. */
export class MachineTokenRow extends MachineTokenSchema.class {}
MachineTokenSchema.setClass(MachineTokenRow);
