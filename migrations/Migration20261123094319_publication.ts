import { Migration } from '@mikro-orm/migrations';

export class Migration20261123094319_publication extends Migration {
  override name = 'Migration20261123094319_publication';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "shift_address" ("id" serial primary key, "staff_id" text not null, "token_hash" text not null, "created_at" timestamptz not null, "created_by" text not null, "revoked_at" timestamptz null, "revoked_by" text null);`,
    );
    this.addSql(`create index "shift_address_staff_id" on "shift_address" ("staff_id");`);
    this.addSql(
      `alter table "shift_address" add constraint "shift_address_token_hash" unique ("token_hash");`,
    );

    this.addSql(
      `create table "version_reading" ("id" serial primary key, "plan_id" int not null, "staff_id" text not null, "at" timestamptz not null);`,
    );
    this.addSql(
      `alter table "version_reading" add constraint "version_reading_plan_staff" unique ("plan_id", "staff_id");`,
    );

    this.addSql(
      `alter table "version_reading" add constraint "version_reading_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id");`,
    );
    this.addSql(
      `create or replace function "version_reading_append_only_fn"() returns trigger as $$ begin raise exception '% never changes', tg_table_name using errcode = 'SK001', table = tg_table_name; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE DELETE OR UPDATE on "version_reading" for each ROW execute function "version_reading_append_only_fn"();`,
    );

    // By hand, for the ORM does not compare triggers on TRUNCATE.
    this.addSql(
      `create trigger "keeps_rows" before truncate on "version_reading" for each statement execute function "refuse_truncate"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "shift_address" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "version_reading";`);
    this.addSql(`drop function if exists "version_reading_append_only_fn"();`);
    this.addSql(`drop table if exists "version_reading" cascade;`);
  }
}
