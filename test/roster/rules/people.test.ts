import { expect } from 'chai';
import { emptyProfile, optionsOn, type PersonalProfile } from '../../../src/roster/index.ts';
import {
  borrowed,
  minors,
  oneDuty,
  oneManager,
  qualified,
  standIn,
  supervisorExperience,
  trained,
} from '../../../src/roster/rules/people.ts';
import { day, person, ruleContext, shift } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const duty = shift('OP01', '9:00-13:00');
const dates = { '2024-05-08': [duty], '2024-05-09': [duty] };

describe('minors', () => {
  const staff = [person({ birthDate: day('2006-05-09') })];
  const on = (times: string, meal?: string) => ({
    '2024-05-08': [shift('OP01', times, meal === undefined ? {} : { meal })],
  });

  it('refuses work after 22:00, before 5:00 and over eight hours', () => {
    for (const [times, meal] of [
      ['18:00-22:01', undefined],
      ['4:59-9:00', undefined],
      ['9:00-18:01', '12:00-13:00'],
    ] as const) {
      const found = minors(ruleContext({ staff, shifts: on(times, meal) }));
      expect(found, times).to.have.length(1);
      expect(found[0]).to.include({ rule: 'labour.minor', level: 'H' });
      expect(found[0]!.text.ja).to.include('18歳未満').and.to.include('60条・61条');
    }
  });

  it('holds from 5:00 to 22:00 and up to eight hours', () => {
    for (const [times, meal] of [
      ['18:00-22:00', undefined],
      ['5:00-9:00', undefined],
      ['9:00-18:00', '12:00-13:00'],
    ] as const) {
      expect(minors(ruleContext({ staff, shifts: on(times, meal) }))).to.deep.equal([]);
    }
  });

  it('does not look at people from their eighteenth birthday on, or of an unknown age', () => {
    const night = { '2024-05-08': [shift('OP01', '18:00-23:00')] };
    const adult = [person({ birthDate: day('2006-05-08') })];
    expect(minors(ruleContext({ staff: adult, shifts: night }))).to.deep.equal([]);
    expect(minors(ruleContext({ staff: [person({ birthDate: null })], shifts: night }))).to.deep.equal([]);
  });
});

describe('trained', () => {
  it('refuses every duty of an operator without a skill', () => {
    const found = trained(ruleContext({ staff: [person({ skills: [] })], shifts: dates }));
    expect(found.map(({ rule, level, date }) => [rule, level, date?.toString()])).to.deep.equal([
      ['people.untrained', 'H', '2024-05-08'],
      ['people.untrained', 'H', '2024-05-09'],
    ]);
    expect(trained(ruleContext({ shifts: dates }))).to.deep.equal([]);
  });
});

describe('oneDuty', () => {
  it('refuses a shift and a standby on the same day', () => {
    const onCall = shift('OP01', '8:45-17:30', { isStandby: true });
    const found = oneDuty(ruleContext({ shifts: { ...dates, '2024-05-09': [duty, onCall] } }));
    expect(found.map(({ rule, level, date }) => [rule, level, date?.toString()])).to.deep.equal([
      ['people.one-duty', 'H', '2024-05-09'],
    ]);
  });
});

describe('oneManager', () => {
  const manager = (id: string, changes: Parameters<typeof person>[0] = {}) =>
    person({ id, role: 'manager', ...changes });

  it('holds with exactly one and refuses none and two, with the numbers', () => {
    expect(oneManager(ruleContext({ staff: [manager('MG01')], shifts: dates }))).to.deep.equal([]);
    const none = oneManager(ruleContext({ staff: [], shifts: dates }));
    expect(none.map(({ rule, level }) => [rule, level])).to.deep.equal([['people.one-manager', 'H']]);
    expect(none[0]!.text.ja).to.include('0 人').and.to.include('ちょうど 1 人');
    const two = oneManager(ruleContext({ staff: [manager('MG01'), manager('MG02')], shifts: dates }));
    expect(two[0]!.text.en).to.include('2 managers').and.to.include('exactly 1');
  });

  it('accepts a handover in the middle of the month, and names the first day of a gap', () => {
    const old = manager('MG01', { endsOn: day('2024-05-08') });
    const next = manager('MG02', { startsOn: day('2024-05-09') });
    expect(oneManager(ruleContext({ staff: [old, next], shifts: dates }))).to.deep.equal([]);
    const found = oneManager(ruleContext({ staff: [old], shifts: dates }));
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-05-09']);
  });
});

describe('supervisorExperience', () => {
  const supervising = (since: string | null) =>
    supervisorExperience(
      ruleContext({
        staff: [
          person({ id: 'SV01', role: 'supervisor', managementSince: since === null ? null : day(since) }),
        ],
        shifts: { '2024-05-08': [shift('SV01', '9:00-13:00', { role: 'supervisor' })] },
      }),
    );

  it('holds on the day on which the year is full and fails the day before', () => {
    expect(supervising('2023-05-08')).to.deep.equal([]);
    const found = supervising('2023-05-09');
    expect(found.map(({ rule, level }) => [rule, level])).to.deep.equal([
      ['people.supervisor-experience', 'H'],
    ]);
    expect(found[0]!.text.ja).to.include('SV01').and.to.include('1 年');
    expect(supervising(null)).to.have.length(1);
  });

  it('asks nothing of a supervisor without a duty, or of an operator', () => {
    const staff = [person({ id: 'SV01', role: 'supervisor', managementSince: null }), person()];
    expect(supervisorExperience(ruleContext({ staff, shifts: dates }))).to.deep.equal([]);
  });
});

const known = (changes: Partial<PersonalProfile>): PersonalProfile => ({ ...emptyProfile, ...changes });

describe('trained, by date', () => {
  it('refuses days before the training for every queue, and none from the first day on', () => {
    const training = (...dates: readonly string[]) =>
      person({
        skills: ['booking', 'enquiry'],
        profile: known({
          skillLevels: dates.map((date, index) => ({
            queueId: ['booking', 'enquiry'][index]!,
            level: 1,
            trainedFrom: day(date),
          })),
        }),
      });
    const refused = (...from: readonly string[]) =>
      trained(ruleContext({ staff: [training(...from)], shifts: dates })).map(({ date }) => date?.toString());
    expect(refused('2024-05-09', '2024-05-09')).to.deep.equal(['2024-05-08']);
    expect(refused('2024-05-10', '2024-05-10')).to.deep.equal(['2024-05-08', '2024-05-09']);
    expect(refused('2024-05-10', '2024-05-08')).to.deep.equal([]);
    expect(refused('2024-05-10')).to.deep.equal([]);
  });
});

describe('qualified', () => {
  const contract = {
    ...sampleContract,
    roles: {
      ...sampleContract.roles,
      requiredQualifications: [{ role: 'operator' as const, name: '情報保護研修' }],
    },
  };
  const found = (from: string | null, to: string | null = null, name = '情報保護研修') => {
    const qualifications = from === null ? [] : [{ name, from: day(from), to: to === null ? null : day(to) }];
    const staff = [person({ profile: known({ qualifications }) })];
    return qualified(ruleContext({ contract, staff, shifts: dates })).map(({ date }) => date?.toString());
  };

  it('asks for the qualification on every day of duty, both ends of its validity included', () => {
    expect(found('2024-05-08', '2024-05-09')).to.deep.equal([]);
    expect(found('2024-05-09')).to.deep.equal(['2024-05-08']);
    expect(found('2024-04-01', '2024-05-08')).to.deep.equal(['2024-05-09']);
    expect(found(null)).to.have.length(2);
    expect(found('2024-04-01', null, '別の資格')).to.have.length(2);
  });

  it('asks nothing of other roles and of contracts that ask for none', () => {
    const supervisor = person({ role: 'supervisor' });
    expect(qualified(ruleContext({ contract, staff: [supervisor], shifts: dates }))).to.deep.equal([]);
    expect(qualified(ruleContext({ shifts: dates }))).to.deep.equal([]);
  });
});

describe('borrowed', () => {
  it('asks of everybody of another centre, on each day, for the hours there', () => {
    const profile = known({ homeCentre: '津センター' });
    const found = borrowed(
      ruleContext({ staff: [person({ profile }), person({ id: 'OP02' })], shifts: dates }),
    );
    expect(found.map(({ rule, level, date }) => [rule, level, String(date)])).to.deep.equal([
      ['people.borrowed', 'W', '2024-05-08'],
      ['people.borrowed', 'W', '2024-05-09'],
    ]);
    expect(found[0]!.text.ja).to.include('津センター').and.include('38条1項');
  });

  it('are on no roster of this centre', () => {
    const open = { date: day('2024-05-08'), startMinute: 540, endMinute: 1035 };
    const visitor = person({ profile: known({ homeCentre: '津センター' }) });
    expect(optionsOn(visitor, open, sampleContract)).to.include({
      obstacle: 'otherCentre',
      canStandBy: false,
    });
  });
});

describe('standIn', () => {
  const acting = { '2024-05-08': [shift('OP01', '9:00-13:00', { role: 'supervisor' })] };
  const found = (...standsInFor: readonly string[]) =>
    standIn(
      ruleContext({
        staff: [
          person({ profile: known({ standsInFor }) }),
          person({ id: 'SV01', role: 'supervisor' }),
          person({ id: 'OP02' }),
        ],
        shifts: acting,
      }),
    );

  it('lets who is named for somebody of the role work in it, and nobody else', () => {
    expect(found('SV01')).to.deep.equal([]);
    for (const named of [[], ['OP02'], ['SV09']]) {
      const [only] = found(...named);
      expect(only).to.include({ rule: 'people.stand-in', level: 'H', staffId: 'OP01' });
      expect(only!.text.ja).to.include('業務責任者');
    }
  });

  it('does not look at people in their own role', () => {
    expect(standIn(ruleContext({ shifts: dates }))).to.deep.equal([]);
  });
});
