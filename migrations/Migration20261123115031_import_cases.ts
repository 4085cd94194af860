import { Migration } from '@mikro-orm/migrations';

export class Migration20261123115031_import_cases extends Migration {
  override name = 'Migration20261123115031_import_cases';

  override up(): void | Promise<void> {
    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract', 'events', 'drivers', 'wishes', 'cases'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "import_file" drop constraint "import_file_kind_check";`);
    this.addSql(
      `alter table "import_file" add constraint "import_file_kind_check" check ("kind" in ('history', 'mailings', 'staff', 'contract', 'events', 'drivers', 'wishes'));`,
    );
  }
}
