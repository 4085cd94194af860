import { failUnfinishedWork } from '../db/work.ts';
import type { AppContext } from './context.ts';

/** At start: work that an earlier process left running is failed with the reason, so that nobody waits for it. */
export async function failInterruptedWork(ctx: AppContext): Promise<void> {
  await ctx.db.transaction((tx) =>
    failUnfinishedWork(tx, {
      ja: 'サービスが途中で停止しました。もう一度作成してください。',
      en: 'The service stopped meanwhile. Please start again.',
    }),
  );
}
