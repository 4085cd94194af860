import { Migration } from '@mikro-orm/migrations';

export class Migration20261122234058_roster_edits extends Migration {
  override name = 'Migration20261122234058_roster_edits';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "roster_edit" ("id" serial primary key, "plan_id" int not null, "at" timestamptz not null, "by" text not null, "edit" jsonb not null, "cells" jsonb not null, "before" jsonb not null, "undone_by" text null, "undone_at" timestamptz null);`,
    );
    this.addSql(`create index "roster_edit_plan_id" on "roster_edit" ("plan_id");`);

    this.addSql(
      `create table "swap_request" ("id" serial primary key, "month" text not null, "first_staff_id" text not null, "second_staff_id" text not null, "dates" jsonb not null, "note" text null, "requested_by" text not null, "requested_at" timestamptz not null, "decision" text null, "decided_by" text null, "decided_at" timestamptz null, "plan_id" int null);`,
    );
    this.addSql(`create index "swap_request_month" on "swap_request" ("month");`);

    this.addSql(
      `alter table "roster_edit" add constraint "roster_edit_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id");`,
    );

    this.addSql(
      `alter table "swap_request" add constraint "swap_request_plan_id_foreign" foreign key ("plan_id") references "plan_version" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "swap_request" add constraint "swap_request_decision_check" check ("decision" in ('accepted', 'declined'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "roster_edit" cascade;`);
    this.addSql(`drop table if exists "swap_request" cascade;`);
  }
}
