import type { Instant } from '@js-joda/core';
import { type Contract, parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { ContractRow } from './entities/imported.ts';
import { dateOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** A contract to keep: the JSON of its file, which `parseContract` has accepted. */
export interface NewContract {
  readonly id: string;
  readonly json: unknown;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly importedAt: Instant;
}

/**
 * Keeps a contract, which is the one in force from then on; the same id replaces. The same file again changes nothing but
 * that it is in force.
 */
export async function saveContract(
  tx: Tx,
  contract: NewContract,
): Promise<'added' | 'changed' | 'unchanged'> {
  const known = await tx.findOne(ContractRow, { id: contract.id }, { disableIdentityMap: true });
  const values = {
    content: contract.json,
    sha256: contract.sha256,
    importedAt: dateOf(contract.importedAt),
  };
  if (known === null) {
    await tx.insert(ContractRow, { id: contract.id, ...values });
    return 'added';
  }
  await tx.nativeUpdate(ContractRow, { id: contract.id }, values);
  return known.sha256 === contract.sha256 ? 'unchanged' : 'changed';
}

/** The contract that was imported last, with the JSON and the SHA-256 of its file; null before the first import. */
export async function findContract(
  tx: Tx,
): Promise<{ readonly contract: Contract; readonly json: unknown; readonly sha256: string } | null> {
  const [row] = await tx.find(
    ContractRow,
    {},
    { orderBy: { importedAt: 'desc', id: 'asc' }, limit: 1, disableIdentityMap: true },
  );
  if (row === undefined) return null;
  return { contract: parseContract(row.content, row.id), json: row.content, sha256: row.sha256 };
}

/**
 * The contract that was imported last.
 * @throws SekisuError `contract.not-found` before the first import
 */
export async function loadContract(tx: Tx): Promise<Contract> {
  const found = await findContract(tx);
  if (found === null) throw new SekisuError('contract.not-found');
  return found.contract;
}
