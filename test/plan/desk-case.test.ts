import { expect } from 'chai';
import fc from 'fast-check';
import { type ChosenWay, type DeskAct, deskStateOf, hasAgreed, isSettled } from '../../src/plan/desk-case.ts';

const date = '2024-05-14';

/** A way that asks people for the same hours. */
function way(askedIds: readonly string[], start = '09:30', end = '17:15'): ChosenWay {
  return {
    optionId: askedIds.join('+') || 'accept',
    kinds: ['callIn'],
    version: 1,
    nowMinute: 520,
    askedIds,
    changedIds: askedIds,
    duties: askedIds.map((staffId) => ({ staffId, date, start, end })),
    dayAnswerRate: 0.95,
    monthAnswerRate: 0.95,
    shortMinutes: 0,
  };
}
const chosen = (entry: ChosenWay): DeskAct => ({ kind: 'chosen', way: entry });
const said = (staffId: string, answer: 'asked' | 'yes' | 'no' | 'noAnswer'): DeskAct => ({
  kind: 'answered',
  staffId,
  answer,
});

describe('deskStateOf', () => {
  it('has no way at first, then the one chosen last, until somebody asked refuses', () => {
    expect(deskStateOf([])).to.deep.equal({ way: null, answers: [], declinedIds: [], askedIds: [] });
    const two = way(['A', 'B']);
    expect(deskStateOf([chosen(way(['C'])), chosen(two)]).way).to.equal(two);
    const acts = [chosen(two), said('A', 'yes'), said('B', 'no')];
    const { way: none, declinedIds, answers } = deskStateOf(acts);
    expect(none).to.equal(null);
    expect(declinedIds).to.deep.equal(['B']);
    expect(answers.map(({ staffId, answer }) => [staffId, answer])).to.deep.equal([
      ['A', 'yes'],
      ['B', 'no'],
    ]);
  });

  it('counts the newest of several answers, and lets a late yes of somebody else leave the way as it is', () => {
    const one = way(['B']);
    const acts = [chosen(way(['A'])), said('A', 'noAnswer'), chosen(one), said('A', 'yes')];
    const state = deskStateOf(acts);
    expect(state.way).to.equal(one);
    expect(state.declinedIds).to.deep.equal([]);
  });

  for (const act of [
    { kind: 'reported', absenceId: 2, staffId: 'X' },
    { kind: 'cancelled', absenceId: 1, staffId: 'X' },
    { kind: 'givenUp' },
    { kind: 'covered', version: 2 },
    { kind: 'restored', version: 3 },
  ] as const) {
    it(`has no way to ask for after: ${act.kind}`, () => {
      expect(deskStateOf([chosen(way(['A'])), act]).way).to.equal(null);
    });
  }

  it('never proposes to ask whoever refused last, and forgets no answer, whatever happens', () => {
    const staffId = fc.constantFrom('A', 'B', 'C');
    const anything = fc.oneof(
      fc.uniqueArray(staffId, { maxLength: 3 }).map((ids) => chosen(way(ids))),
      fc
        .tuple(staffId, fc.constantFrom('asked', 'yes', 'no', 'noAnswer'))
        .map(([id, answer]) => said(id, answer)),
      fc.constant<DeskAct>({ kind: 'reported', absenceId: 1, staffId: 'X' }),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (acts) => {
        const state = deskStateOf(acts);
        for (const id of ['A', 'B', 'C']) {
          const last = acts.findLast((act) => act.kind === 'answered' && act.staffId === id);
          const given = state.answers.find((entry) => entry.staffId === id);
          expect(given?.answer).to.equal(last?.kind === 'answered' ? last.answer : undefined);
          const isRefused = given?.answer === 'no' || given?.answer === 'noAnswer';
          expect(state.declinedIds.includes(id)).to.equal(isRefused);
        }
      }),
    );
  });
});

describe('hasAgreed', () => {
  it('takes a yes for the same hours and for fewer, not for more or another day', () => {
    const asked = way(['A'], '09:30', '17:15');
    const state = deskStateOf([chosen(asked), said('A', 'yes')]);
    expect(hasAgreed(state, asked, 'A')).to.equal(true);
    expect(hasAgreed(state, way(['A'], '10:00', '17:00'), 'A')).to.equal(true);
    expect(hasAgreed(state, way(['A'], '09:25', '17:15'), 'A')).to.equal(false);
    expect(hasAgreed(state, way(['A'], '09:30', '17:30'), 'A')).to.equal(false);
    const later = { duties: [{ staffId: 'A', date: '2024-05-15', start: '10:00', end: '12:00' }] };
    expect(hasAgreed(state, later, 'A')).to.equal(false);
    expect(hasAgreed(state, asked, 'B')).to.equal(false);
  });

  it('takes no yes back for hours asked for later: the answer belongs to what was asked before it', () => {
    const first = way(['A'], '10:00', '12:00');
    const longer = way(['A'], '09:30', '17:15');
    const state = deskStateOf([chosen(first), said('A', 'yes'), chosen(longer)]);
    expect(hasAgreed(state, longer, 'A')).to.equal(false);
    expect(hasAgreed(deskStateOf([chosen(longer), said('A', 'yes')]), longer, 'A')).to.equal(true);
  });
});

describe('isSettled', () => {
  it('needs everybody who is asked, and nobody where nobody is', () => {
    const two = way(['A', 'B']);
    expect(isSettled(deskStateOf([chosen(two), said('A', 'yes')]), two)).to.equal(false);
    expect(isSettled(deskStateOf([chosen(two), said('A', 'yes'), said('B', 'asked')]), two)).to.equal(false);
    expect(isSettled(deskStateOf([chosen(two), said('A', 'yes'), said('B', 'yes')]), two)).to.equal(true);
    expect(isSettled(deskStateOf([]), way([]))).to.equal(true);
  });
});
