import { expect } from 'chai';
import fc from 'fast-check';
import {
  mayReturn,
  type Signer,
  type SignOffAct,
  type SignOffRule,
  signingRight,
  signOffProgress,
} from '../../src/documents/index.ts';

const rule: SignOffRule = { contractorSteps: 3, citySteps: 3, separateSigners: false };
const apart: SignOffRule = { ...rule, separateSigners: true };
const content = 'a'.repeat(64);

const act = (side: SignOffAct['side'], stepIndex: number, more: Partial<SignOffAct> = {}): SignOffAct => ({
  side,
  stepIndex,
  action: 'approved',
  userId: `${side}-${stepIndex}`,
  contentSha256: content,
  ...more,
});
const manager: Signer = { userId: 'm', side: 'contractor', stepIndex: null };
const official = (stepIndex: number | null): Signer => ({ userId: `o${stepIndex}`, side: 'city', stepIndex });
const contractorDone = [act('contractor', 0), act('contractor', 1), act('contractor', 2)];

describe('signOffProgress', () => {
  it('goes through the contractor’s steps, then the city’s, then is complete', () => {
    const acts: SignOffAct[] = [];
    const seen: string[] = [];
    for (;;) {
      const progress = signOffProgress(rule, content, acts);
      if (progress.kind !== 'open') {
        seen.push(progress.kind);
        break;
      }
      seen.push(`${progress.side} ${progress.stepIndex}`);
      acts.push(act(progress.side, progress.stepIndex));
    }
    expect(seen).to.deep.equal([
      ...[0, 1, 2].map((step) => `contractor ${step}`),
      ...[0, 1, 2].map((step) => `city ${step}`),
      'complete',
    ]);
  });

  it('counts no signature on other content: an edited draft begins anew', () => {
    const acts = [act('contractor', 0), act('contractor', 1, { contentSha256: 'b'.repeat(64) })];
    expect(signOffProgress(rule, content, acts)).to.deep.equal({
      kind: 'open',
      side: 'contractor',
      stepIndex: 1,
    });
    expect(signOffProgress(rule, 'c'.repeat(64), acts)).to.deep.equal({
      kind: 'open',
      side: 'contractor',
      stepIndex: 0,
    });
  });

  it('ends with a return of the content, not with one of another', () => {
    const returned = act('city', 1, { action: 'returned' });
    expect(signOffProgress(rule, content, [...contractorDone, returned])).to.deep.equal({
      kind: 'returned',
      side: 'city',
    });
    expect(
      signOffProgress(rule, content, [act('contractor', 1, { action: 'returned', contentSha256: 'b' })]),
    ).to.include({ kind: 'open', stepIndex: 0 });
  });

  it('moves nothing for comments and notes', () => {
    const said = [act('contractor', 2, { action: 'commented' }), act('city', 2, { action: 'noted' })];
    expect(signOffProgress(rule, content, said)).to.include({
      kind: 'open',
      side: 'contractor',
      stepIndex: 0,
    });
  });
});

describe('signingRight', () => {
  it('lets a manager without a step sign all that is left of the contractor’s, in order', () => {
    expect(signingRight(rule, content, [act('contractor', 0)], manager)).to.deep.equal({
      kind: 'may',
      side: 'contractor',
      steps: [1, 2],
    });
  });

  it('lets one with a step sign that alone, in its turn', () => {
    const checker: Signer = { ...manager, stepIndex: 1 };
    expect(signingRight(rule, content, [], checker)).to.deep.include({ kind: 'mayNot', why: 'notYet' });
    expect(signingRight(rule, content, [act('contractor', 0)], checker)).to.deep.include({ steps: [1] });
    expect(signingRight(rule, content, contractorDone.slice(0, 2), checker)).to.include({
      why: 'signedAlready',
    });
  });

  it('lets nobody sign two steps where signers are to be apart', () => {
    expect(signingRight(apart, content, [], manager)).to.deep.include({ steps: [0] });
    const own = [act('contractor', 0, { userId: manager.userId })];
    expect(signingRight(apart, content, own, manager)).to.deep.equal({
      kind: 'mayNot',
      why: 'sameSigner',
      waitingFor: { side: 'contractor', stepIndex: 1 },
    });
    expect(signingRight(apart, content, own, { ...manager, userId: 'n' })).to.deep.include({ steps: [1] });
    expect(signingRight(apart, 'b', own, manager), 'another content').to.deep.include({ steps: [0] });
  });

  it('lets an official without a step confirm for the whole office, which closes the chain', () => {
    const right = signingRight(rule, content, contractorDone, official(null));
    expect(right).to.deep.equal({ kind: 'may', side: 'city', steps: [2] });
    expect(signOffProgress(rule, content, [...contractorDone, act('city', 2)])).to.deep.equal({
      kind: 'complete',
    });
  });

  it('says that the other side is to sign, and that there is nothing left', () => {
    expect(signingRight(rule, content, [], official(0))).to.deep.include({
      why: 'otherSide',
      waitingFor: { side: 'contractor', stepIndex: 0 },
    });
    expect(signingRight(rule, content, contractorDone, manager)).to.include({ why: 'otherSide' });
    expect(signingRight(rule, content, [...contractorDone, act('city', 2)], manager)).to.deep.equal({
      kind: 'mayNot',
      why: 'complete',
      waitingFor: null,
    });
  });

  it('never lets a step be signed twice or before one ahead of it, whoever comes in whatever order', () => {
    const signer = fc.record({
      userId: fc.constantFrom('p', 'q', 'r', 's'),
      side: fc.constantFrom('contractor' as const, 'city' as const),
      stepIndex: fc.option(fc.nat({ max: 3 }), { nil: null }),
    });
    const rules = fc.record({
      contractorSteps: fc.integer({ min: 1, max: 4 }),
      citySteps: fc.integer({ min: 1, max: 4 }),
      separateSigners: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, fc.array(fc.tuple(signer, fc.boolean()), { maxLength: 30 }), (given, comers) => {
        const acts: SignOffAct[] = [];
        for (const [comer, takesAll] of comers) {
          const right = signingRight(given, content, acts, comer);
          if (right.kind !== 'may') continue;
          for (const stepIndex of takesAll ? right.steps : right.steps.slice(0, 1)) {
            acts.push(act(right.side, stepIndex, { userId: comer.userId }));
          }
        }
        const boxes = acts.map(
          (entry) => (entry.side === 'city' ? given.contractorSteps : 0) + entry.stepIndex,
        );
        expect(boxes).to.deep.equal([...new Set(boxes)].toSorted((a, b) => a - b));
        const firstOfCity = acts.findIndex((entry) => entry.side === 'city');
        if (firstOfCity >= 0) expect(firstOfCity).to.equal(given.contractorSteps);
        if (given.separateSigners) {
          expect(new Set(acts.map((entry) => entry.userId)).size).to.equal(acts.length);
        }
      }),
    );
  });
});

describe('mayReturn', () => {
  it('is the side’s that is to sign; the contractor’s only once somebody has signed', () => {
    expect(mayReturn(rule, content, [], 'contractor')).to.equal(false);
    expect(mayReturn(rule, content, [act('contractor', 0)], 'contractor')).to.equal(true);
    expect(mayReturn(rule, content, [act('contractor', 0)], 'city')).to.equal(false);
    expect(mayReturn(rule, content, contractorDone, 'contractor')).to.equal(false);
    expect(mayReturn(rule, content, contractorDone, 'city')).to.equal(true);
    expect(
      mayReturn(rule, content, [...contractorDone, act('city', 0, { action: 'returned' })], 'city'),
    ).to.equal(false);
  });
});
