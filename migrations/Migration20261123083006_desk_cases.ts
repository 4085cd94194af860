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

    // Absences that were recorded with the version that covers them, as cases with what is known of them.
    this.addSql(
      `insert into "desk_case" ("date", "state", "version", "plan_id") select distinct "absence"."date", 'covered', coalesce("plan_version"."based_on_version", "plan_version"."version"), "plan_version"."id" from "absence" join "plan_version" on "plan_version"."id" = "absence"."plan_id";`,
    );
    this.addSql(
      `update "absence" set "case_id" = "desk_case"."id" from "desk_case" where "desk_case"."plan_id" = "absence"."plan_id" and "desk_case"."date" = "absence"."date";`,
    );
    this.addSql(
      `insert into "desk_event" ("case_id", "number", "at", "by", "by_name", "act") select "case_id", row_number() over (partition by "case_id" order by "absence"."id"), "at", "recorded_by", coalesce("user_account"."name", "recorded_by"), jsonb_build_object('kind', 'reported', 'absenceId', "absence"."id", 'staffId', "staff_id") from "absence" left join "user_account" on "user_account"."id"::text = "recorded_by" where "case_id" is not null;`,
    );
    this.addSql(
      `insert into "desk_event" ("case_id", "number", "at", "by", "by_name", "act") select "desk_case"."id", (select count(*) + 1 from "desk_event" as "earlier" where "earlier"."case_id" = "desk_case"."id"), "plan_version"."created_at", "plan_version"."created_by", coalesce("user_account"."name", "plan_version"."created_by"), jsonb_build_object('kind', 'covered', 'version', "plan_version"."version") from "desk_case" join "plan_version" on "plan_version"."id" = "desk_case"."plan_id" left join "user_account" on "user_account"."id"::text = "plan_version"."created_by";`,
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
