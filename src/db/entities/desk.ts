import { defineEntity, p } from '@mikro-orm/core';
import type { DeskAct } from '../../plan/desk-case.ts';
import type { PersonDayChange } from '../../plan/person-days.ts';
import { PlanVersionRow } from './planned.ts';
import { appendOnly } from './triggers.ts';

const DeskCaseSchema = defineEntity({
  name: 'DeskCaseRow',
  tableName: 'desk_case',
  properties: {
    id: p.integer().primary(),
    date: p.date().index('desk_case_date'),
    state: p.enum(['open', 'covered', 'cancelled']),
    /** Version of the month that it looks at: in force when it was opened, or when a way was last chosen. */
    version: p.integer(),
    /** The version that covered it, or null. */
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id').strictNullable(),
  },
});
/** Absences of a day that are covered together. */
export class DeskCaseRow extends DeskCaseSchema.class {}
DeskCaseSchema.setClass(DeskCaseRow);

const DeskEventSchema = defineEntity({
  name: 'DeskEventRow',
  tableName: 'desk_event',
  uniques: [{ name: 'desk_event_case_number', properties: ['deskCase', 'number'] }],
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    deskCase: () => p.manyToOne(DeskCaseRow).mapToPk().fieldName('case_id'),
    /** 1, 2, … within the case. */
    number: p.integer(),
    at: p.datetime(),
    by: p.text(),
    byName: p.text(),
    act: p.json<DeskAct>(),
  },
});
/** What was done about a case: who did what, for ever. */
export class DeskEventRow extends DeskEventSchema.class {}
DeskEventSchema.setClass(DeskEventRow);

const AbsenceSchema = defineEntity({
  name: 'AbsenceRow',
  tableName: 'absence',
  properties: {
    id: p.integer().primary(),
    date: p.date().index('absence_date'),
    staffId: p.text(),
    startMinute: p.integer(),
    endMinute: p.integer(),
    reasonKind: p.enum(['sick', 'transport', 'family', 'other']),
    /** Private: never leaves the contractor. */
    detail: p.text().strictNullable(),
    recordedBy: p.text(),
    at: p.datetime(),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id').strictNullable(),
    deskCase: () => p.manyToOne(DeskCaseRow).mapToPk().fieldName('case_id').strictNullable(),
    /** When it turned out to be a wrong entry. */
    cancelledAt: p.datetime().strictNullable(),
    cancelledBy: p.text().strictNullable(),
  },
});
/** A person's absence on a day, and the plan version that it led to. */
export class AbsenceRow extends AbsenceSchema.class {}
AbsenceSchema.setClass(AbsenceRow);

const ChangeNoticeSchema = defineEntity({
  name: 'ChangeNoticeRow',
  tableName: 'change_notice',
  properties: {
    id: p.integer().primary(),
    /** Hash of the token in the link; the token itself is not kept. */
    tokenHash: p.text().unique('change_notice_token_hash'),
    deskCase: () => p.manyToOne(DeskCaseRow).mapToPk().fieldName('case_id').index('change_notice_case_id'),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id'),
    staffId: p.text(),
    /** The person's own days, as they were and as they are. */
    changes: p.json<readonly PersonDayChange[]>(),
    at: p.datetime(),
    acknowledgedAt: p.datetime().strictNullable(),
  },
});
/** What one person is told of a change of their own days. */
export class ChangeNoticeRow extends ChangeNoticeSchema.class {}
ChangeNoticeSchema.setClass(ChangeNoticeRow);
