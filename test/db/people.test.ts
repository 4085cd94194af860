import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { linkAbsences, loadAbsences, saveAbsence } from '../../src/db/absences.ts';
import {
  createInvitation,
  findInvitation,
  listOpenInvitations,
  takeInvitation,
} from '../../src/db/invitations.ts';
import { saveDraft } from '../../src/db/plans.ts';
import {
  destroySession,
  getSession,
  purgeSessions,
  setSession,
  touchSession,
} from '../../src/db/sessions.ts';
import type { Tx } from '../../src/db/tx.ts';
import {
  createUser,
  findUserByLogin,
  listUsers,
  loadUser,
  type NewUser,
  updateUser,
} from '../../src/db/users.ts';
import {
  createWork,
  failUnfinishedWork,
  failWork,
  finishWork,
  listWork,
  loadWork,
  progressWork,
} from '../../src/db/work.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { newPlan, noon } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

/** JSON writes js-joda's values as text, so equal JSON is equal content. */
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const noSuchId = '00000000-0000-4000-8000-000000000000';

let database: TestDatabase;
const run = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work);

function useDatabase(): void {
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());
}

describe('createUser', () => {
  useDatabase();
  const user: NewUser = {
    login: 'Yamada',
    name: '山田 花子',
    role: 'city',
    passwordHash: 'scrypt$16384$abc',
    cityStep: '課長',
    contractorStep: null,
    createdAt: noon,
  };

  it('keeps an account whose login has no case', async () => {
    const id = await run((tx) => createUser(tx, user));
    const stored = { ...user, id, login: 'yamada', disabledAt: null };
    expect(json(await run((tx) => loadUser(tx, id)))).to.deep.equal(json(stored));
    expect(json(await run((tx) => findUserByLogin(tx, 'YAMADA')))).to.deep.equal(json(stored));
    expect(await run((tx) => findUserByLogin(tx, 'yamad'))).to.equal(null);
  });

  it('refuses a login that is in use, whatever its case', async () => {
    await run((tx) => createUser(tx, user));
    const error = await rejectionOf(run((tx) => createUser(tx, { ...user, login: 'YAMADA' })));
    expect(error.code).to.equal('user.login-taken');
    expect(error.details).to.deep.equal({ value: 'yamada' });
    expect(await run(listUsers)).to.have.length(1);
  });

  it('changes only the fields that are given', async () => {
    const id = await run((tx) => createUser(tx, user));
    await run((tx) => updateUser(tx, id, { role: 'lead', cityStep: null, disabledAt: noon }));
    const changed = await run((tx) => loadUser(tx, id));
    expect(json(changed)).to.deep.equal(
      json({ ...user, id, login: 'yamada', role: 'lead', cityStep: null, disabledAt: noon }),
    );
    await run((tx) => updateUser(tx, id, { disabledAt: null }));
    expect((await run((tx) => loadUser(tx, id))).disabledAt).to.equal(null);
  });

  it('says so when there is no such user, also for an id that can be none', async () => {
    for (const id of [noSuchId, 'cli']) {
      expect((await rejectionOf(run((tx) => loadUser(tx, id)))).code).to.equal('user.not-found');
      const updating = run((tx) => updateUser(tx, id, { name: 'x' }));
      expect((await rejectionOf(updating)).code).to.equal('user.not-found');
    }
  });
});

describe('createInvitation', () => {
  useDatabase();
  const invitation = {
    tokenHash: 'e'.repeat(64),
    role: 'lead' as const,
    name: '佐藤',
    cityStep: null,
    contractorStep: null,
    expiresAt: noon,
  };
  const take = (seconds: number) =>
    run((tx) => takeInvitation(tx, invitation.tokenHash, noon.plusSeconds(seconds)));

  it('can be used once, before it expires', async () => {
    await run((tx) => createInvitation(tx, invitation));
    expect(await take(0)).to.equal(false);
    expect(await run((tx) => listOpenInvitations(tx, noon.minusSeconds(1)))).to.have.length(1);
    expect(await take(-1)).to.equal(true);
    expect(await take(-1)).to.equal(false);
    expect(await run((tx) => listOpenInvitations(tx, noon.minusSeconds(1)))).to.have.length(0);
    const stored = await run((tx) => findInvitation(tx, invitation.tokenHash));
    expect(json(stored)).to.deep.equal(json({ ...invitation, usedAt: noon.minusSeconds(1) }));
  });

  it('refuses a token twice, and knows no other', async () => {
    await run((tx) => createInvitation(tx, invitation));
    const error = await rejectionOf(run((tx) => createInvitation(tx, invitation)));
    expect(error.code).to.equal('invitation.exists');
    expect(await run((tx) => findInvitation(tx, 'x'))).to.equal(null);
  });
});

describe('setSession', () => {
  useDatabase();
  const get = (sid: string, seconds = 0) => run((tx) => getSession(tx, sid, noon.plusSeconds(seconds)));
  const set = (sid: string, data: unknown) => run((tx) => setSession(tx, sid, data, noon.plusSeconds(60)));

  it('keeps data until they are replaced, destroyed or expired', async () => {
    await set('s1', { cookie: { path: '/?' }, list: ['a'] });
    expect(await get('s1')).to.deep.equal({ cookie: { path: '/?' }, list: ['a'] });
    await set('s1', { userId: 'u1' });
    expect(await get('s1')).to.deep.equal({ userId: 'u1' });
    expect(await get('s1', 60)).to.equal(null);
    await run((tx) => touchSession(tx, 's1', noon.plusSeconds(120)));
    expect(await get('s1', 60)).to.deep.equal({ userId: 'u1' });
    await run((tx) => destroySession(tx, 's1'));
    expect(await get('s1')).to.equal(null);
  });

  it('purges what has expired', async () => {
    await set('s1', {});
    await set('s2', {});
    await run((tx) => touchSession(tx, 's2', noon.plusSeconds(120)));
    expect(await run((tx) => purgeSessions(tx, noon.plusSeconds(60)))).to.equal(1);
    expect(await get('s2')).to.deep.equal({});
  });
});

describe('saveAbsence', () => {
  useDatabase();
  const absence = {
    date: LocalDate.parse('2027-04-05'),
    staffId: 'OP01',
    startMinute: 540,
    endMinute: 1050,
    reasonKind: 'sick' as const,
    detail: null,
    recordedBy: 'u1',
    caseId: null,
    at: noon,
  };

  it('keeps absences and the version that they led to', async () => {
    const id = await run((tx) => saveAbsence(tx, absence));
    await run((tx) => saveAbsence(tx, { ...absence, date: absence.date.plusDays(1), detail: '発熱' }));
    const planId = await run((tx) => saveDraft(tx, newPlan()));
    await run((tx) => linkAbsences(tx, [id], planId));
    const loaded = await run((tx) => loadAbsences(tx, absence.date, absence.date));
    expect(json(loaded)).to.deep.equal(json([{ ...absence, id, planId, cancelledAt: null }]));
    const both = await run((tx) => loadAbsences(tx, absence.date, absence.date.plusDays(1)));
    expect(both.map((entry) => entry.detail)).to.deep.equal([null, '発熱']);
    expect(both[1]?.planId).to.equal(null);
  });
});

describe('createWork', () => {
  useDatabase();
  const create = (seconds = 0) =>
    run((tx) => createWork(tx, { kind: 'make-plan', createdAt: noon.plusSeconds(seconds), by: 'u1' }));
  const load = (id: string) => run((tx) => loadWork(tx, id));

  it('goes from queued by running to done', async () => {
    const id = await create();
    const queued = {
      id,
      kind: 'make-plan',
      state: 'queued',
      step: null,
      doneFraction: 0,
      result: null,
      error: null,
    };
    expect(json(await load(id))).to.deep.equal(json({ ...queued, createdAt: noon, by: 'u1' }));
    expect(await run((tx) => progressWork(tx, id, { step: 'work.forecast', doneFraction: 0.25 }))).to.equal(
      true,
    );
    expect(await load(id)).to.include({ state: 'running', step: 'work.forecast', doneFraction: 0.25 });
    expect(await run((tx) => finishWork(tx, id, { month: '2027-04', versions: [1] }))).to.equal(true);
    const done = await load(id);
    expect(done).to.include({ state: 'done', doneFraction: 1 });
    expect(done.result).to.deep.equal({ month: '2027-04', versions: [1] });
  });

  it('changes no more once it is done or failed', async () => {
    const id = await create();
    expect(await run((tx) => failWork(tx, id, { code: 'file.unreadable' }))).to.equal(true);
    expect(await run((tx) => finishWork(tx, id, {}))).to.equal(false);
    expect(await run((tx) => progressWork(tx, id, { step: 'x', doneFraction: 0.5 }))).to.equal(false);
    expect((await load(id)).error).to.deep.equal({ code: 'file.unreadable' });
  });

  it('fails what its process left queued or running, and leaves what is done', async () => {
    const queued = await create();
    const running = await create(1);
    const done = await create(2);
    await run((tx) => progressWork(tx, running, { step: 'x', doneFraction: 0.5 }));
    await run((tx) => finishWork(tx, done, {}));
    expect(await run((tx) => failUnfinishedWork(tx, { code: 'work.interrupted' }))).to.equal(2);
    const items = await run((tx) => listWork(tx, 10));
    expect(items.map((item) => [item.id, item.state])).to.deep.equal([
      [done, 'done'],
      [running, 'failed'],
      [queued, 'failed'],
    ]);
  });

  it('says so when there is no such item, also for an id that can be none', async () => {
    for (const id of [noSuchId, 'x']) {
      expect((await rejectionOf(load(id))).code).to.equal('work.not-found');
    }
  });
});
