import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from './triggers.ts';

const roles = ['administrator', 'manager', 'lead', 'city'] as const;

const UserAccountSchema = defineEntity({
  name: 'UserAccountRow',
  tableName: 'user_account',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Lower case. */
    login: p.text().unique('user_account_login'),
    name: p.text(),
    role: p.enum(roles),
    passwordHash: p.text(),
    /** Label of the city's step of confirmation that the person signs, for the role city. */
    cityStep: p.text().strictNullable(),
    /** Label of the contractor's step that the person signs; null = any that their role may. */
    contractorStep: p.text().strictNullable(),
    createdAt: p.datetime(),
    disabledAt: p.datetime().strictNullable(),
  },
});
/** A person who can sign in; never deleted. */
export class UserAccountRow extends UserAccountSchema.class {}
UserAccountSchema.setClass(UserAccountRow);

const InvitationSchema = defineEntity({
  name: 'InvitationRow',
  tableName: 'invitation',
  properties: {
    tokenHash: p.text().primary(),
    role: p.enum(roles),
    name: p.text(),
    cityStep: p.text().strictNullable(),
    contractorStep: p.text().strictNullable(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().strictNullable(),
  },
});
/** A link with which one person makes their account. */
export class InvitationRow extends InvitationSchema.class {}
InvitationSchema.setClass(InvitationRow);

const WebSessionSchema = defineEntity({
  name: 'WebSessionRow',
  tableName: 'web_session',
  properties: {
    sid: p.text().primary(),
    data: p.json<unknown>(),
    expiresAt: p.datetime().index('web_session_expires_at'),
  },
});
/** A browser's session. */
export class WebSessionRow extends WebSessionSchema.class {}
WebSessionSchema.setClass(WebSessionRow);

const WorkItemSchema = defineEntity({
  name: 'WorkItemRow',
  tableName: 'work_item',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text(),
    state: p.enum(['queued', 'running', 'done', 'failed']),
    /** Key of the sentence that says what is being done. */
    step: p.text().strictNullable(),
    doneFraction: p.double().$type<number>(),
    result: p.json<unknown>().strictNullable(),
    error: p.json<unknown>().strictNullable(),
    createdAt: p.datetime(),
    by: p.text(),
  },
});
/** Long work that a user waits for. */
export class WorkItemRow extends WorkItemSchema.class {}
WorkItemSchema.setClass(WorkItemRow);

const AuditLogSchema = defineEntity({
  name: 'AuditLogRow',
  tableName: 'audit_log',
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    at: p.datetime(),
    actor: p.text(),
    action: p.text(),
    subject: p.text(),
    detail: p.json<unknown>().strictNullable(),
    /** Address from which it was done; null where there is none. */
    origin: p.text().strictNullable(),
    /** Hash of the entry before; null for entries older than the chain. */
    previousSha256: p.text().strictNullable(),
    /** Hash over the entry and the one before; null for entries older than the chain. */
    sha256: p.text().strictNullable(),
  },
});
/** Who did what, for ever. */
export class AuditLogRow extends AuditLogSchema.class {}
AuditLogSchema.setClass(AuditLogRow);
