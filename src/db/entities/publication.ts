import { defineEntity, p } from '@mikro-orm/core';
import { PlanVersionRow } from './planned.ts';
import { appendOnly } from './triggers.ts';

const ShiftAddressSchema = defineEntity({
  name: 'ShiftAddressRow',
  tableName: 'shift_address',
  properties: {
    id: p.integer().primary(),
    staffId: p.text().index('shift_address_staff_id'),
    /** Hash of the token in the address; the token itself is not kept. */
    tokenHash: p.text().unique('shift_address_token_hash'),
    createdAt: p.datetime(),
    createdBy: p.text(),
    revokedAt: p.datetime().strictNullable(),
    revokedBy: p.text().strictNullable(),
  },
});
/** The address at which one person sees their own published shifts. */
export class ShiftAddressRow extends ShiftAddressSchema.class {}
ShiftAddressSchema.setClass(ShiftAddressRow);

const VersionReadingSchema = defineEntity({
  name: 'VersionReadingRow',
  tableName: 'version_reading',
  uniques: [{ name: 'version_reading_plan_staff', properties: ['plan', 'staffId'] }],
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    plan: () => p.manyToOne(PlanVersionRow).mapToPk().fieldName('plan_id'),
    staffId: p.text(),
    at: p.datetime(),
  },
});
/** That a person has read their month in a published version (閲覧確認), for ever. */
export class VersionReadingRow extends VersionReadingSchema.class {}
VersionReadingSchema.setClass(VersionReadingRow);
