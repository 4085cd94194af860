import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083006_desk_cases extends Migration {
  override name = 'Migration20261123083006_desk_cases';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "desk_case" ("id" serial primary key, "date" date not null, "state" text not null, "version" int not null, "plan_id" int null);`,
    );
    this.addSql(`create index "desk_case_date" on "desk_case" ("date");`);

    this.addSql(
      `create table "desk_event" ("id" serial primary key, "case_id" int not null, "number" int not null, "at" timestamptz not null, "by" text not null, "by_name" text not null, "act" jsonb not null);`,
    );
    this.addSql(
      `alter table "desk_event" add constraint "desk_event_case_number" unique ("case_id", "number");`,
    );

    this.addSql(
      `create table "change_notice" ("id" serial primary key, "token_hash" text not null, "case_id" int not null, "plan_id" int not null, "staff_id" text not null, "changes" jsonb not null, "at" timestamptz not null, "acknowledged_at" timestamptz null);`,
    );
    this.addSql(
      `alter table "change_notice" add constraint "change_notice_token_hash" unique ("token_hash");`,
    );
    this.addSql(`create index "change_notice_case_id" on "change_notice" ("case_id");`);

    this.addSql(
      `alter table "absence" add "case_id" int null, add "cancelled_at" timestamptz null, add "cancelled_by" text null;`,
    );
    this.addSql(
      `alter table "absence" add constraint "absence_case_id_foreign" foreign key ("case_id") references "desk_case" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "desk_case" add constraint "desk_case_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "desk_case" add constraint "desk_case_state_check" check ("state" in ('open', 'covered', 'cancelled'));`,
    );

    this.addSql(
      `alter table "desk_event" add constraint "desk_event_case_id_foreign" foreign key ("case_id") references "desk_case" ("id");`,
    );
    this.addSql(
      `create or replace function "desk_event_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "desk_event" for each ROW execute function "desk_event_append_only_fn"();`,
    );

    this.addSql(
      `alter table "change_notice" add constraint "change_notice_case_id_foreign" foreign key ("case_id") references "desk_case" ("id");`,
    );
    this.addSql(
      `alter table "change_notice" add constraint "change_notice_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id");`,
    );

    // By hand, for the ORM does not compare triggers on TRUNCATE.
    this.addSql(
      `create trigger "keeps_rows" before truncate on "desk_event" for each statement execute function "refuse_truncate"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "desk_event" drop constraint "desk_event_case_id_foreign";`);
    this.addSql(`alter table "change_notice" drop constraint "change_notice_case_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_case_id_foreign";`);

    this.addSql(`drop table if exists "desk_case" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "desk_event";`);
    this.addSql(`drop function if exists "desk_event_append_only_fn"();`);
    this.addSql(`drop table if exists "desk_event" cascade;`);
    this.addSql(`drop table if exists "change_notice" cascade;`);

    this.addSql(
      `alter table "absence" drop column "case_id", drop column "cancelled_at", drop column "cancelled_by";`,
    );
  }
}
