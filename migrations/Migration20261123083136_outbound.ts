import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083136_outbound extends Migration {
  override name = 'Migration20261123083136_outbound';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "outbound_agreement" ("id" serial primary key, "month" text not null, "kind" text not null, "agreed_on" date not null, "city_person" text not null, "contractor_person" text not null, "terms" text not null, "starts_on" date not null, "ends_on" date null, "reading" text null, "middle" text null, "evidence" jsonb not null, "note" text null, "reference" text null, "recorded_by" text not null, "recorded_at" timestamptz not null, "undone_by" text null, "undone_at" timestamptz null);`,
    );
    this.addSql(`create index "outbound_agreement_month" on "outbound_agreement" ("month");`);

    this.addSql(
      `create table "outbound_attempt" ("id" serial primary key, "date" date not null, "number" int null, "minute" int not null, "staff_id" text not null, "organisation" text not null, "outcome" text not null, "note" text null, "is_urgent" boolean not null, "reported_to" text null, "reported_by" text null, "reported_at" timestamptz null, "recorded_by" text not null, "recorded_at" timestamptz not null, "undone_by" text null, "undone_at" timestamptz null);`,
    );
    this.addSql(
      `alter table "outbound_attempt" add constraint "outbound_attempt_date_number" unique ("date", "number");`,
    );

    this.addSql(
      `alter table "outbound_agreement" add constraint "outbound_agreement_kind_check" check ("kind" in ('start', 'stop'));`,
    );
    this.addSql(
      `alter table "outbound_agreement" add constraint "outbound_agreement_reading_check" check ("reading" in ('projection', 'cumulative'));`,
    );
    this.addSql(
      `alter table "outbound_agreement" add constraint "outbound_agreement_middle_check" check ("middle" in ('openDay', 'fifteenth'));`,
    );

    this.addSql(
      `alter table "outbound_attempt" add constraint "outbound_attempt_outcome_check" check ("outcome" in ('reached', 'notReached', 'refused', 'agreed', 'callBack'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "outbound_agreement" cascade;`);
    this.addSql(`drop table if exists "outbound_attempt" cascade;`);
  }
}
