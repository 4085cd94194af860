import { Migration } from '@mikro-orm/migrations';

export class Migration20261122125849_store extends Migration {
  override name = 'Migration20261122125849_store';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "audit_log" ("id" serial primary key, "at" timestamptz not null, "actor" text not null, "action" text not null, "subject" text not null, "detail" jsonb null);`,
    );

    this.addSql(
      `create table "contract" ("id" text not null, "content" jsonb not null, "sha256" text not null, "imported_at" timestamptz not null, primary key ("id"));`,
    );

    this.addSql(
      `create table "forecast_override" ("id" serial primary key, "date" date not null, "calls" double precision not null, "reason" text not null, "by" text not null, "at" timestamptz not null, "undone_by" text null, "undone_at" timestamptz null);`,
    );
    this.addSql(`create index "forecast_override_date" on "forecast_override" ("date");`);

    this.addSql(
      `create table "history_interval" ("date" date not null, "queue_id" text not null, "start_minute" int not null, "end_minute" int not null, "offered" int not null, "answered" int not null, "abandoned" int not null, "handling_seconds" double precision not null, primary key ("date", "queue_id", "start_minute"));`,
    );

    this.addSql(
      `create table "import_file" ("id" serial primary key, "sha256" text not null, "kind" text not null, "name" text not null, "rows" int not null, "imported_at" timestamptz not null, "imported_by" text not null);`,
    );
    this.addSql(`create index "import_file_sha256" on "import_file" ("sha256");`);

    this.addSql(
      `create table "invitation" ("token_hash" text not null, "role" text not null, "name" text not null, "city_step" text null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("token_hash"));`,
    );

    this.addSql(
      `create table "mailing" ("id" serial primary key, "posted_on" date not null, "announced_on" date not null, "letters" int not null, "kind" text not null, "calls_per_letter" double precision not null, "booking_opens_on" date null);`,
    );

    this.addSql(
      `create table "plan_version" ("id" serial primary key, "month" text not null, "version" int not null, "kind" text not null, "state" text not null, "content" jsonb not null, "content_sha256" text not null, "based_on_version" int null, "created_at" timestamptz not null, "created_by" text not null, "submitted_at" timestamptz null, "published_at" timestamptz null, "published_by" text null);`,
    );
    this.addSql(
      `alter table "plan_version" add constraint "plan_version_month_version" unique ("month", "version");`,
    );

    this.addSql(
      `create table "plan_event" ("id" serial primary key, "plan_id" int not null, "at" timestamptz not null, "actor_user_id" text not null, "actor_name" text not null, "actor_role" text not null, "step" text not null, "comment" text null, "content_sha256" text not null);`,
    );
    this.addSql(`create index "plan_event_plan_id" on "plan_event" ("plan_id");`);

    this.addSql(
      `create table "absence" ("id" serial primary key, "date" date not null, "staff_id" text not null, "start_minute" int not null, "end_minute" int not null, "reason_kind" text not null, "detail" text null, "recorded_by" text not null, "at" timestamptz not null, "plan_id" int null);`,
    );
    this.addSql(`create index "absence_date" on "absence" ("date");`);

    this.addSql(
      `create table "staff_member" ("id" text not null, "name" text not null, "role" text not null, "employer" text not null, "skills" jsonb not null, "employment" text not null, "maximum_weekly_minutes" int not null, "maximum_daily_minutes" int not null, "maximum_weekly_days" int not null, "minimum_monthly_minutes" int not null, "pattern_codes" jsonb not null, "can_stand_by" boolean not null, "is_exempt_from_overtime" boolean not null, "starts_on" date not null, "ends_on" date null, "birth_date" date null, "management_since" date null, "leave" jsonb not null, "unavailable" jsonb not null, primary key ("id"));`,
    );

    this.addSql(
      `create table "user_account" ("id" uuid not null default gen_random_uuid(), "login" text not null, "name" text not null, "role" text not null, "password_hash" text not null, "city_step" text null, "created_at" timestamptz not null, "disabled_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`alter table "user_account" add constraint "user_account_login" unique ("login");`);

    this.addSql(
      `create table "web_session" ("sid" text not null, "data" jsonb not null, "expires_at" timestamptz not null, primary key ("sid"));`,
    );
    this.addSql(`create index "web_session_expires_at" on "web_session" ("expires_at");`);

    this.addSql(
      `create table "work_item" ("id" uuid not null default gen_random_uuid(), "kind" text not null, "state" text not null, "step" text null, "done_fraction" double precision not null, "result" jsonb null, "error" jsonb null, "created_at" timestamptz not null, "by" text not null, primary key ("id"));`,
    );

    this.addSql(
      `create or replace function "audit_log_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "audit_log" for each ROW execute function "audit_log_append_only_fn"();`,
    );

    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract'));`,
    );

    this.addSql(
      `alter table "invitation" add constraint "invitation_role_check" check ("role" in ('administrator', 'manager', 'lead', 'city'));`,
    );

    this.addSql(
      `alter table "plan_version" add constraint "plan_version_kind_check" check ("kind" in ('plan', 'repair'));`,
    );
    this.addSql(
      `alter table "plan_version" add constraint "plan_version_state_check" check ("state" in ('draft', 'submitted', 'confirmed', 'returned'));`,
    );
    this.addSql(
      `create or replace function "plan_version_keeps_decided_fn"() returns trigger as $$ begin if tg_op = 'DELETE' then if old.state <> 'draft' or old.published_at is not null then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; return old; end if; if (old.state <> 'draft' or old.published_at is not null) and (new.id, new.month, new.version, new.kind, new.content, new.content_sha256, new.based_on_version, new.created_at, new.created_by) is distinct from (old.id, old.month, old.version, old.kind, old.content, old.content_sha256, old.based_on_version, old.created_at, old.created_by) then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; if new.state <> old.state and not (old.state = 'draft' and new.state = 'submitted') and not (old.state = 'submitted' and new.state in ('confirmed', 'returned')) then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; if old.state <> 'draft' and new.submitted_at is distinct from old.submitted_at then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; if old.published_at is not null and (new.published_at, new.published_by) is distinct from (old.published_at, old.published_by) then raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end if; return new; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "keeps_decided" BEFORE DELETE OR UPDATE on "plan_version" for each ROW execute function "plan_version_keeps_decided_fn"();`,
    );

    this.addSql(
      `alter table "plan_event" add constraint "plan_event_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id");`,
    );
    this.addSql(
      `alter table "plan_event" add constraint "plan_event_step_check" check ("step" in ('submitted', 'returned', 'confirmed', 'published', 'commented'));`,
    );
    this.addSql(
      `create or replace function "plan_event_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "plan_event" for each ROW execute function "plan_event_append_only_fn"();`,
    );

    this.addSql(
      `alter table "absence" add constraint "absence_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "absence" add constraint "absence_reason_kind_check" check ("reason_kind" in ('sick', 'transport', 'family', 'other'));`,
    );

    this.addSql(
      `alter table "staff_member" add constraint "staff_member_role_check" check ("role" in ('operator', 'supervisor', 'manager'));`,
    );
    this.addSql(
      `alter table "staff_member" add constraint "staff_member_employment_check" check ("employment" in ('full', 'part'));`,
    );

    this.addSql(
      `alter table "user_account" add constraint "user_account_role_check" check ("role" in ('administrator', 'manager', 'lead', 'city'));`,
    );

    this.addSql(
      `alter table "work_item" add constraint "work_item_state_check" check ("state" in ('queued', 'running', 'done', 'failed'));`,
    );

    // By hand, for the ORM does not compare triggers on TRUNCATE.
    this.addSql(
      `create or replace function "refuse_truncate"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    for (const table of ['plan_version', 'plan_event', 'audit_log']) {
      this.addSql(
        `create trigger "keeps_rows" before truncate on "${table}" for each statement execute function "refuse_truncate"();`,
      );
    }
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "plan_event" drop constraint "plan_event_plan_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_plan_id_foreign";`);

    this.addSql(`drop trigger if exists "append_only" on "audit_log";`);
    this.addSql(`drop function if exists "audit_log_append_only_fn"();`);
    this.addSql(`drop table if exists "audit_log" cascade;`);
    this.addSql(`drop table if exists "contract" cascade;`);
    this.addSql(`drop table if exists "forecast_override" cascade;`);
    this.addSql(`drop table if exists "history_interval" cascade;`);
    this.addSql(`drop table if exists "import_file" cascade;`);
    this.addSql(`drop table if exists "invitation" cascade;`);
    this.addSql(`drop table if exists "mailing" cascade;`);
    this.addSql(`drop trigger if exists "keeps_decided" on "plan_version";`);
    this.addSql(`drop function if exists "plan_version_keeps_decided_fn"();`);
    this.addSql(`drop table if exists "plan_version" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "plan_event";`);
    this.addSql(`drop function if exists "plan_event_append_only_fn"();`);
    this.addSql(`drop table if exists "plan_event" cascade;`);
    this.addSql(`drop table if exists "absence" cascade;`);
    this.addSql(`drop table if exists "staff_member" cascade;`);
    this.addSql(`drop table if exists "user_account" cascade;`);
    this.addSql(`drop table if exists "web_session" cascade;`);
    this.addSql(`drop table if exists "work_item" cascade;`);
    this.addSql(`drop function if exists "refuse_truncate"();`);
  }
}
