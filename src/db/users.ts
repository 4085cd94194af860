import type { Instant } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import { UserAccountRow } from './entities/operated.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';
import { isUuid } from './uuid.ts';

/** administrator (管理者), manager (統括管理責任者), lead (業務責任者) or city (市の職員). */
export type UserRole = 'administrator' | 'manager' | 'lead' | 'city';

/** An account to make. */
export interface NewUser {
  /** Kept and compared in lower case. */
  readonly login: string;
  readonly name: string;
  readonly role: UserRole;
  /** Hash with its salt and parameters; never the password. */
  readonly passwordHash: string;
  /** Label of the city's step of confirmation that the person signs, or null. */
  readonly cityStep: string | null;
  /** Label of the contractor's step that the person signs; null = any that their role may. */
  readonly contractorStep?: string | null;
  readonly createdAt: Instant;
}

/** A person who can sign in. */
export interface User extends NewUser {
  /** UUID. */
  readonly id: string;
  readonly disabledAt: Instant | null;
}

/** What can be changed of an account; fields that are left out stay. */
export interface UserChanges {
  readonly name?: string;
  readonly role?: UserRole;
  readonly cityStep?: string | null;
  readonly contractorStep?: string | null;
  readonly passwordHash?: string;
  /** A moment disables the account, null enables it again. */
  readonly disabledAt?: Instant | null;
}

/**
 * Makes an account.
 * @returns its id
 * @throws SekisuError `user.login-taken`
 */
export async function createUser(tx: Tx, user: NewUser): Promise<string> {
  return tx.insert(UserAccountRow, {
    login: user.login.toLowerCase(),
    name: user.name,
    role: user.role,
    passwordHash: user.passwordHash,
    cityStep: user.cityStep,
    contractorStep: user.contractorStep ?? null,
    createdAt: dateOf(user.createdAt),
    disabledAt: null,
  });
}

/** The account of a login, in upper or lower case, or null. */
export async function findUserByLogin(tx: Tx, login: string): Promise<User | null> {
  const row = await tx.findOne(UserAccountRow, { login: login.toLowerCase() }, { disableIdentityMap: true });
  return row === null ? null : userOf(row);
}

/**
 * The account of an id.
 * @throws SekisuError `user.not-found`
 */
export async function loadUser(tx: Tx, id: string): Promise<User> {
  const user = await findUser(tx, id);
  if (user === null) throw new SekisuError('user.not-found', { id });
  return user;
}

/** The account of an id, or null: the command line has none. */
export async function findUser(tx: Tx, id: string): Promise<User | null> {
  const row = isUuid(id) ? await tx.findOne(UserAccountRow, { id }, { disableIdentityMap: true }) : null;
  return row === null ? null : userOf(row);
}

/** Every account, in order of login. */
export async function listUsers(tx: Tx): Promise<readonly User[]> {
  const rows = await tx.find(UserAccountRow, {}, { orderBy: { login: 'asc' }, disableIdentityMap: true });
  return rows.map(userOf);
}

/**
 * Changes an account.
 * @throws SekisuError `user.not-found`
 */
export async function updateUser(tx: Tx, id: string, changes: UserChanges): Promise<void> {
  const { disabledAt, ...others } = changes;
  const values = {
    ...others,
    ...(disabledAt === undefined ? {} : { disabledAt: disabledAt === null ? null : dateOf(disabledAt) }),
  };
  const changed = isUuid(id) ? await tx.nativeUpdate(UserAccountRow, { id }, values) : 0;
  if (changed !== 1) throw new SekisuError('user.not-found', { id });
}

function userOf(row: UserAccountRow): User {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    passwordHash: row.passwordHash,
    cityStep: row.cityStep,
    contractorStep: row.contractorStep,
    createdAt: instantOf(row.createdAt),
    disabledAt: instantOrNull(row.disabledAt),
  };
}
