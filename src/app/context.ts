import type { Instant } from '@js-joda/core';
import type { Logger } from 'pino';
import type { Database, UserRole } from '../db/index.ts';
import { SekisuError } from '../errors.ts';
import type { Renderer } from '../render/html.ts';
import type { Printer } from '../render/pdf.ts';
import type { Planner } from '../solver/planner.ts';

/** What every use case gets: the started parts and the clock. Made once in main; tests make their own. */
export interface AppContext {
  readonly db: Database;
  readonly render: Renderer;
  readonly printer: Printer;
  readonly planner: Planner;
  readonly now: () => Instant;
  readonly log: Logger;
}

/** Who acts: a signed-in person, or the command line on its own data. */
export interface Actor {
  /** User id, or `cli`. */
  readonly userId: string;
  readonly name: string;
  readonly role: UserRole;
}

/** The command line acts as the manager of the data that it was pointed at. */
export const commandLineActor: Actor = { userId: 'cli', name: 'CLI', role: 'manager' };

/** @throws SekisuError `role.not-allowed` unless the actor has one of the roles */
export function requireRole(actor: Actor, ...roles: readonly UserRole[]): void {
  if (roles.includes(actor.role)) return;
  throw new SekisuError('role.not-allowed', { role: actor.role, needed: roles.join(' / ') });
}
