import { handIn } from './papers.ts';
import type { Stage } from './stage.ts';

/** The end of the term: the handover with everything that a successor needs. */
export async function endYear(stage: Stage): Promise<void> {
  const { clock, contract } = stage;
  clock.set(contract.term.end, '18:30');
  await handIn(stage, { kind: 'handover', subject: 'term' }, { path: '99-hikitsugi/hikitsugi.pdf' });
}
