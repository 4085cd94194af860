import { expect } from 'chai';
import { acceptInvitation, openInvitation } from '../../src/app/accept-invitation.ts';
import { browserSessions } from '../../src/app/browser-sessions.ts';
import type { AppContext } from '../../src/app/context.ts';
import { createInvitation } from '../../src/app/create-invitation.ts';
import { disableAccount } from '../../src/app/disable-account.ts';
import { firstInvitation } from '../../src/app/first-invitation.ts';
import { listAccounts } from '../../src/app/list-accounts.ts';
import { hashPassword, isPassword } from '../../src/app/password.ts';
import { actorOf, signIn } from '../../src/app/sign-in.ts';
import { findInvitation } from '../../src/db/invitations.ts';
import { SekisuError } from '../../src/errors.ts';
import {
  administrator,
  importSample,
  lead,
  manager,
  noon,
  openTestContext,
  stranger,
  type TestContext,
} from './fixtures.ts';

const password = 'a long enough password';

describe('accounts', () => {
  let parts: TestContext;
  /** A context of its own per test: failures of signing in are counted by context. */
  let ctx: AppContext;
  before(async () => {
    parts = await openTestContext();
  });
  beforeEach(async () => {
    await parts.db.clear();
    ctx = { ...parts };
  });
  after(() => parts.close());

  async function codeOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
    } catch (error) {
      if (error instanceof SekisuError) return error.code;
      throw error;
    }
    return 'nothing thrown';
  }
  const later = (seconds: number): AppContext => ({ ...ctx, now: () => noon.plusSeconds(seconds) });
  const invite = async (name = '見本 花子', role: 'manager' | 'city' = 'manager'): Promise<string> =>
    (await createInvitation(ctx, administrator, { name, role, cityStep: null })).token;
  const accept = (token: string, login = 'hanako', given = password) =>
    acceptInvitation(ctx, { token, login, name: '', password: given });

  describe('createInvitation', () => {
    it('is for administrators only', async () => {
      for (const actor of [manager, lead, stranger]) {
        const input = { name: '見本', role: 'city', cityStep: null } as const;
        expect(await codeOf(createInvitation(ctx, actor, input))).to.equal('role.not-allowed');
      }
    });

    it('keeps no token, only its hash', async () => {
      const token = await invite();
      expect(await ctx.db.transaction((tx) => findInvitation(tx, token))).to.equal(null);
      expect((await openInvitation(ctx, token)).name).to.equal('見本 花子');
    });

    it('takes a step of confirmation of the contract and refuses another', async () => {
      await importSample(ctx, ['contract']);
      const input = (cityStep: string) => ({ name: '松阪 三郎', role: 'city', cityStep }) as const;
      const { token } = await createInvitation(ctx, administrator, input('係長'));
      expect((await openInvitation(ctx, token)).cityStep).to.equal('係長');
      expect(await codeOf(createInvitation(ctx, administrator, input('市長')))).to.equal('input.invalid');
    });

    it('refuses a name of spaces', async () => {
      expect(await codeOf(invite('　 '))).to.equal('input.invalid');
    });
  });

  describe('acceptInvitation', () => {
    it('makes one account and no second', async () => {
      const token = await invite();
      const actor = await accept(token);
      expect(actor).to.include({ name: '見本 花子', role: 'manager' });
      expect(await codeOf(accept(token, 'other'))).to.equal('invitation.unusable');
      expect((await listAccounts(ctx, administrator)).users.map((user) => user.login)).to.deep.equal([
        'hanako',
      ]);
    });

    it('lets one of two at once succeed', async () => {
      const token = await invite();
      const codes = await Promise.all([codeOf(accept(token, 'one')), codeOf(accept(token, 'two'))]);
      expect(codes.toSorted()).to.deep.equal(['invitation.unusable', 'nothing thrown']);
    });

    it('refuses an expired link and a made-up one', async () => {
      const token = await invite();
      const week = 7 * 86_400;
      expect(await codeOf(openInvitation(later(week), token))).to.equal('invitation.unusable');
      expect(await codeOf(openInvitation(later(week - 1), token))).to.equal('nothing thrown');
      expect(await codeOf(accept('made-up'))).to.equal('invitation.unusable');
    });

    it('keeps the link after a short password, a wrong login and a taken one', async () => {
      await accept(await invite(), 'taken');
      const token = await invite();
      expect(await codeOf(accept(token, 'hanako', '11 letters.'))).to.equal('password.wrong-length');
      expect(await codeOf(accept(token, 'は な こ'))).to.equal('account.bad-login');
      expect(await codeOf(accept(token, 'TAKEN'))).to.equal('user.login-taken');
      expect(await codeOf(accept(token))).to.equal('nothing thrown');
    });
  });

  describe('firstInvitation', () => {
    it('makes the first administrator, who gives their own name, and then nobody', async () => {
      const [older, newer] = [await firstInvitation(ctx), await firstInvitation(ctx)];
      const actor = await acceptInvitation(ctx, {
        token: newer!,
        login: 'admin',
        name: '管理 太郎',
        password,
      });
      expect(actor).to.include({ name: '管理 太郎', role: 'administrator' });
      expect(await firstInvitation(ctx)).to.equal(null);
      expect(await codeOf(accept(older!, 'second'))).to.equal('invitation.unusable');
    });
  });

  describe('signIn', () => {
    it('knows a person by login in any case and password', async () => {
      const made = await accept(await invite());
      expect(await signIn(ctx, { login: 'Hanako ', password })).to.deep.equal(made);
    });

    it('refuses a wrong password, an unknown login and a disabled account in the same words', async () => {
      const { userId } = await accept(await invite());
      expect(await codeOf(signIn(ctx, { login: 'hanako', password: `${password}!` }))).to.equal(
        'sign-in.refused',
      );
      expect(await codeOf(signIn(ctx, { login: 'nobody', password }))).to.equal('sign-in.refused');
      await disableAccount(ctx, administrator, { userId, isDisabled: true });
      expect(await codeOf(signIn(ctx, { login: 'hanako', password }))).to.equal('sign-in.refused');
    });

    it('makes a login wait after five failures, a right password too, and no other login', async () => {
      await accept(await invite());
      await accept(await invite(), 'other');
      let now = noon;
      const slowed: AppContext = { ...ctx, now: () => now };
      for (let failure = 1; failure <= 5; failure += 1) {
        expect(await codeOf(signIn(slowed, { login: 'hanako', password: 'wrong' }))).to.equal(
          'sign-in.refused',
        );
      }
      expect(await codeOf(signIn(slowed, { login: 'hanako', password }))).to.equal('sign-in.wait');
      expect(await codeOf(signIn(slowed, { login: 'other', password }))).to.equal('nothing thrown');
      now = noon.plusSeconds(5);
      expect(await codeOf(signIn(slowed, { login: 'hanako', password }))).to.equal('nothing thrown');
    });
  });

  describe('disableAccount', () => {
    it('ends what a person may do and gives it back', async () => {
      const { userId } = await accept(await invite());
      await disableAccount(ctx, administrator, { userId, isDisabled: true });
      expect(await actorOf(ctx, userId)).to.equal(null);
      await disableAccount(ctx, administrator, { userId, isDisabled: false });
      expect(await actorOf(ctx, userId)).to.include({ role: 'manager' });
    });

    it('refuses managers, and the own account of an administrator', async () => {
      const { userId } = await accept(await invite());
      const input = { userId, isDisabled: true };
      expect(await codeOf(disableAccount(ctx, manager, input))).to.equal('role.not-allowed');
      const self = { ...administrator, userId };
      expect(await codeOf(disableAccount(ctx, self, input))).to.equal('accounts.own-account');
    });
  });

  describe('listAccounts', () => {
    it('shows no hash of a password or token', async () => {
      await accept(await invite());
      await invite('松阪 三郎', 'city');
      const accounts = await listAccounts(ctx, administrator);
      expect(accounts.invitations.map(({ name }) => name)).to.deep.equal(['松阪 三郎']);
      expect(JSON.stringify(accounts)).not.to.match(/scrypt|[0-9a-f]{64}/);
      expect(await codeOf(listAccounts(ctx, stranger))).to.equal('role.not-allowed');
    });
  });

  describe('hashPassword', () => {
    it('gives another hash each time, and both know the password', async () => {
      const hashes = [await hashPassword(password), await hashPassword(password)];
      expect(hashes[0]).not.to.equal(hashes[1]);
      for (const hash of hashes) {
        expect(await isPassword(password, hash)).to.equal(true);
        expect(await isPassword(`${password} `, hash)).to.equal(false);
      }
    });

    it('takes the same characters typed in another way for the same password', async () => {
      const hash = await hashPassword('ガラスの靴は十二文字あります');
      expect(await isPassword('ガラスの靴は十二文字あります'.normalize('NFD'), hash)).to.equal(true);
    });
  });

  describe('browserSessions', () => {
    it('signs with one secret over restarts and forgets what has expired', async () => {
      const first = await browserSessions(ctx);
      await first.save('sid', { userId: 'u' }, noon.plusSeconds(60));
      const second = await browserSessions(ctx);
      expect(second.secret).to.equal(first.secret);
      expect(await second.load('sid')).to.deep.equal({ userId: 'u' });
      expect(await (await browserSessions(later(60))).load('sid')).to.equal(null);
    });
  });
});
