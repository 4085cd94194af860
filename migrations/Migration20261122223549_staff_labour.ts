import { Migration } from '@mikro-orm/migrations';

export class Migration20261122223549_staff_labour extends Migration {
  override name = 'Migration20261122223549_staff_labour';

  override up(): void | Promise<void> {
    this.addSql(`alter table "staff_member" add "labour" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "staff_member" drop column "labour";`);
  }
}
