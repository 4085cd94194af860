/** One made-up person as the sample's staff file writes them; lists stand between semicolons, hours are decimal. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: 'operator' | 'supervisor' | 'manager';
  readonly employment: 'full' | 'part';
  readonly maximumWeeklyHours: number;
  readonly maximumDailyHours: number;
  readonly maximumWeeklyDays: number;
  readonly minimumMonthlyHours: number;
  readonly patterns: string;
  readonly canStandBy: 'yes' | 'no';
  readonly startsOn: string;
  readonly birthDate: string;
  readonly managementSince: string;
  /** How many days off the person asks for each month: least and most, both included. */
  readonly monthlyDaysOff: readonly [number, number];
  /** `leave` for days of paid leave; otherwise the part of a day, or the whole of it, at which the person cannot work. */
  readonly daysOffAs: 'leave' | 'wholeDay' | 'afternoon';
  /** An entry of every week, such as `WED 13:00-17:30`, or empty. */
  readonly weekly: string;
}

type FullTimer = Pick<Person, 'id' | 'name' | 'startsOn' | 'birthDate'>;
type PartTimer = FullTimer &
  Pick<Person, 'maximumWeeklyHours' | 'maximumWeeklyDays' | 'minimumMonthlyHours' | 'patterns'> &
  Pick<Person, 'monthlyDaysOff' | 'daysOffAs' | 'weekly'>;
type Leader = FullTimer & Pick<Person, 'role' | 'managementSince'>;

/** A full-time operator on the early and the late shift. */
export const fullTimer = (person: FullTimer): Person => ({
  ...person,
  role: 'operator',
  employment: 'full',
  maximumWeeklyHours: 40,
  maximumDailyHours: 8,
  maximumWeeklyDays: 5,
  minimumMonthlyHours: 100,
  patterns: '早;遅',
  canStandBy: 'yes',
  managementSince: '',
  monthlyDaysOff: [1, 2],
  daysOffAs: 'leave',
  weekly: '',
});

/** A part-time operator. */
export const partTimer = (person: PartTimer): Person => ({
  ...person,
  role: 'operator',
  employment: 'part',
  maximumDailyHours: 6,
  canStandBy: 'no',
  managementSince: '',
});

/** A supervisor or the manager. */
export const leader = (person: Leader): Person => ({
  ...fullTimer(person),
  role: person.role,
  canStandBy: 'no',
  managementSince: person.managementSince,
  monthlyDaysOff: [1, 1],
});

/** The sample's people. No name, date or restriction belongs to a real person. */
export const people: readonly Person[] = [
  fullTimer({ id: 'OP01', name: '髙橋 美咲', startsOn: '2023-04-01', birthDate: '1988-06-14' }),
  fullTimer({ id: 'OP02', name: '中村 健太', startsOn: '2023-04-01', birthDate: '1992-11-03' }),
  fullTimer({ id: 'OP03', name: '山﨑 由美子', startsOn: '2023-04-01', birthDate: '1979-02-21' }),
  fullTimer({ id: 'OP04', name: '伊藤 大輔', startsOn: '2023-04-01', birthDate: '1985-09-30' }),
  fullTimer({ id: 'OP05', name: '森本 彩', startsOn: '2023-10-01', birthDate: '1997-04-08' }),
  fullTimer({ id: 'OP06', name: '西川 翔', startsOn: '2024-01-04', birthDate: '1999-12-17' }),
  partTimer({
    id: 'OP07',
    name: '𠮷田 恵子',
    startsOn: '2023-04-01',
    birthDate: '1974-07-25',
    maximumWeeklyHours: 24,
    maximumWeeklyDays: 5,
    minimumMonthlyHours: 48,
    patterns: '前;中;後',
    monthlyDaysOff: [1, 2],
    daysOffAs: 'wholeDay',
    weekly: '',
  }),
  partTimer({
    id: 'OP08',
    name: '小林 直子',
    startsOn: '2023-04-01',
    birthDate: '1982-01-19',
    maximumWeeklyHours: 24,
    maximumWeeklyDays: 5,
    minimumMonthlyHours: 48,
    patterns: '前;中;後',
    monthlyDaysOff: [0, 0],
    daysOffAs: 'wholeDay',
    weekly: 'WED 13:00-17:30',
  }),
  partTimer({
    id: 'OP09',
    name: '前田 さくら',
    startsOn: '2023-07-01',
    birthDate: '1990-03-27',
    maximumWeeklyHours: 18,
    maximumWeeklyDays: 4,
    minimumMonthlyHours: 36,
    patterns: '前;中',
    monthlyDaysOff: [1, 2],
    daysOffAs: 'wholeDay',
    weekly: '',
  }),
  partTimer({
    id: 'OP10',
    name: '岡 千尋',
    startsOn: '2024-02-01',
    birthDate: '2001-08-11',
    maximumWeeklyHours: 17.5,
    maximumWeeklyDays: 4,
    minimumMonthlyHours: 36,
    patterns: '中;後',
    monthlyDaysOff: [1, 2],
    daysOffAs: 'afternoon',
    weekly: '',
  }),
  leader({
    id: 'SV01',
    name: '藤原 誠',
    role: 'supervisor',
    startsOn: '2023-04-01',
    birthDate: '1976-10-05',
    managementSince: '2018-04-01',
  }),
  leader({
    id: 'SV02',
    name: '河合 真由美',
    role: 'supervisor',
    startsOn: '2023-04-01',
    birthDate: '1983-05-16',
    managementSince: '2020-07-01',
  }),
  leader({
    id: 'MG01',
    name: '坂口 隆',
    role: 'manager',
    startsOn: '2023-04-01',
    birthDate: '1970-12-02',
    managementSince: '2012-04-01',
  }),
];
