import { expect } from 'chai';
import type { Shift } from '../../../src/roster/roster.ts';
import {
  minimumOperators,
  oneAbsent,
  requiredSeats,
  skilledOperators,
  standby,
  supervisorPresence,
} from '../../../src/roster/rules/cover.ts';
import { day, people, person, ruleContext, shift } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const date = '2024-05-08';
const on = (shifts: readonly Shift[], options: Parameters<typeof ruleContext>[0] = {}) =>
  ruleContext({ shifts: { [date]: shifts }, staff: people(3), ...options });
const fullDay = ['OP01', 'OP02'].map((id) => shift(id, '9:00-17:15'));
const times = (found: readonly { readonly range: { startMinute: number; endMinute: number } | null }[]) =>
  found.map(({ range }) => [range?.startMinute, range?.endMinute]);

describe('minimumOperators', () => {
  it('holds with two on the phone all day long', () => {
    expect(minimumOperators(on(fullDay))).to.deep.equal([]);
  });

  it('reports the interval in which one minute has only one', () => {
    const late = [fullDay[0]!, shift('OP02', '9:01-17:15')];
    const found = minimumOperators(on(late));
    expect(times(found)).to.deep.equal([[540, 555]]);
    expect(found[0]).to.include({ rule: 'cover.minimum-operators', level: 'H' });
    expect(found[0]!.text.ja).to.include('2024-05-08 09:00～09:15').and.to.include('1 人');
    expect(found[0]!.text.ja).to.include('常時 2 人');
    expect(found[0]!.text.en).to.include('as few as 1 operator(s)').and.to.include('2 are needed');
  });

  it('counts out meals, rests, people on call and supervisors', () => {
    const resting = [fullDay[0]!, shift('OP02', '9:00-17:15', { rests: ['10:00-10:10'] })];
    expect(times(minimumOperators(on(resting)))).to.deep.equal([[600, 615]]);
    const eating = [fullDay[0]!, shift('OP02', '9:00-17:15', { meal: '12:00-12:45' })];
    expect(times(minimumOperators(on(eating)))).to.deep.equal([[720, 765]]);
    const others = [
      fullDay[0]!,
      shift('OP02', '8:45-17:30', { isStandby: true }),
      shift('SV01', '9:00-17:15', { role: 'supervisor' }),
    ];
    expect(times(minimumOperators(on(others)))).to.deep.equal([[540, 1035]]);
  });

  it('says where everybody else is, with the rule that keeps them away', () => {
    const staff = [
      person({ id: 'OP01' }),
      person({ id: 'OP02', leave: [day(date)] }),
      person({ id: 'OP03', startsOn: day('2024-06-01') }),
      person({ id: 'OP04', skills: [] }),
      person({ id: 'OP05', patternCodes: [] }),
      person({
        id: 'OP06',
        unavailable: [{ date: day(date), isoWeekday: null, startMinute: 0, endMinute: 1440 }],
      }),
      person({ id: 'OP07' }),
      person({ id: 'OP08' }),
    ];
    const shifts = [fullDay[0]!, shift('OP07', '8:45-17:30', { isStandby: true })];
    const [found] = minimumOperators(on(shifts, { staff }));
    expect(found!.why!.ja).to.include(
      '出勤 1、年休（労働基準法39条） 1、在籍外 1、研修未了 1、勤務できる型なし 1、勤務不可の申出 1、待機 1、配置可能 1',
    );
    expect(found!.why!.en).to.include('on leave (art. 39) 1');
    expect(found!.text.ja).to.not.include('年休');
  });

  it('calls nobody free whose week is full by days or by minutes', () => {
    const week = (id: string, hours: string, meal?: string) =>
      Object.fromEntries(
        ['2024-05-13', '2024-05-14', '2024-05-15'].map((date) => [
          date,
          [shift(id, hours, meal === undefined ? {} : { meal })],
        ]),
      );
    const byMinutes = person({ id: 'OP02', maximumWeeklyMinutes: 1440 });
    const byDays = person({ id: 'OP02', maximumWeeklyDays: 3 });
    for (const [staff, word] of [
      [[byMinutes], '週の上限（労働基準法32条・本人の契約） 1'],
      [[byDays], '週の上限（労働基準法32条・本人の契約） 1'],
      [[person({ id: 'OP02' })], '配置可能 1'],
    ] as const) {
      const shifts = { ...week('OP02', '8:45-17:15', '12:00-12:45'), '2024-05-16': [] };
      const found = minimumOperators(ruleContext({ staff, shifts, seats: 1 }));
      expect(found.at(-1)!.why!.ja).to.include(word);
    }
  });
});

describe('requiredSeats', () => {
  it('holds at the required seats and warns at one less, with both numbers', () => {
    const three = [...fullDay, shift('OP03', '9:00-17:15')];
    expect(requiredSeats(on(three, { seats: 3 }))).to.deep.equal([]);
    const found = requiredSeats(on([...fullDay, shift('OP03', '9:00-17:00')], { seats: 3 }));
    expect(times(found)).to.deep.equal([[1020, 1035]]);
    expect(found[0]).to.include({ rule: 'cover.seats', level: 'W' });
    expect(found[0]!.text.ja).to.include('必要 3 席に対し配置 2 席');
    expect(found[0]!.text.en).to.include('2 filled of 3 required');
  });

  it('says a run of short intervals once, with the numbers of the worst', () => {
    const shifts = [...fullDay, shift('OP03', '9:00-16:00'), shift('OP04', '9:00-16:30')];
    const found = requiredSeats(on(shifts, { seats: 4 }));
    expect(times(found)).to.deep.equal([[960, 1035]]);
    expect(found[0]!.text.ja).to.include('必要 4 席に対し配置 2 席');
  });

  it('leaves what is under the minimum to that rule', () => {
    expect(requiredSeats(on([fullDay[0]!], { seats: 3 }))).to.deep.equal([]);
  });
});

describe('supervisorPresence', () => {
  const supervisor = (id: string, hours: string, meal?: string) =>
    shift(id, hours, {
      role: id.startsWith('MG') ? 'manager' : 'supervisor',
      ...(meal === undefined ? {} : { meal }),
    });

  it('holds when another supervisor or the deputy stays during lunch', () => {
    const first = supervisor('SV01', '8:45-17:15', '12:00-12:45');
    const second = supervisor('SV02', '8:45-17:15', '13:00-13:45');
    expect(supervisorPresence(on([first, second]))).to.deep.equal([]);
    expect(supervisorPresence(on([first, supervisor('MG01', '9:00-17:30', '11:00-11:45')]))).to.deep.equal(
      [],
    );
  });

  it('reports the gap of a single supervisor’s lunch', () => {
    const found = supervisorPresence(on([supervisor('SV01', '8:45-17:15', '12:00-12:45')]));
    expect(times(found)).to.deep.equal([[720, 765]]);
    expect(found[0]).to.include({ rule: 'cover.supervisor', level: 'H' });
    expect(found[0]!.text.ja).to.include('12:00～12:45 に業務責任者も代行者もいません');
  });

  it('reports the minute between two lunches that overlap', () => {
    const found = supervisorPresence(
      on([supervisor('SV01', '8:45-17:15', '12:00-12:45'), supervisor('SV02', '8:45-17:15', '12:44-13:29')]),
    );
    expect(times(found)).to.deep.equal([[750, 765]]);
  });

  it('informs that the deputy stands in for a whole day', () => {
    const deputies = [
      supervisor('MG01', '8:45-17:15', '12:00-12:45'),
      supervisor('MG02', '9:00-17:30', '13:00-13:45'),
    ];
    const found = supervisorPresence(on(deputies));
    expect(found.map(({ rule, level }) => [rule, level])).to.deep.equal([['cover.deputy-only', 'I']]);
    expect(found[0]!.text.ja).to.include('代行します');
  });

  it('does not say that the manager stands in when nobody is there', () => {
    const found = supervisorPresence(on(fullDay));
    expect(found.map(({ rule }) => rule)).to.deep.equal(['cover.supervisor']);
    expect(times(found)).to.deep.equal([[540, 1035]]);
  });
});

describe('standby', () => {
  const onCall = (hours: string) => shift('OP03', hours, { isStandby: true });
  const shifts = [shift('OP01', '8:45-17:15'), shift('OP02', '9:00-17:30')];

  it('holds when the on-call hours cover every operator’s shift', () => {
    expect(standby(on([...shifts, onCall('8:45-17:30')]))).to.deep.equal([]);
  });

  it('warns when they miss a minute at either end, or when nobody is on call', () => {
    for (const hours of ['8:46-17:30', '8:45-17:29']) {
      const found = standby(on([...shifts, onCall(hours)]));
      expect(found.map(({ rule, level }) => [rule, level])).to.deep.equal([['cover.standby', 'W']]);
      expect(found[0]!.text.ja).to.include('待機者が 0 人で、1 人に足りない');
    }
    expect(standby(on(shifts))).to.have.length(1);
  });

  it('does not count supervisors’ hours, which a standby operator does not cover', () => {
    const long = shift('SV01', '8:00-18:00', { role: 'supervisor' });
    expect(standby(on([...shifts, long, onCall('8:45-17:30')]))).to.deep.equal([]);
  });
});

describe('oneAbsent', () => {
  const alone = { ...sampleContract, minimumOperators: 1 };
  const found = (contract: typeof sampleContract, ...times: readonly string[]) =>
    oneAbsent(
      ruleContext({
        contract,
        shifts: { '2024-05-08': times.map((range, index) => shift(`OP0${index + 1}`, range)) },
      }),
    );

  it('warns of minutes in which one operator alone is on the phone', () => {
    const [only, ...more] = found(alone, '9:00-17:15', '9:00-12:00');
    expect(more).to.deep.equal([]);
    expect(only).to.include({ rule: 'cover.one-absent', level: 'W' });
    expect(only!.range).to.include({ startMinute: 720, endMinute: 1035 });
  });

  it('holds with two, and leaves nobody and fewer than the minimum to that rule', () => {
    expect(found(alone, '9:00-17:15', '9:00-17:15')).to.deep.equal([]);
    expect(found(alone, '9:00-12:00')).to.have.length(1);
    expect(found(alone)).to.deep.equal([]);
    for (const minimumOperators of [0, 2]) {
      expect(found({ ...sampleContract, minimumOperators }, '9:00-17:15')).to.deep.equal([]);
    }
  });
});

describe('skilledOperators', () => {
  const contract = {
    ...sampleContract,
    queues: sampleContract.queues.map((queue, index) => ({
      ...queue,
      minimumSkilled: index === 0 ? { operators: 1, level: 2 } : null,
    })),
  };
  const queueId = contract.queues[0]!.id;
  const found = (level: number, hours: string, trainedFrom: string | null = null) => {
    const skillLevels = [{ queueId, level, trainedFrom: trainedFrom === null ? null : day(trainedFrom) }];
    const profile = { skillLevels, changes: [], standsInFor: [], qualifications: [] };
    const staff = [person({ profile }), person({ id: 'OP02' })];
    const shifts = { [date]: [shift('OP01', hours), shift('OP02', '9:00-17:15')] };
    return skilledOperators(ruleContext({ contract, staff, shifts }));
  };

  it('holds with the level on the phone all day, and names when it is not', () => {
    expect(found(2, '9:00-17:15')).to.deep.equal([]);
    expect(found(3, '9:00-17:15')).to.deep.equal([]);
    const [only] = found(2, '9:00-16:00');
    expect(only).to.include({ rule: 'cover.skill', level: 'W' });
    expect(only!.range).to.include({ startMinute: 960, endMinute: 1035 });
  });

  it('counts nobody of a lower level or in training', () => {
    expect(found(1, '9:00-17:15')).to.have.length(1);
    expect(found(2, '9:00-17:15', '2024-05-09')).to.have.length(1);
    expect(found(2, '9:00-17:15', '2024-05-08')).to.deep.equal([]);
  });
});
