import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import {
  appendAudit,
  auditSha256,
  beforeChainSha256,
  chainRoot,
  entriesInOrder,
  type KeptAuditEntry,
  plainEntry,
} from '../../src/db/audit.ts';
import type { Tx } from '../../src/db/tx.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';

const at = Instant.parse('2024-04-22T03:00:00.123456Z');
const entry = (subject: string, detail: unknown = null) => ({
  at,
  actor: 'u',
  action: 'test.done',
  subject,
  detail,
});

describe('the log', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work);
  /** Entries as their own links put them, from what the first stands on. */
  const chained = (entries: readonly KeptAuditEntry[], start: string): KeptAuditEntry[] => {
    const next = entries.find(({ previousSha256 }) => previousSha256 === start);
    return next === undefined ? [] : [next, ...chained(entries, next.sha256!)];
  };

  it('chains each entry to the one before, over what the store gives back', async () => {
    await run((tx) => appendAudit(tx, entry('a', { left: undefined, number: -0, 髙: '𠮷' })));
    await run(async (tx) => {
      await appendAudit(tx, entry('b'));
      await appendAudit(tx, { ...entry('c', [1.5e-7, null]), origin: '192.0.2.7' });
    });
    const entries = await run(entriesInOrder);
    expect(chained(entries, chainRoot).map(({ subject }) => subject)).to.deep.equal(['a', 'b', 'c']);
    for (const kept of entries) expect(auditSha256(kept, kept.previousSha256!)).to.equal(kept.sha256);
    expect(entries[2]).to.include({ origin: '192.0.2.7' });
  });

  it('records nothing of a transaction that fails', async () => {
    const failed = run(async (tx) => {
      await appendAudit(tx, entry('never'));
      throw new Error('no');
    });
    await failed.catch(() => undefined);
    expect(await run(entriesInOrder)).to.deep.equal([]);
  });

  it('has one order for transactions at the same time, whoever began first', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) =>
      run(async (tx) => {
        await appendAudit(tx, entry(`${writer} a`));
        await tx.execute('select 1');
        await appendAudit(tx, entry(`${writer} b`));
      }),
    );
    await Promise.all(writers);
    const entries = await run(entriesInOrder);
    expect(chained(entries, chainRoot).map(({ id }) => id)).to.deep.equal(entries.map(({ id }) => id));
    expect(entries).to.have.lengthOf(16);
    const subjects = entries.map(({ subject }) => subject);
    for (let writer = 0; writer < 8; writer += 1) {
      const first = subjects.indexOf(`${writer} a`);
      expect(subjects[first + 1], 'entries of one transaction stand together').to.equal(`${writer} b`);
    }
  });

  it('covers entries that are older than the chain by one hash', async () => {
    const old = `insert into audit_log (at, actor, action, subject, detail) values (?, 'u', 'test.old', ?, null)`;
    for (const subject of ['x', 'y']) await run((tx) => tx.execute(old, [at.toString(), subject]));
    await run((tx) => appendAudit(tx, entry('first')));
    const entries = await run(entriesInOrder);
    const older = entries.filter(({ sha256 }) => sha256 === null);
    expect(entries.at(-1)?.previousSha256)
      .to.equal(beforeChainSha256(older.map(plainEntry)))
      .and.not.equal(chainRoot);
    expect(
      beforeChainSha256([{ ...plainEntry(older[0]!), actor: 'other' }, plainEntry(older[1]!)]),
    ).not.to.equal(beforeChainSha256(older.map(plainEntry)));
  });
});
