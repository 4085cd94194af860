import { findContract } from '../db/contracts.ts';
import type { Actor, AppContext } from './context.ts';
import { importWithin } from './import-file.ts';

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
 * a store that has a contract is left alone. In one transaction: were the contract alone to survive a crash, no later
 * start would load the rest.
 * @param read gives the bytes of one file of the sample folder
 */
export async function loadSample(
  ctx: AppContext,
  read: (name: string) => Promise<Uint8Array>,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if ((await findContract(tx)) !== null) return false;
    for (const { kind, name } of files) {
      await importWithin(tx, ctx, sampleActor, { kind, name, bytes: await read(name) });
    }
    return true;
  });
}
