import { expect } from 'chai';
import type { Pin, Wish } from '../../../src/roster/index.ts';
import { pinsKept, wishesGranted } from '../../../src/roster/rules/wishes.ts';
import { day, labourRecord, person, ruleContext, rulesOf, shift } from '../../build/roster.ts';

const duty = shift('OP01', '9:00-17:15');
const pin = (date: string, patternCode: string | null): Pin => ({ date: day(date), patternCode });
const wish = (kind: Wish['kind'], date: string, patternCode: string | null = null): Wish => ({
  kind,
  from: day(date),
  to: day(date),
  patternCode,
  weight: 1,
});

describe('pinsKept', () => {
  const found = (pins: readonly Pin[], shifts: Parameters<typeof ruleContext>[0]['shifts']) =>
    rulesOf(pinsKept(ruleContext({ staff: [person({ pins })], shifts: shifts! })));

  it('holds for the pattern, the standby and the day off that were fixed', () => {
    const standby = shift('OP01', '8:45-17:30', { isStandby: true });
    const pins = [pin('2024-05-08', '早'), pin('2024-05-09', null), pin('2024-05-10', '待')];
    const shifts = { '2024-05-08': [duty], '2024-05-09': [], '2024-05-10': [standby] };
    expect(found(pins, shifts)).to.deep.equal([]);
  });

  it('refuses another pattern, a free day instead of a duty, a duty instead of a free day, and two duties', () => {
    const refused = ['H people.pin'];
    expect(found([pin('2024-05-08', '遅')], { '2024-05-08': [duty] })).to.deep.equal(refused);
    expect(found([pin('2024-05-08', '早')], { '2024-05-08': [] })).to.deep.equal(refused);
    expect(found([pin('2024-05-08', null)], { '2024-05-08': [duty] })).to.deep.equal(refused);
    expect(found([pin('2024-05-08', '早')], { '2024-05-08': [duty, duty] })).to.deep.equal(refused);
  });

  it('says what was fixed and what stands there', () => {
    const [only] = pinsKept(
      ruleContext({ staff: [person({ pins: [pin('2024-05-08', null)] })], shifts: { '2024-05-08': [duty] } }),
    );
    expect(only!.text.ja).to.include('OP01 の 2024-05-08 は「休」').and.to.include('「早」');
  });

  it('does not look at days that are not in the roster', () => {
    expect(found([pin('2024-05-11', '早')], { '2024-05-08': [duty] })).to.deep.equal([]);
  });

  it('gives way to leave, to times at which the person cannot work and to the end of their employment', () => {
    const pins = [pin('2024-05-08', '早')];
    const away = [
      { leave: [day('2024-05-08')] },
      { unavailable: [{ date: null, isoWeekday: 3, startMinute: 1000, endMinute: 1030 }] },
      { endsOn: day('2024-05-07') },
    ];
    for (const changes of away) {
      const staff = [person({ pins, ...changes })];
      const context = ruleContext({ staff, shifts: { '2024-05-08': [] } });
      expect(rulesOf(pinsKept(context))).to.deep.equal(['W people.pin-void']);
    }
  });

  it('gives way to an absence that was reported, of that person and day alone', () => {
    const staff = [person({ pins: [pin('2024-05-08', '早'), pin('2024-05-09', '早')] })];
    const settled = [
      { staffId: 'OP01', date: day('2024-05-08') },
      { staffId: 'OP02', date: day('2024-05-09') },
    ];
    const record = labourRecord({ published: { days: [], settled } });
    const context = ruleContext({ staff, record, shifts: { '2024-05-08': [], '2024-05-09': [] } });
    expect(pinsKept(context).map(({ date }) => date?.toString())).to.deep.equal(['2024-05-09']);
  });
});

describe('wishesGranted', () => {
  const found = (wishes: readonly Wish[], shifts: Parameters<typeof ruleContext>[0]['shifts']) =>
    wishesGranted(ruleContext({ staff: [person({ wishes })], shifts: shifts! }));

  it('is silent where every wish is granted, and on closed days', () => {
    const wishes = [
      wish('off', '2024-05-08'),
      wish('on', '2024-05-09'),
      wish('on', '2024-05-10', '早'),
      wish('on', '2024-05-11'),
    ];
    const shifts = { '2024-05-08': [], '2024-05-09': [duty], '2024-05-10': [duty] };
    expect(found(wishes, shifts)).to.deep.equal([]);
  });

  it('informs once a person of what is not granted, with the count and the days', () => {
    const wishes = [
      wish('off', '2024-05-08'),
      wish('on', '2024-05-09'),
      wish('on', '2024-05-10', '遅'),
      wish('off', '2024-05-13'),
    ];
    const shifts = { '2024-05-08': [duty], '2024-05-09': [], '2024-05-10': [duty], '2024-05-13': [] };
    const [only, ...more] = found(wishes, shifts);
    expect(more).to.deep.equal([]);
    expect(only).to.include({ rule: 'people.wish', level: 'I', staffId: 'OP01' });
    expect(only!.text.en).to.equal(
      '1 of 4 wishes of OP01 are granted; not on 2024-05-08, 2024-05-09, 2024-05-10.',
    );
  });

  it('counts a wish for a pattern on days of work alone, and a standby as neither off nor on', () => {
    const month = { ...wish('pattern', '2024-05-01', '遅'), to: day('2024-05-31') };
    const standby = shift('OP01', '8:45-17:30', { isStandby: true });
    const shifts = { '2024-05-08': [duty], '2024-05-09': [], '2024-05-10': [standby] };
    expect(found([month], shifts)[0]!.text.en).to.match(/^0 of 1 wishes .* not on 2024-05-08\.$/);
    expect(found([wish('off', '2024-05-10')], shifts)).to.have.length(1);
    expect(found([wish('on', '2024-05-10')], shifts)).to.have.length(1);
  });
});
