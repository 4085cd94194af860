import type { LocalDate } from '@js-joda/core';
import { exportLog } from '../app/export-log.ts';
import { confirmWaiting } from './play-days.ts';
import { handIn } from './papers.ts';
import type { Stage } from './stage.ts';

/** The handover on the last open day, with everything that a successor needs. */
export async function handOver(stage: Stage, date: LocalDate): Promise<void> {
  await handIn(stage, date, { kind: 'handover', subject: 'term', path: '99-hikitsugi/hikitsugi.pdf' });
}

/** What is left after the last reports: papers that still lie with the city, and the log of the year. */
export async function closeYear(stage: Stage, date: LocalDate): Promise<void> {
  const { ctx, cast, archive } = stage;
  await confirmWaiting(stage, date);
  await archive.put('log/audit.jsonl', '操作記録（ハッシュの鎖）', await exportLog(ctx, cast.administrator));
}
