import type { LocalDate } from '@js-joda/core';
import { exportLogCsv, exportLogLines, proveExportedLog } from '../app/log-export.ts';
import { verifyStore } from '../app/verify-store.ts';
import { handIn, printPapers } from './papers.ts';
import { confirmWaiting } from './play-days.ts';
import type { Stage } from './stage.ts';

/** The handover on the last open day, with everything that a successor needs. */
export async function handOver(stage: Stage, date: LocalDate): Promise<void> {
  await handIn(stage, date, { kind: 'handover', subject: 'term', path: '99-hikitsugi/hikitsugi.pdf' });
}

/**
 * What is left after the last reports: papers that still lie with the city, and the log of the year, after a look whether
 * the store proves itself.
 * @returns head of the exported log
 */
export async function closeYear(stage: Stage, date: LocalDate): Promise<string> {
  await confirmWaiting(stage, date);
  await printPapers(stage);
  const { ctx, cast, archive } = stage;
  stage.clock.set(date, '17:00');
  const proof = await verifyStore(ctx, cast.administrator);
  if (proof.differences.length > 0) throw new Error(`the year does not verify: ${proof.differences[0]!.en}`);
  stage.note(proof.counts.map(({ en, count }) => `${count} ${en}`).join(', '));
  await archive.put('log/audit.csv', '操作記録（表）', await exportLogCsv(ctx, cast.administrator));
  const log = await exportLogLines(ctx, cast.administrator);
  await archive.put('log/audit.jsonl', '操作記録（ハッシュの鎖）', log);
  return proveExportedLog(log, 'audit.jsonl').head ?? '';
}
