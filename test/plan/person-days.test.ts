import { expect } from 'chai';
import type { PlanDay } from '../../src/plan/index.ts';
import { changedPersonDays, reachesBack } from '../../src/plan/person-days.ts';

type Shift = PlanDay['shifts'][number];

function shift(staffId: string, overrides: Partial<Shift> = {}): Shift {
  return {
    staffId,
    role: 'operator',
    pattern: '早',
    start: '09:00',
    end: '17:00',
    standby: false,
    breaks: [{ start: '12:00', end: '12:45', kind: 'meal' }],
    ...overrides,
  };
}
const days = (...all: readonly (readonly Shift[])[]) => ({
  days: all.map((shifts, index) => ({ date: `2024-05-0${index + 1}`, shifts }) as unknown as PlanDay),
});

describe('changedPersonDays', () => {
  it('is empty for the same days, in whatever order their fields come', () => {
    const { staffId, ...rest } = shift('A');
    expect(changedPersonDays(days([shift('A')]), days([{ ...rest, staffId }]))).to.deep.equal([]);
  });

  it('names who comes, who goes and whose break moves, day by day, and nobody else', () => {
    const later = shift('C', { breaks: [{ start: '13:00', end: '13:45', kind: 'meal' }] });
    const before = days([shift('A'), shift('C'), shift('D')], [shift('A')]);
    const after = days([shift('B'), later, shift('D')], [shift('A'), shift('B')]);
    const changes = changedPersonDays(before, after);
    expect(changes.map(({ date, staffId }) => `${date} ${staffId}`)).to.deep.equal([
      '2024-05-01 A',
      '2024-05-01 B',
      '2024-05-01 C',
      '2024-05-02 B',
    ]);
    expect(changes[0]).to.deep.include({ before: [shift('A')], after: [] });
    expect(changes[2]).to.deep.include({ before: [shift('C')], after: [later] });
  });

  it('leaves out days that only one of the two has', () => {
    expect(changedPersonDays(days([]), days([], [shift('A')]))).to.deep.equal([]);
  });
});

describe('reachesBack', () => {
  const change = (before: readonly Shift[], after: readonly Shift[]) => ({
    staffId: 'A',
    date: '2024-05-01',
    before: [...before],
    after: [...after],
  });

  it('finds a beginning or a break of the past that would be another', () => {
    const moved = shift('A', { breaks: [{ start: '13:00', end: '13:45', kind: 'meal' }] });
    expect(reachesBack(change([shift('A')], [moved]), '12:00')).to.equal(false);
    expect(reachesBack(change([shift('A')], [moved]), '12:01')).to.equal(true);
    expect(reachesBack(change([], [shift('A', { start: '09:30' })]), '09:30')).to.equal(false);
    expect(reachesBack(change([], [shift('A', { start: '09:30' })]), '09:31')).to.equal(true);
  });

  it('lets who is at work stay longer', () => {
    expect(reachesBack(change([shift('A')], [shift('A', { end: '18:00' })]), '16:59')).to.equal(false);
  });
});
