import { Migration } from '@mikro-orm/migrations';

export class Migration20261122191238_known_ahead extends Migration {
  override name = 'Migration20261122191238_known_ahead';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "driver_day" ("date" date not null, "values" jsonb not null, primary key ("date"));`,
    );

    this.addSql(
      `create table "history_decision" ("id" serial primary key, "date" date not null, "queue_id" text null, "use" text not null, "reason" text not null, "by" text not null, "at" timestamptz not null, "undone_by" text null, "undone_at" timestamptz null);`,
    );
    this.addSql(`create index "history_decision_date" on "history_decision" ("date");`);

    this.addSql(
      `create table "known_event" ("id" serial primary key, "date" date not null, "name" text not null, "announced_on" date null);`,
    );
    this.addSql(`alter table "known_event" add constraint "known_event_date_name" unique ("date", "name");`);

    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract', 'events', 'drivers'));`,
    );

    this.addSql(
      `alter table "mailing" add "due_on" date null, add "phone_fraction" double precision not null default 1, add "chance_fraction" double precision not null default 1;`,
    );

    this.addSql(
      `alter table "history_decision" add constraint "history_decision_use_check" check ("use" in ('asCounted', 'leftOut'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "driver_day" cascade;`);
    this.addSql(`drop table if exists "history_decision" cascade;`);
    this.addSql(`drop table if exists "known_event" cascade;`);

    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract'));`,
    );

    this.addSql(
      `alter table "mailing" drop column "due_on", drop column "phone_fraction", drop column "chance_fraction";`,
    );
  }
}
