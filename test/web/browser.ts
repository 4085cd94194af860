import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '@js-joda/core';
import { hashPassword } from '../../src/app/password.ts';
import { createUser } from '../../src/db/users.ts';
import { createWeb } from '../../src/web/app.ts';
import {
  importSample,
  keepDraft,
  noon,
  openTestContext,
  sampleContent,
  type TestContext,
} from '../app/fixtures.ts';

/** Password of every account that the tests make. */
export const password = 'a long enough password';

/** One who looks at the screens: keeps cookies, and follows redirects only when told. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    body: Record<string, string> | URLSearchParams | FormData,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** HTML of a page after redirects. */
  read(path: string): Promise<string>;
}

/** A server with a store of its own. */
export interface TestSite {
  readonly ctx: TestContext;
  readonly base: string;
  browser(): Browser;
  /** A browser that is signed in with a new account of a role. @param cityStep label of the step, for the role city */
  as(role: 'administrator' | 'manager' | 'lead' | 'city', cityStep?: string): Promise<Browser>;
  /** Forgets everything that happened on the site. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a server on a free port. Open it in `before`, `reset` it in `beforeEach` and `close` it in `after`.
 * @param now what its clock shows
 */
export async function openSite(now: Instant = noon): Promise<TestSite> {
  const ctx = await openTestContext(now);
  const app = await createWeb(ctx);
  const server = await new Promise<Server>((resolve) => {
    const started: Server = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let accounts = 0;
  return {
    ctx,
    base,
    browser: () => openBrowser(base),
    async as(role, cityStep) {
      accounts += 1;
      const login = `${role}-${accounts}`;
      passwordHash ??= hashPassword(password);
      const hash = await passwordHash;
      await ctx.db.transaction((tx) =>
        createUser(tx, {
          login,
          name: `見本 ${login}`,
          role,
          passwordHash: hash,
          cityStep: cityStep ?? null,
          createdAt: ctx.now(),
        }),
      );
      const browser = openBrowser(base);
      await browser.post('/sign-in', { login, password, next: '/' });
      return browser;
    },
    reset: () => ctx.db.clear(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ctx.close();
    },
  };
}

/** Hash of the password, made once: it is slow on purpose. */
let passwordHash: Promise<string> | undefined;

/** Tables that hold what was imported. */
const importedTables = ['contract', 'import_file', 'history_interval', 'mailing', 'staff_member'];

/** A site with the sample imported and, after each `reset`, a draft of May 2024, version 1, and nothing else. */
export async function openPlannedSite(now: Instant = noon): Promise<TestSite> {
  const content = await sampleContent();
  const site = await openSite(now);
  await importSample(site.ctx);
  return {
    ...site,
    async reset() {
      await site.ctx.db.clear(importedTables);
      await keepDraft(site.ctx, 1, content);
    },
  };
}

function openBrowser(base: string): Browser {
  const cookies = new Map<string, string>();
  async function send(path: string, options: RequestInit): Promise<Response> {
    const headers = new Headers(options.headers);
    if (cookies.size > 0) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const answer = await fetch(new URL(path, base), { ...options, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair!.indexOf('=');
      cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
    }
    return answer;
  }
  const browser: Browser = {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers,
        body: body instanceof FormData ? body : new URLSearchParams(body),
      }),
    async read(path) {
      let answer = await browser.get(path);
      for (let hops = 0; answer.status === 303 && hops < 5; hops += 1) {
        answer = await browser.get(answer.headers.get('location')!);
      }
      return answer.text();
    },
  };
  return browser;
}
