import { Migration } from '@mikro-orm/migrations';

export class Migration20261123084730_improvements extends Migration {
  override name = 'Migration20261123084730_improvements';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "improvement_case" ("id" serial primary key, "kind" text not null, "period" text not null, "opened_at" timestamptz not null, "opened_by" text not null, "figures" jsonb not null, "plan_version" int not null, "report_due_on" date not null);`,
    );
    this.addSql(
      `alter table "improvement_case" add constraint "improvement_case_kind_period" unique ("kind", "period");`,
    );

    this.addSql(
      `create table "improvement_event" ("id" serial primary key, "case_id" int not null, "number" int not null, "at" timestamptz not null, "by" text not null, "by_name" text not null, "act" jsonb not null);`,
    );
    this.addSql(
      `alter table "improvement_event" add constraint "improvement_event_case_number" unique ("case_id", "number");`,
    );

    this.addSql(
      `create table "machine_token" ("id" serial primary key, "name" text not null, "token_hash" text not null, "created_at" timestamptz not null, "created_by" text not null, "revoked_at" timestamptz null, "revoked_by" text null);`,
    );
    this.addSql(
      `alter table "machine_token" add constraint "machine_token_token_hash" unique ("token_hash");`,
    );

    this.addSql(
      `alter table "improvement_case" add constraint "improvement_case_kind_check" check ("kind" in ('day', 'monthToDate', 'month'));`,
    );
    this.addSql(
      `create or replace function "improvement_case_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "improvement_case" for each ROW execute function "improvement_case_append_only_fn"();`,
    );

    this.addSql(
      `alter table "improvement_event" add constraint "improvement_event_case_id_foreign" foreign key ("case_id") references "improvement_case" ("id");`,
    );
    this.addSql(
      `create or replace function "improvement_event_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "improvement_event" for each ROW execute function "improvement_event_append_only_fn"();`,
    );

    // By hand, for the ORM does not compare triggers on TRUNCATE.
    for (const table of ['improvement_case', 'improvement_event']) {
      this.addSql(
        `create trigger "keeps_rows" before truncate on "${table}" for each statement execute function "refuse_truncate"();`,
      );
    }
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "improvement_event" drop constraint "improvement_event_case_id_foreign";`);

    this.addSql(`drop trigger if exists "append_only" on "improvement_case";`);
    this.addSql(`drop function if exists "improvement_case_append_only_fn"();`);
    this.addSql(`drop table if exists "improvement_case" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "improvement_event";`);
    this.addSql(`drop function if exists "improvement_event_append_only_fn"();`);
    this.addSql(`drop table if exists "improvement_event" cascade;`);
    this.addSql(`drop table if exists "machine_token" cascade;`);
  }
}
