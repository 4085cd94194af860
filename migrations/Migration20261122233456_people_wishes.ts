import { Migration } from '@mikro-orm/migrations';

export class Migration20261122233456_people_wishes extends Migration {
  override name = 'Migration20261122233456_people_wishes';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "wish" ("id" serial primary key, "staff_id" text not null, "kind" text not null, "starts_on" date not null, "ends_on" date not null, "pattern_code" text null, "weight" int not null);`,
    );

    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract', 'events', 'drivers', 'wishes'));`,
    );

    this.addSql(`alter table "staff_member" add "profile" jsonb null;`);

    this.addSql(
      `alter table "wish" add constraint "wish_kind_check" check ("kind" in ('off', 'on', 'pattern', 'pin'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "wish" cascade;`);

    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract', 'events', 'drivers'));`,
    );

    this.addSql(`alter table "staff_member" drop column "profile";`);
  }
}
