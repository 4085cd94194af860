import { Migration } from '@mikro-orm/migrations';

export class Migration20261123114237_documents extends Migration {
  override name = 'Migration20261123114237_documents';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "call_case" ("id" text not null, "date" date not null, "start_minute" int not null, "queue_id" text not null, "staff_id" text null, "venue" text null, "reason" text null, "outcome" text not null, "is_complaint" boolean not null, "handling_seconds" int not null, "note" text null, primary key ("id"));`,
    );
    this.addSql(`create index "call_case_date" on "call_case" ("date");`);

    this.addSql(
      `create table "document_version" ("id" serial primary key, "kind" text not null, "subject" text not null, "version" int not null, "state" text not null, "content" jsonb not null, "content_sha256" text not null, "created_at" timestamptz not null, "created_by" text not null, "submitted_at" timestamptz null);`,
    );
    this.addSql(
      `alter table "document_version" add constraint "document_version_kind_subject_version" unique ("kind", "subject", "version");`,
    );

    this.addSql(
      `create table "document_event" ("id" serial primary key, "document_id" int not null, "at" timestamptz not null, "actor_user_id" text not null, "actor_name" text not null, "actor_role" text not null, "origin" text null, "action" text not null, "side" text not null, "step_index" int not null, "place" text null, "comment" text null, "content_sha256" text not null);`,
    );
    this.addSql(`create index "document_event_document_id" on "document_event" ("document_id");`);

    this.addSql(
      `create table "kept_file" ("id" serial primary key, "holder" text not null, "holder_id" int not null, "purpose" text not null, "name" text not null, "content_type" text not null, "bytes" bytea not null, "sha256" text not null, "content_sha256" text not null, "note" text null, "at" timestamptz not null, "by" text not null);`,
    );
    this.addSql(`create index "kept_file_holder" on "kept_file" ("holder", "holder_id");`);

    this.addSql(
      `alter table "audit_log" add "origin" text null, add "previous_sha256" text null, add "sha256" text null;`,
    );

    this.addSql(`alter table "invitation" add "contractor_step" text null;`);

    this.addSql(`alter table "plan_event" drop constraint "plan_event_step_check";`);
    this.addSql(
      `alter table "plan_event" add "side" text null, add "step_index" int null, add "place" text null, add "origin" text null;`,
    );
    this.addSql(
      `alter table "plan_event" add constraint "plan_event_side_check" check ("side" in ('contractor', 'city'));`,
    );
    this.addSql(
      `alter table "plan_event" add constraint "plan_event_step_check" check ("step" in ('signed', 'submitted', 'returned', 'confirmed', 'published', 'commented'));`,
    );

    this.addSql(`alter table "user_account" add "contractor_step" text null;`);

    this.addSql(
      `alter table "call_case" add constraint "call_case_outcome_check" check ("outcome" in ('answered', 'escalated', 'cityCallback', 'referred', 'abandoned', 'automatic'));`,
    );

    this.addSql(
      `alter table "document_version" add constraint "document_version_state_check" check ("state" in ('draft', 'submitted', 'confirmed', 'returned'));`,
    );
    this.addSql(
      `create or replace function "document_version_keeps_decided_fn"() returns trigger as $$ begin if tg_op = 'DELETE' then if old.state <> 'draft' then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; return old; end if; if old.state <> 'draft' and (new.id, new.kind, new.subject, new.version, new.content, new.content_sha256, new.created_at, new.created_by, new.submitted_at) is distinct from (old.id, old.kind, old.subject, old.version, old.content, old.content_sha256, old.created_at, old.created_by, old.submitted_at) then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; if new.state <> old.state and not (old.state = 'draft' and new.state = 'submitted') and not (old.state = 'submitted' and new.state in ('confirmed', 'returned')) then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; return new; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "keeps_decided" BEFORE DELETE OR UPDATE on "document_version" for each ROW execute function "document_version_keeps_decided_fn"();`,
    );

    this.addSql(
      `alter table "document_event" add constraint "document_event_document_id_foreign" foreign key ("document_id") references "document_version" ("id");`,
    );
    this.addSql(
      `alter table "document_event" add constraint "document_event_action_check" check ("action" in ('approved', 'returned', 'commented', 'noted'));`,
    );
    this.addSql(
      `alter table "document_event" add constraint "document_event_side_check" check ("side" in ('contractor', 'city'));`,
    );
    this.addSql(
      `create or replace function "document_event_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "document_event" for each ROW execute function "document_event_append_only_fn"();`,
    );

    this.addSql(
      `alter table "kept_file" add constraint "kept_file_holder_check" check ("holder" in ('plan', 'document'));`,
    );
    this.addSql(
      `alter table "kept_file" add constraint "kept_file_purpose_check" check ("purpose" in ('signed', 'review', 'decision'));`,
    );
    this.addSql(
      `create or replace function "kept_file_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "kept_file" for each ROW execute function "kept_file_append_only_fn"();`,
    );

    // By hand, for the ORM does not compare triggers on TRUNCATE.
    for (const table of ['document_version', 'document_event', 'kept_file']) {
      this.addSql(
        `create trigger "keeps_rows" before truncate on "${table}" for each statement execute function "refuse_truncate"();`,
      );
    }
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "document_event" drop constraint "document_event_document_id_foreign";`);

    this.addSql(`drop table if exists "call_case" cascade;`);
    this.addSql(`drop trigger if exists "keeps_decided" on "document_version";`);
    this.addSql(`drop function if exists "document_version_keeps_decided_fn"();`);
    this.addSql(`drop table if exists "document_version" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "document_event";`);
    this.addSql(`drop function if exists "document_event_append_only_fn"();`);
    this.addSql(`drop table if exists "document_event" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "kept_file";`);
    this.addSql(`drop function if exists "kept_file_append_only_fn"();`);
    this.addSql(`drop table if exists "kept_file" cascade;`);

    this.addSql(
      `alter table "audit_log" drop column "origin", drop column "previous_sha256", drop column "sha256";`,
    );

    this.addSql(`alter table "invitation" drop column "contractor_step";`);

    this.addSql(`alter table "plan_event" drop constraint "plan_event_side_check";`);
    this.addSql(`alter table "plan_event" drop constraint "plan_event_step_check";`);
    this.addSql(
      `alter table "plan_event" drop column "side", drop column "step_index", drop column "place", drop column "origin";`,
    );
    this.addSql(
      `alter table "plan_event" add constraint "plan_event_step_check" check ("step" in ('submitted', 'returned', 'confirmed', 'published', 'commented'));`,
    );

    this.addSql(`alter table "user_account" drop column "contractor_step";`);
  }
}
