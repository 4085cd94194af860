import type { TriggerDef } from '@mikro-orm/core';

/** SQLSTATE with which the triggers refuse; `failures.ts` turns it into `plan.version-immutable`. */
export const immutableState = 'SK001';

const refuse = `raise exception '% never changes', tg_table_name using errcode = '${immutableState}', table = tg_table_name;`;

/** Refuses every change and removal of a row. TRUNCATE is refused by a trigger that the migration adds by hand. */
export const appendOnly: TriggerDef & { name: string } = {
  name: 'append_only',
  timing: 'before',
  events: ['delete', 'update'],
  body: refuse,
};

/**
 * Keeps a plan version whose draft is over or that is published: no removal, no change of what was decided on;
 * the state may go draft → submitted → confirmed or returned, and publication is recorded once.
 */
export const keepsDecidedPlans: TriggerDef & { name: string } = {
  name: 'keeps_decided',
  timing: 'before',
  events: ['delete', 'update'],
  body: [
    `if tg_op = 'DELETE' then`,
    `if old.state <> 'draft' or old.published_at is not null then ${refuse} end if;`,
    'return old;',
    'end if;',
    `if (old.state <> 'draft' or old.published_at is not null)`,
    'and (new.id, new.month, new.version, new.kind, new.content, new.content_sha256, new.based_on_version, new.created_at, new.created_by)',
    'is distinct from (old.id, old.month, old.version, old.kind, old.content, old.content_sha256, old.based_on_version, old.created_at, old.created_by)',
    `then ${refuse} end if;`,
    'if new.state <> old.state',
    `and not (old.state = 'draft' and new.state = 'submitted')`,
    `and not (old.state = 'submitted' and new.state in ('confirmed', 'returned'))`,
    `then ${refuse} end if;`,
    `if old.state <> 'draft' and new.submitted_at is distinct from old.submitted_at then ${refuse} end if;`,
    'if old.published_at is not null',
    'and (new.published_at, new.published_by) is distinct from (old.published_at, old.published_by)',
    `then ${refuse} end if;`,
    'return new',
  ].join(' '),
};

/** Keeps a document version whose draft is over, as `keepsDecidedPlans` does a plan's. */
export const keepsDecidedDocuments: TriggerDef & { name: string } = {
  name: 'keeps_decided',
  timing: 'before',
  events: ['delete', 'update'],
  body: [
    `if tg_op = 'DELETE' then`,
    `if old.state <> 'draft' then ${refuse} end if;`,
    'return old;',
    'end if;',
    `if old.state <> 'draft'`,
    'and (new.id, new.kind, new.subject, new.version, new.content, new.content_sha256, new.created_at, new.created_by, new.submitted_at)',
    'is distinct from (old.id, old.kind, old.subject, old.version, old.content, old.content_sha256, old.created_at, old.created_by, old.submitted_at)',
    `then ${refuse} end if;`,
    'if new.state <> old.state',
    `and not (old.state = 'draft' and new.state = 'submitted')`,
    `and not (old.state = 'submitted' and new.state in ('confirmed', 'returned'))`,
    `then ${refuse} end if;`,
    'return new',
  ].join(' '),
};
