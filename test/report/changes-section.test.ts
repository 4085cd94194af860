import { expect } from 'chai';
import { changesSection } from '../../src/report/changes-section.ts';
import { buildPlan } from '../build/plan.ts';

describe('changesSection', () => {
  const before = buildPlan();
  const [first, ...others] = before.days;
  const shift = first!.shifts[0]!;
  const gone = before.staff.find(({ role, id }) => role === 'operator' && id !== shift.staffId)!;
  const after = {
    ...before,
    monthAnswerRate: before.monthAnswerRate - 0.05,
    staff: before.staff.filter(({ id }) => id !== gone.id),
    days: [
      { ...first!, shifts: first!.shifts.map((own) => (own === shift ? { ...own, end: '16:00' } : own)) },
      ...others,
    ],
  };

  it('tells the rate, the people and the shifts first, each before and after', () => {
    const { version, groups } = changesSection({ version: 1, content: before }, after, 'ja', 'internal');
    expect(version).to.equal(1);
    expect(groups.map(({ titleKey }) => titleKey.split('.')[1])).to.include.members([
      'monthAnswerRate',
      'person',
      'shift',
    ]);
    expect(groups[0]!.titleKey).to.equal('review:differenceTitle.monthAnswerRate');
    const person = groups.find(({ titleKey }) => titleKey.endsWith('person'))!;
    expect(person.rows).to.deep.equal([{ where: `${gone.id} ${gone.name}`, before: '○', after: '—' }]);
    const moved = groups.find(({ titleKey }) => titleKey.endsWith('shift'))!;
    expect(moved.rows[0]!.after).to.include('16:00');
  });

  it('names no operator on the city’s copy', () => {
    const said = JSON.stringify(changesSection({ version: 1, content: before }, after, 'ja', 'city'));
    for (const { name, role } of before.staff) if (role === 'operator') expect(said).not.to.include(name);
    expect(said).to.include(gone.id);
  });

  it('is empty between the same', () => {
    expect(changesSection({ version: 1, content: before }, before, 'ja', 'city').groups).to.deep.equal([]);
  });

  it('counts what it does not list', () => {
    const many = {
      ...before,
      days: Array.from({ length: 40 }, (_, index) => ({
        ...first!,
        date: `2024-${String(1 + Math.floor(index / 28)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
      })),
    };
    const more = {
      ...many,
      days: many.days.map((day) => ({ ...day, forecastCalls: day.forecastCalls + 3 })),
    };
    const [group] = changesSection({ version: 1, content: many }, more, 'ja', 'city').groups;
    expect(group).to.include({ count: 40, more: 16 });
  });
});
