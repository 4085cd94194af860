import { findContract } from '../db/contracts.ts';
import type { Actor, AppContext } from './context.ts';
import { importFile } from './import-file.ts';

const sampleActor: Actor = { userId: 'sample', name: 'sample', role: 'manager' };

/** Files of the sample in the order in which they need each other. */
const files = [
  { kind: 'contract', name: 'contract.json' },
  { kind: 'history', name: 'history.csv' },
  { kind: 'mailings', name: 'mailings.csv' },
  { kind: 'staff', name: 'staff.csv' },
] as const;

/**
 * Loads the sample contract with its fictitious data into an empty store, so that a newcomer has something to plan;
 * a store that has a contract is left alone.
 * @param read gives the bytes of one file of the sample folder
 */
export async function loadSample(
  ctx: AppContext,
  read: (name: string) => Promise<Uint8Array>,
): Promise<boolean> {
  const known = await ctx.db.transaction((tx) => findContract(tx));
  if (known !== null) return false;
  for (const { kind, name } of files) {
    await importFile(ctx, sampleActor, { kind, name, bytes: await read(name) });
  }
  return true;
}
