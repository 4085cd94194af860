import { expect } from 'chai';
import { availabilityChanges } from '../../src/plan/remedies-change.ts';
import { lacksOf, type RemedyGround } from '../../src/plan/remedies-lack.ts';
import { joinersAnswers } from '../../src/plan/remedies-person.ts';
import { gapReasons } from '../../src/plan/remedies-reasons.ts';
import { openEditing } from '../../src/roster/editing.ts';
import type { Pin, SearchRoster, StaffMember } from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { awayOn, remedyGround, weekOf } from '../build/remedies.ts';
import { day, people, person } from '../build/roster.ts';

let search: SearchRoster;
before(async () => {
  search = await openRosterSearch();
});

/** Two supervisors and the manager beside some operators. */
const withSupervisors = (operators: readonly StaffMember[]): StaffMember[] => [...operators, ...people(0)];
const tuesday = '2024-05-14';
/** On duty on some days only; whatever else is fixed. */
const onlyOn = (code: string, ...dates: readonly string[]): Pin[] =>
  weekOf('2024-05-13', 0).map(({ date }) => ({
    date,
    patternCode: dates.includes(date.toString()) ? code : null,
  }));
const groundOf = (staff: readonly StaffMember[], seats = 2): Promise<RemedyGround> =>
  remedyGround({ staff: withSupervisors(staff), demands: weekOf('2024-05-13', seats) }, search);

describe('gapReasons', () => {
  it('tries everybody who is not there and says what stands against them, the leave of a person as any absence', async () => {
    const rest = weekOf('2024-05-13', 0).flatMap(({ date }) =>
      date.toString() === tuesday ? [] : [date.toString()],
    );
    const staff = [
      person({ id: 'OP01' }),
      person({ id: 'OP02', leave: [day(tuesday)] }),
      person({ id: 'OP03', unavailable: [awayOn(day(tuesday))] }),
      person({ id: 'OP04', maximumWeeklyDays: 4, pins: onlyOn('早', ...rest) }),
      person({ id: 'OP05', startsOn: day('2024-05-15') }),
      person({ id: 'OP06', skills: [] }),
      person({ id: 'OP07', patternCodes: [] }),
    ];
    const ground = await groundOf(staff.map((one) => ({ ...one, canStandBy: false })));
    // The pin of the fourth keeps them off on Tuesday too: it goes, the full week stays.
    const free = { ...ground, staff: ground.staff.map(({ pins: _, ...one }) => one) };
    const lacks = lacksOf(free, free.days).filter(
      ({ dayIndex, kind }) => dayIndex === 1 && kind === 'operators',
    );
    expect(lacks).not.to.deep.equal([]);
    const [gap, ...others] = gapReasons(free, openEditing(free), lacks);
    expect(others).to.deep.equal([]);
    expect(gap).to.include({ kind: 'operators', date: tuesday });
    const first = new Map(gap!.people.map(({ staffId, reasons }) => [staffId, reasons[0]]));
    expect(Object.fromEntries([...first].filter(([id]) => id !== 'OP01'))).to.deep.equal({
      OP02: 'leave',
      OP03: 'unavailable',
      OP04: 'weeklyDays',
      OP05: 'notEmployed',
      OP06: 'untrained',
      OP07: 'pattern',
    });
    expect(first.get('OP01')).to.be.oneOf(['meal', 'rest', 'shift']);
    expect(gap!.counts.reduce((sum, count) => sum + count.people, 0)).to.equal(gap!.people.length);
  });

  it('tells of the rest between shifts, of a shift at other hours, and of who is simply free', async () => {
    const staff = [
      person({ id: 'OP01', patternCodes: ['前'], pins: onlyOn('前', tuesday) }),
      person({ id: 'OP02', pins: onlyOn('早') }),
    ];
    const made = await groundOf(staff);
    const ground = { ...made, staff: made.staff.map(({ pins: _, ...one }) => one) };
    const editing = openEditing(ground);
    const gap = gapReasons(ground, editing, lacksOf(ground, ground.days)).find(
      ({ date }) => date === tuesday,
    )!;
    expect(gap.people.map(({ staffId, reasons }) => [staffId, ...reasons])).to.deep.equal([
      ['OP01', 'shift'],
      ['OP02', 'free'],
    ]);
    const { labour } = ground.contract;
    const strict = { ...labour, minimumRestBetweenShiftsMinutes: 17 * 60 };
    const rested = { ...ground, contract: { ...ground.contract, labour: strict } };
    const late = { ...person({ id: 'OP01', patternCodes: ['早', '遅'] }) };
    const other = {
      ...rested,
      staff: [late, ...rested.staff.slice(1)],
      days: rested.days.map((of, index) => ({
        ...of,
        shifts: index === 0 ? [{ ...of.shifts[0]!, ...duty('OP01', '遅', 540, 1050) }] : [],
      })),
    };
    const [found] = gapReasons(
      other,
      openEditing(other),
      lacksOf(other, other.days).filter(({ dayIndex, kind }) => dayIndex === 1 && kind === 'operators'),
    );
    expect(found!.people[0]).to.deep.include({ staffId: 'OP01', reasons: ['interval'] });
  });
});

describe('joinersAnswers', () => {
  it('says that one more is enough, of the common kind, and needed on the one day only', async () => {
    const ground = await groundOf([
      ...['OP01', 'OP02', 'OP03'].map((id) =>
        person({ id, ...(id === 'OP01' ? { leave: [day(tuesday)] } : {}) }),
      ),
    ]);
    const [answer, ...others] = await joinersAnswers(ground, lacksOf(ground, ground.days), search);
    expect(others).to.deep.equal([]);
    expect(answer).to.deep.include({
      group: 'operators',
      people: 1,
      isEnough: true,
      left: [],
      leftMinutes: [0],
    });
    expect(answer!.patternCodes).to.deep.equal(['早', '遅']);
    expect(answer!.duties.map(({ date, joiner }) => `${joiner} ${date}`)).to.deep.equal([`1 ${tuesday}`]);
  });

  it('asks for two where one is not enough', async () => {
    const leave = [day(tuesday)];
    const ground = await groundOf([
      person({ id: 'OP01' }),
      person({ id: 'OP02', leave }),
      person({ id: 'OP03', leave }),
    ]);
    const [answer] = await joinersAnswers(ground, lacksOf(ground, ground.days), search);
    expect(answer).to.include({ people: 2, isEnough: true });
    expect(answer!.leftMinutes[0]).to.be.greaterThan(0);
    expect(answer!.duties.map(({ date }) => date)).to.deep.equal([tuesday, tuesday]);
  });

  it('asks for a supervisor where a supervisor lacks, and for nobody where nobody is there to be like', async () => {
    const staff = [
      ...['OP01', 'OP02', 'OP03'].map((id) => person({ id })),
      person({ id: 'SV01', role: 'supervisor' }),
    ];
    const ground = await remedyGround({ staff, demands: weekOf('2024-05-13', 2) }, search);
    const [answer] = await joinersAnswers(ground, lacksOf(ground, ground.days), search);
    expect(answer).to.include({ group: 'supervisors', people: 1, isEnough: true });
    const without = { ...ground, staff: staff.slice(0, 3) };
    expect(await joinersAnswers(without, lacksOf(ground, ground.days), search)).to.deep.equal([]);
  });
});

describe('availabilityChanges', () => {
  it('offers who said that they cannot come, with what it closes', async () => {
    const ground = await groundOf([
      person({ id: 'OP01' }),
      person({ id: 'OP02' }),
      person({ id: 'OP03', unavailable: [awayOn(day(tuesday), 540, 720)] }),
    ]);
    const lacks = lacksOf(ground, ground.days);
    const [change, ...others] = availabilityChanges(ground, openEditing(ground), lacks);
    expect(others).to.deep.equal([]);
    expect(change).to.deep.include({ kind: 'available', staffId: 'OP03', date: tuesday, dayOff: null });
    expect(change!.away).to.deep.equal([{ start: '09:00', end: '12:00' }]);
    expect(change!.closedMinutes).to.be.greaterThan(0);
  });

  it('offers another day off of the same week where nobody lacks without the person, and never leave', async () => {
    const dates = ['2024-05-13', '2024-05-15', '2024-05-16', '2024-05-17'];
    const friday = { date: day('2024-05-17'), patternCode: '早' };
    const made = await groundOf([
      person({ id: 'OP01', pins: [friday] }),
      person({ id: 'OP02', pins: [friday] }),
      person({ id: 'OP03', maximumWeeklyDays: 4, pins: onlyOn('早', ...dates) }),
      person({ id: 'OP04', leave: [day(tuesday)], pins: onlyOn('遅', '2024-05-17') }),
      person({ id: 'OP05', leave: [day(tuesday)], pins: onlyOn('早', '2024-05-17') }),
    ]);
    const ground = { ...made, staff: made.staff.map(({ pins: _, ...one }) => one) };
    const found = availabilityChanges(ground, openEditing(ground), lacksOf(ground, ground.days));
    expect(found.map(({ kind, staffId, date, dayOff }) => [kind, staffId, date, dayOff])).to.deep.equal([
      ['otherDayOff', 'OP03', tuesday, '2024-05-17'],
    ]);
  });
});

function duty(staffId: string, patternCode: string, startMinute: number, endMinute: number) {
  return {
    staffId,
    role: 'operator' as const,
    patternCode,
    startMinute,
    endMinute,
    isStandby: false,
    breaks: [],
  };
}
