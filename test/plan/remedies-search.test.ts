import { expect } from 'chai';
import { lacksOf, type RemedyGround } from '../../src/plan/remedies-lack.ts';
import { type RelaxAnswer, relaxAnswer } from '../../src/plan/remedies-search.ts';
import { dutyChanges } from '../../src/plan/remedies-uses.ts';
import { checkRoster, type SearchRoster, type StaffMember } from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { awayOn, remedyGround, weekOf, withoutStandby } from '../build/remedies.ts';
import { day, people } from '../build/roster.ts';

describe('relaxAnswer', () => {
  let search: SearchRoster;
  before(async () => {
    search = await openRosterSearch();
  });

  const answer = async (
    given: Parameters<typeof remedyGround>[0],
  ): Promise<{ readonly ground: RemedyGround; readonly found: RelaxAnswer }> => {
    const ground = await remedyGround(given, search);
    const lacks = lacksOf(ground, ground.days);
    expect(lacks).not.to.deep.equal([]);
    return { ground, found: await relaxAnswer(ground, lacks, search) };
  };
  /** Operators with their own word changed, supervisors as they are. */
  const operators = (
    count: number,
    change: (person: StaffMember, index: number) => Partial<StaffMember>,
  ): StaffMember[] =>
    people(count).map((person, index) =>
      person.role === 'operator' ? { ...person, ...change(person, index) } : person,
    );
  const setsOf = ({ smallest }: RelaxAnswer): string[] => smallest.map(({ set }) => set.join('+'));

  it('names the one person whose Tuesday is the cause, and only that day', async () => {
    const tuesday = day('2024-05-14');
    const { ground, found } = await answer({
      staff: operators(3, (_, index) => (index === 1 ? { unavailable: [awayOn(tuesday)] } : {})),
      demands: weekOf('2024-05-13', 2),
    });
    expect(found.left).to.deep.equal([]);
    expect(found.isComplete).to.equal(true);
    expect(setsOf(found)).to.deep.equal(['unavailable']);
    const [{ uses, roster }] = found.smallest as [RelaxAnswer['smallest'][number]];
    expect(uses).to.have.lengthOf(1);
    expect(uses[0]).to.deep.include({ what: 'unavailable', staffId: 'OP02', date: '2024-05-14' });
    expect(dutyChanges(ground.days, roster.days).map(({ date }) => date)).to.include('2024-05-14');
    const strict = checkRoster({ ...ground, days: roster.days }).filter(({ level }) => level === 'H');
    expect(strict.map(({ rule, staffId, date }) => `${rule} ${staffId} ${date}`)).to.deep.equal([
      'people.unavailable OP02 2024-05-14',
    ]);
  });

  it('says that hours of the week and a time away must both be relaxed', async () => {
    // Three people are needed each day; OP03 cannot come on Tuesday, and everybody has four days a week.
    const { found } = await answer({
      staff: operators(3, (_, index) => ({
        maximumWeeklyDays: 4,
        unavailable: index === 2 ? [awayOn(day('2024-05-14'))] : [],
      })),
      demands: weekOf('2024-05-13', 2),
    });
    expect(setsOf(found)).to.deep.equal(['unavailable+weeklyLimits']);
    const [{ uses }] = found.smallest as [RelaxAnswer['smallest'][number]];
    const asked = (what: string) =>
      uses.flatMap((use) => (use.what === what && 'staffId' in use ? [`${use.staffId} ${use.date}`] : []));
    expect(asked('unavailable')).to.deep.equal(['OP03 2024-05-14']);
    expect(asked('weeklyLimits').map((text) => text.slice(0, 4))).to.deep.equal(['OP01', 'OP02', 'OP03']);
  });

  it('never asks who is on leave or may do no more than their contract says', async () => {
    const { found } = await answer({
      staff: operators(3, (_, index) => ({
        ...(index === 0 ? { leave: [day('2024-05-14')] } : {}),
        maximumWeeklyDays: index === 1 ? 4 : 5,
        isExemptFromOvertime: index === 1,
      })),
      demands: weekOf('2024-05-13', 2),
    });
    expect(found.possible).not.to.include('unavailable');
    expect(found.smallest).to.deep.equal([]);
    expect(found.left).not.to.deep.equal([]);
  });

  it('offers one seat fewer beside a promise, and last', async () => {
    const { found } = await answer({
      staff: operators(5, (_, index) => (index === 3 ? { unavailable: [awayOn(day('2024-05-14'))] } : {})),
      demands: weekOf('2024-05-13', 3),
    });
    expect(setsOf(found)).to.deep.equal(['unavailable', 'seats']);
    const lacking = found.smallest[1]!.uses;
    expect(lacking.length).to.be.greaterThan(0);
    for (const use of lacking) {
      expect(use).to.have.nested.property('lack.date', '2024-05-14');
      expect(use).to.have.nested.property('lack.people', 1);
    }
  });

  it('needs nobody to be asked where building again is enough', async () => {
    const ground = await remedyGround({ staff: people(3), demands: weekOf('2024-05-13', 2) }, search);
    const emptied = ground.days.map((of, index) => (index === 1 ? { ...of, shifts: [] } : of));
    const worse = { ...ground, days: emptied };
    const found = await relaxAnswer(worse, lacksOf(worse, emptied), search);
    expect(setsOf(found)).to.deep.equal(['']);
    expect(lacksOf(ground, found.smallest[0]!.roster.days)).to.deep.equal([]);
  });

  it('gives up a standby where seats are worth it, and only there', async () => {
    const { found } = await answer({
      staff: operators(3, (person) => ({ canStandBy: person.id === 'OP03' })),
      demands: weekOf('2024-05-13', 2),
      contract: { ...withoutStandby, standby: { ...withoutStandby.standby, perDay: 1 } },
    });
    expect(found.left).to.deep.equal([]);
    expect(setsOf(found)[0]).to.equal('standby');
    expect(found.smallest[0]!.uses.every(({ what }) => what === 'standby')).to.equal(true);
  });
});
