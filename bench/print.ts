/**
 * How long a month's plan takes from the store to the PDF once the browser runs: of the sample (13 people) and of 100 people.
 * By hand with `node bench/print.ts [--runs 5] [--out DIR]`; prints a JSON line per plan. The aims are 1.5 s and 4 s.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentSha256 } from '../src/app/content-hash.ts';
import { printPlan } from '../src/app/print-plan.ts';
import { saveDraft } from '../src/db/plans.ts';
import type { PlanContent } from '../src/plan/index.ts';
import { importSample, manager, may, openTestContext, sampleContent } from '../test/app/fixtures.ts';
import { madeContent, madeStaff } from './made-plan.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, out: { type: 'string' } },
});
const ctx = await openTestContext();
await importSample(ctx);
const sample = await sampleContent();
const plans: readonly (readonly [name: string, content: PlanContent])[] = [
  ['sample', sample],
  ['hundred', madeContent(sample, may, madeStaff(100))],
];
for (const [place, [name, content]] of plans.entries()) {
  const version = place + 1;
  await ctx.db.transaction((tx) =>
    saveDraft(tx, {
      month: may,
      version,
      kind: 'plan',
      basedOnVersion: null,
      content,
      contentSha256: contentSha256(content),
      createdAt: ctx.now(),
      createdBy: 'bench',
    }),
  );
  for (const audience of ['city', 'internal'] as const) {
    const print = () => printPlan(ctx, manager, { month: may, version, audience, language: 'ja' });
    let pdf = await print();
    const times: number[] = [];
    for (let run = 0; run < Number(values.runs); run += 1) {
      const began = performance.now();
      pdf = await print();
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    if (values.out !== undefined) writeFileSync(join(values.out, `${name}-${audience}.pdf`), pdf);
    console.log(
      JSON.stringify({
        plan: name,
        audience,
        people: content.staff.length,
        runs: times.length,
        medianMs: Math.round(times[Math.floor(times.length / 2)]!),
        minimumMs: Math.round(times[0]!),
        kilobytes: Math.round(pdf.length / 1024),
      }),
    );
  }
}
await ctx.close();
