import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Instant, YearMonth } from '@js-joda/core';
import { pino } from 'pino';
import { contentSha256 } from '../../src/app/content-hash.ts';
import type { Actor, AppContext } from '../../src/app/context.ts';
import { importFile } from '../../src/app/import-file.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import type { ImportKind } from '../../src/db/imports.ts';
import { saveDraft } from '../../src/db/plans.ts';
import { createUser } from '../../src/db/users.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import { createRenderer } from '../../src/render/html.ts';
import { openPrinter } from '../../src/render/pdf.ts';
import { openPlanner } from '../../src/solver/planner.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';

/** Noon of 22 April 2024 in Japan: the plan of May is due, its days are still to come. */
export const noon = Instant.parse('2024-04-22T03:00:00Z');
/** The month of the sample that has the large mailing. */
export const may = YearMonth.of(2024, 5);

export const manager: Actor = { userId: 'user-manager', name: '統括 管理', role: 'manager' };
export const lead: Actor = { userId: 'user-lead', name: '責任 太郎', role: 'lead' };
export const administrator: Actor = { userId: 'user-admin', name: '管理 者', role: 'administrator' };
/** An official for calls that are refused before anybody looks for the account; see `cityOfficial`. */
export const stranger: Actor = { userId: 'user-city', name: '市の 職員', role: 'city' };

/** The real parts with a clock that stands still. */
export interface TestContext extends AppContext {
  readonly db: TestDatabase;
  close(): Promise<void>;
}

/** Open it in `before` and close it in `after`. @param now what the clock shows */
export async function openTestContext(now: Instant = noon): Promise<TestContext> {
  const db = await testDatabase();
  const chromePath = process.env['CHROME_PATH'];
  const printer = openPrinter(chromePath === undefined || chromePath === '' ? {} : { chromePath });
  return {
    db,
    printer,
    render: createRenderer({ viewsDirectory: fileURLToPath(new URL('../../views', import.meta.url)) }),
    planner: openPlanner(),
    now: () => now,
    log: pino({ level: 'silent' }),
    close: async () => {
      await printer.close();
      await db.close();
    },
  };
}

/** Files of the sample in the order in which they need each other. */
export const sampleFiles = [
  { kind: 'contract', name: 'contract.json' },
  { kind: 'history', name: 'history.csv' },
  { kind: 'mailings', name: 'mailings.csv' },
  { kind: 'staff', name: 'staff.csv' },
] as const satisfies readonly { kind: ImportKind; name: string }[];

/** Bytes of a file of the sample. */
export function sampleBytes(name: string): Uint8Array {
  return readFileSync(new URL(`../../forecasts/matsusaka/${name}`, import.meta.url));
}

/** Imports files of the sample, all of them unless told. */
export async function importSample(
  ctx: AppContext,
  kinds: readonly ImportKind[] = sampleFiles.map((file) => file.kind),
): Promise<void> {
  for (const { kind, name } of sampleFiles.filter((file) => kinds.includes(file.kind))) {
    await importFile(ctx, manager, { kind, name, bytes: sampleBytes(name) });
  }
}

/** Names of the sample's operators as the staff file gives them. */
export const operatorNames: readonly string[] = new TextDecoder()
  .decode(sampleBytes('staff.csv'))
  .split('\n')
  .map((line) => line.split(','))
  .flatMap(([, name, role]) => (role === 'operator' ? [name!] : []));

let planned: Promise<PlanContent> | undefined;

/** The plan of May 2024 as the planner makes it from the sample; made once for all suites, since it takes seconds. */
export function sampleContent(): Promise<PlanContent> {
  planned ??= (async () => {
    const ctx = await openTestContext();
    try {
      await importSample(ctx);
      return (await makePlan(ctx, manager, { month: may, knowledgeDate: null, keep: null })).content;
    } finally {
      await ctx.close();
    }
  })();
  return planned;
}

/** Keeps a content as the next draft of May 2024. @returns its version */
export async function keepDraft(ctx: AppContext, version: number, content: PlanContent): Promise<number> {
  await ctx.db.transaction((tx) =>
    saveDraft(tx, {
      month: may,
      version,
      kind: 'plan',
      basedOnVersion: version > 1 ? version - 1 : null,
      content,
      contentSha256: contentSha256(content),
      createdAt: ctx.now(),
      createdBy: manager.userId,
    }),
  );
  return version;
}

/** An official with an account. @param cityStep label of the step of confirmation, or null */
export async function cityOfficial(ctx: AppContext, cityStep: string | null): Promise<Actor> {
  const name = `市の職員 ${cityStep ?? ''}`.trim();
  const login = `city-${cityStep === null ? 'none' : [...cityStep].map((sign) => sign.codePointAt(0)).join('-')}`;
  const userId = await ctx.db.transaction((tx) =>
    createUser(tx, { login, name, role: 'city', passwordHash: '-', cityStep, createdAt: ctx.now() }),
  );
  return { userId, name, role: 'city' };
}
