/**
 * Answers: how the store is opened and what a transaction is; each noun's functions are imported from its own file.
 * Assumes: one process owns a data directory; a server holds any number of processes.
 * May import: the core, MikroORM (no other folder may) and Node's files and processes.
 */
export { type Database, type DatabaseHandle, type DatabaseLocation, openDatabase } from './open.ts';
export type { Tx } from './tx.ts';
export type { UserRole } from './users.ts';
