import { expect } from 'chai';
import { parseStaffCsv } from '../../src/files/staff.ts';
import { bytesOf, contract, expectError } from './sample-contract.ts';

const good: Readonly<Record<string, string>> = {
  id: 'OP08',
  name: '𠮷田 恵子',
  role: 'operator',
  employer: '株式会社見本コンタクト',
  skills: 'booking;enquiry',
  employment: 'part',
  maximum_weekly_hours: '17.5',
  maximum_daily_hours: '6',
  maximum_weekly_days: '4',
  minimum_monthly_hours: '36',
  patterns: '中;後',
  can_stand_by: 'no',
  exempt_from_overtime: 'yes',
  starts_on: '2023-04-01',
  ends_on: '',
  birth_date: '1974-07-25',
  management_since: '',
  leave: '2024-05-10;2024/6/3',
  unavailable: '2024-05-10; 2024-05-22 13:00-17:30;WED;WED 9:00-17:30',
};
const japanese: Readonly<Record<string, string>> = {
  id: '職員番号',
  name: '氏名',
  role: '役割',
  employer: '雇用主',
  skills: '担当キュー',
  employment: '雇用形態',
  maximum_weekly_hours: '週上限時間',
  maximum_daily_hours: '日上限時間',
  maximum_weekly_days: '週上限日数',
  minimum_monthly_hours: '月最低時間',
  patterns: '勤務パターン',
  can_stand_by: '待機可',
  exempt_from_overtime: '時間外免除',
  starts_on: '雇用開始日',
  ends_on: '雇用終了日',
  birth_date: '生年月日',
  management_since: '管理経験開始日',
  leave: '年休',
  unavailable: '勤務不可',
};
const fileOf = (...rows: readonly Readonly<Record<string, string>>[]) =>
  [Object.keys(good), ...rows.map((row) => Object.values({ ...good, ...row }))]
    .map((cells) => cells.join(','))
    .join('\n');
const parse = (text: string) => parseStaffCsv(bytesOf(text), 's.csv', contract);
const plain = (text: string) => JSON.parse(JSON.stringify(parse(text)));

const member = {
  id: 'OP08',
  name: '𠮷田 恵子',
  role: 'operator',
  employer: '株式会社見本コンタクト',
  skills: ['booking', 'enquiry'],
  employment: 'part',
  maximumWeeklyMinutes: 1050,
  maximumDailyMinutes: 360,
  maximumWeeklyDays: 4,
  minimumMonthlyMinutes: 2160,
  patternCodes: ['中', '後'],
  canStandBy: false,
  isExemptFromOvertime: true,
  startsOn: '2023-04-01',
  endsOn: null,
  birthDate: '1974-07-25',
  managementSince: null,
  leave: ['2024-05-10', '2024-06-03'],
  unavailable: [
    { date: '2024-05-10', isoWeekday: null, startMinute: 0, endMinute: 1440 },
    { date: '2024-05-22', isoWeekday: null, startMinute: 780, endMinute: 1050 },
    { date: null, isoWeekday: 3, startMinute: 0, endMinute: 1440 },
    { date: null, isoWeekday: 3, startMinute: 540, endMinute: 1050 },
  ],
};

describe('parseStaffCsv', () => {
  it('reads every column', () => {
    expect(plain(fileOf({}))).to.deep.equal([member]);
  });

  it('reads Japanese headers and words as the same', () => {
    const words = {
      role: 'オペレーター',
      skills: '電話予約；マイナンバーカードに関する問い合わせ',
      employment: 'パート',
      can_stand_by: 'いいえ',
      exempt_from_overtime: 'はい',
      unavailable: '2024/5/10;2024/5/22 13:00～17:30;水;水 9:00-17:30',
    };
    const [, row] = fileOf(words).split('\n');
    const header = Object.keys(good).map((key) => japanese[key]);
    expect(plain(`${header.join(',')}\r\n${row}\r\n`)).to.deep.equal([member]);
  });

  it('takes an untrained person without skills, rounding hours to the minute', () => {
    const [read] = parse(fileOf({ skills: '', leave: '', unavailable: '', maximum_weekly_hours: '38.67' }));
    expect(read).to.deep.include({ skills: [], leave: [], unavailable: [], maximumWeeklyMinutes: 2320 });
  });

  const badCells: readonly (readonly [string, string, string])[] = [
    ['id', '', ''],
    ['name', '　', ''],
    ['role', 'boss', 'boss'],
    ['employer', '', ''],
    ['skills', 'booking;sales', 'sales'],
    ['employment', 'half', 'half'],
    ['maximum_weekly_hours', '４０', '４０'],
    ['maximum_weekly_hours', '169', '169'],
    ['maximum_daily_hours', '8h', '8h'],
    ['maximum_daily_hours', '25', '25'],
    ['maximum_weekly_days', '8', '8'],
    ['minimum_monthly_hours', '-1', '-1'],
    ['patterns', '早;夜', '夜'],
    ['patterns', '', ''],
    ['can_stand_by', 'maybe', 'maybe'],
    ['exempt_from_overtime', '', ''],
    ['starts_on', '', ''],
    ['ends_on', '2023-03-31', '2023-03-31'],
    ['birth_date', '昭和49年7月25日', '昭和49年7月25日'],
    ['management_since', '2018-04-31', '2018-04-31'],
    ['leave', '2024-05-10;2024-02-30', '2024-02-30'],
    ['unavailable', 'WEDS', 'WEDS'],
    ['unavailable', 'WED 17:30-13:00', 'WED 17:30-13:00'],
    ['unavailable', 'WED 13:00', 'WED 13:00'],
    ['unavailable', '2024-05-10 09:00-25:00', '2024-05-10 09:00-25:00'],
    ['unavailable', '2024-02-30 09:00-10:00', '2024-02-30'],
  ];
  for (const [column, text, value] of badCells) {
    it(`refuses "${text}" as ${column}, naming line and column`, () => {
      const file = fileOf({ id: 'OP01' }, { [column]: text });
      expectError(() => parse(file), 'file.bad-row', { file: 's.csv', line: 3, column, value });
    });
  }

  it('refuses an id that stands twice, naming the line of the first', () => {
    const error = expectError(() => parse(fileOf({}, {})), 'file.bad-row', {
      line: 3,
      column: 'id',
      value: 'OP08',
    });
    expect(error.message).to.include('line 2');
  });

  it('refuses a file without one of the columns', () => {
    expectError(() => parse(fileOf({}).replace('leave', 'holidays')), 'file.missing-column', {
      columns: '年休 (leave)',
    });
  });

  it('refuses a header without people and an empty file', () => {
    expectError(() => parse(fileOf()), 'file.no-rows', { file: 's.csv' });
    expectError(() => parse(''), 'file.missing-column');
  });

  const labourColumns: Readonly<Record<string, string>> = {
    restrictions: 'noNight 2024-04-01~2025-03-31; shortHours 2024/5/1~ 6;absent 2024-06-01 ～ 2024-06-30',
    hourly_wage: '1100',
    student: 'yes',
    managerial: 'no',
    weekly_contract_hours: '17.5',
    leave_granted_on: '2023-10-01',
    leave_granted_days: '10.5',
    leave_taken_days: '2',
    hourly_leave: '2024-05-10 13:00-15:00',
    care_leave: '2024-05-13;2024-05-14',
    agreed_changes: '2024-05-15 急病の 代替;2024-05-16',
  };
  const labour = {
    restrictions: [
      { kind: 'noNight', from: '2024-04-01', to: '2025-03-31', minutes: null },
      { kind: 'shortHours', from: '2024-05-01', to: null, minutes: 360 },
      { kind: 'absent', from: '2024-06-01', to: '2024-06-30', minutes: null },
    ],
    hourlyWageYen: 1100,
    isStudent: true,
    isManagerial: false,
    weeklyContractMinutes: 1050,
    leaveGrant: { grantedOn: '2023-10-01', days: 10.5, takenDays: 2 },
    hourlyLeave: [{ date: '2024-05-10', startMinute: 780, endMinute: 900 }],
    careLeave: ['2024-05-13', '2024-05-14'],
    agreedChanges: [
      { date: '2024-05-15', ground: '急病の 代替' },
      { date: '2024-05-16', ground: '' },
    ],
  };
  const withLabour = (cells: Readonly<Record<string, string>>) => {
    const all = { ...good, ...cells };
    return [Object.keys(all), Object.values(all)].map((row) => row.join(',')).join('\n');
  };

  it('reads what labour law looks at, all of which a file may leave out or leave empty', () => {
    expect(plain(withLabour(labourColumns))).to.deep.equal([{ ...member, labour }]);
    const empty = Object.fromEntries(Object.keys(labourColumns).map((key) => [key, '']));
    expect(plain(withLabour(empty))).to.deep.equal([member]);
    const [read] = plain(withLabour({ hourly_wage: '1100' }));
    expect(read.labour).to.deep.include({ hourlyWageYen: 1100, restrictions: [], leaveGrant: null });
  });

  it('reads the same in Japanese', () => {
    const text = withLabour({
      就業制限: '深夜制限 2024/4/1～2025/3/31;短時間勤務 2024/5/1～ 6;休業 2024/6/1～2024/6/30',
      時給: '1100',
      学生: 'はい',
      管理監督者: 'いいえ',
      週所定時間: '17.5',
      年休付与日: '2023/10/1',
      年休付与日数: '10.5',
      年休取得済日数: '2',
      時間休: '2024/5/10 13:00～15:00',
      看護等休暇: '2024/5/13;2024/5/14',
      変更同意: '2024/5/15 急病の 代替;2024/5/16',
    });
    expect(plain(text)).to.deep.equal([{ ...member, labour }]);
  });

  const badLabour: readonly (readonly [string, string, string])[] = [
    ['restrictions', 'noNight', 'noNight'],
    ['restrictions', 'noSleep 2024-04-01~', 'noSleep 2024-04-01~'],
    ['restrictions', 'noNight 2024-04-31~', '2024-04-31'],
    ['restrictions', 'noNight 2024-04-02~2024-04-01', 'noNight 2024-04-02~2024-04-01'],
    ['restrictions', 'noNight 2024-04-01~ 6', 'noNight 2024-04-01~ 6'],
    ['restrictions', 'shortHours 2024-04-01~ six', 'six'],
    ['restrictions', 'shortHours 2024-04-01~2024-05-01 25', '25'],
    ['hourly_wage', '0', '0'],
    ['student', 'perhaps', 'perhaps'],
    ['weekly_contract_hours', '169', '169'],
    ['leave_granted_on', '2024-13-01', '2024-13-01'],
    ['leave_granted_days', '41', '41'],
    ['hourly_leave', '2024-05-10', '2024-05-10'],
    ['hourly_leave', '2024-05-10 15:00-13:00', '2024-05-10 15:00-13:00'],
    ['care_leave', 'tomorrow', 'tomorrow'],
    ['agreed_changes', '急病', '急病'],
  ];
  for (const [column, text, value] of badLabour) {
    it(`refuses "${text}" as ${column}`, () => {
      const cells = { leave_granted_on: '2023-10-01', leave_granted_days: '10', [column]: text };
      expectError(() => parse(withLabour(cells)), 'file.bad-row', { line: 2, column, value });
    });
  }

  it('refuses days of leave without the day they were granted on, and the day without days', () => {
    for (const cells of [{ leave_granted_days: '10' }, { leave_taken_days: '1' }]) {
      const empty = { leave_granted_on: '', ...cells };
      expectError(() => parse(withLabour(empty)), 'file.bad-row', { column: 'leave_granted_on' });
    }
    const alone = { leave_granted_on: '2023-10-01', leave_granted_days: '' };
    expectError(() => parse(withLabour(alone)), 'file.bad-row', { column: 'leave_granted_days' });
  });
});

describe('parseStaffCsv, on work over time', () => {
  const parse = (changes: Readonly<Record<string, string>>) => {
    const row = { ...good, ...changes };
    const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
    return parseStaffCsv(bytesOf(text), 's.csv', contract)[0]!;
  };

  it('reads levels, days after training, changes of the contract, deputies and qualifications', () => {
    const { skills, profile } = parse({
      skills: 'booking:3;enquiry 2024-05-08',
      contract_changes: '2024-06-01 週日数=3;2024-05-15 weekly_hours=12.5 patterns=中+後',
      stands_in_for: 'SV01;SV02',
      qualifications: '情報保護研修 2024-04-01~2025-03-31;普通救命 2024/1/5',
      home_centre: '津センター',
    });
    const unchanged = { maximumDailyMinutes: null, minimumMonthlyMinutes: null };
    expect(skills).to.deep.equal(['booking', 'enquiry']);
    expect(JSON.parse(JSON.stringify(profile))).to.deep.equal({
      skillLevels: [
        { queueId: 'booking', level: 3, trainedFrom: null },
        { queueId: 'enquiry', level: 1, trainedFrom: '2024-05-08' },
      ],
      changes: [
        {
          ...unchanged,
          from: '2024-05-15',
          maximumWeeklyMinutes: 750,
          maximumWeeklyDays: null,
          patternCodes: ['中', '後'],
        },
        {
          ...unchanged,
          from: '2024-06-01',
          maximumWeeklyMinutes: null,
          maximumWeeklyDays: 3,
          patternCodes: null,
        },
      ],
      standsInFor: ['SV01', 'SV02'],
      qualifications: [
        { name: '情報保護研修', from: '2024-04-01', to: '2025-03-31' },
        { name: '普通救命', from: '2024-01-05', to: null },
      ],
      homeCentre: '津センター',
    });
  });

  it('knows nothing where nothing is said, in files of before too', () => {
    expect(parse({})).not.to.have.property('profile');
    expect(parse({ contract_changes: '', stands_in_for: '', qualifications: '' })).not.to.have.property(
      'profile',
    );
  });

  const refused: readonly (readonly [string, string])[] = [
    ['skills', 'booking:6'],
    ['skills', 'booking 2024-13-01'],
    ['contract_changes', '2024-05-15'],
    ['contract_changes', '2024-05-15 hours=5'],
    ['contract_changes', '2024-05-15 weekly_days=8'],
    ['contract_changes', '2024-05-15 patterns=夜'],
    ['contract_changes', '2024-05-15 weekly_days=3;2024-05-15 weekly_hours=9'],
    ['stands_in_for', 'SV01;OP08'],
    ['qualifications', '情報保護研修'],
    ['qualifications', '情報保護研修 2024-04-02~2024-04-01'],
  ];
  for (const [column, text] of refused) {
    it(`refuses ${column} ${text}`, () => {
      expectError(() => parse({ [column]: text }), 'file.bad-row', { column, line: 2 });
    });
  }
});
