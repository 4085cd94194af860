import { fileURLToPath } from 'node:url';
import { Instant } from '@js-joda/core';
import { type Logger, pino } from 'pino';
import { type Database, type DatabaseLocation, openDatabase } from '../db/open.ts';
import type { UserRole } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import { createRenderer, type Renderer } from '../render/html.ts';
import { openPrinter, type Printer } from '../render/pdf.ts';
import { openPlanner, type Planner } from '../solver/planner.ts';

/** What every use case gets: the started parts and the clock. Made once in main; tests make their own. */
export interface AppContext {
  readonly db: Database;
  readonly render: Renderer;
  readonly printer: Printer;
  readonly planner: Planner;
  readonly now: () => Instant;
  readonly log: Logger;
  /** How PDFs are signed; left out: with a self-signed certificate for trials and without a time stamp. */
  readonly signing?: SigningSettings;
}

/** With what PDFs are signed. */
export interface SigningSettings {
  /** PKCS#12 file of the contractor's certificate, or null for a self-signed one. */
  readonly certificateFile: string | null;
  readonly certificatePassword: string;
  /** Authority for time stamps (RFC 3161 over HTTP), or null for none. */
  readonly timeStampUrl: string | null;
}

/** How the parts are to be started. */
export interface ContextSettings {
  readonly location: DatabaseLocation;
  /** Path of a Chrome to print with, or null for the packaged one. */
  readonly chromePath: string | null;
  readonly logLevel: string;
  readonly signing?: SigningSettings;
}

/**
 * Starts the parts that every way in needs: the store, the renderer, the printer (its browser starts with the first
 * print) and the planner.
 * @throws SekisuError as `openDatabase`
 */
export async function openContext(
  settings: ContextSettings,
): Promise<AppContext & { close(): Promise<void> }> {
  const log = pino({ level: settings.logLevel });
  const db = await openDatabase(settings.location);
  const printer = openPrinter({
    ...(settings.chromePath === null ? {} : { chromePath: settings.chromePath }),
    log: (event) => log.info(event),
  });
  return {
    db,
    printer,
    render: createRenderer({ viewsDirectory: fileURLToPath(new URL('../../views', import.meta.url)) }),
    planner: openPlanner(),
    now: () => Instant.now(),
    log,
    ...(settings.signing === undefined ? {} : { signing: settings.signing }),
    close: async () => {
      await printer.close();
      await db.close();
    },
  };
}

/** Who acts: a signed-in person, or the command line on its own data. */
export interface Actor {
  /** User id, or `cli`. */
  readonly userId: string;
  readonly name: string;
  readonly role: UserRole;
  /** Address from which they act, for the record; left out where there is none. */
  readonly origin?: string;
}

/** The command line acts as the manager of the data that it was pointed at. */
export const commandLineActor: Actor = { userId: 'cli', name: 'CLI', role: 'manager' };

/** @throws SekisuError `role.not-allowed` unless the actor has one of the roles */
export function requireRole(actor: Actor, ...roles: readonly UserRole[]): void {
  if (roles.includes(actor.role)) return;
  throw new SekisuError('role.not-allowed', { role: actor.role, needed: roles.join(' / ') });
}
