import type { SqlEntityManager } from '@mikro-orm/sql';

/**
 * An open transaction, first parameter of every store function. Callers pass it on and look no further into it.
 * Inside a transaction nothing may touch the database by another way: the built-in database has one connection.
 */
export type Tx = SqlEntityManager;
