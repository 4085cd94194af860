import { YearMonth } from '@js-joda/core';
import { fullTimer, leader, type Person, partTimer } from './people.ts';

/** Months of the second contract's sample: fourteen with history, letters three months further. */
export const mihonMonths = {
  first: YearMonth.of(2023, 4),
  lastHistory: YearMonth.of(2024, 5),
  lastMailing: YearMonth.of(2024, 8),
} as const;

/** Patterns of its full-time people: 日 and 夕. */
const patterns = '日;夕';
const partTime = {
  maximumWeeklyHours: 25,
  maximumWeeklyDays: 5,
  minimumMonthlyHours: 40,
  patterns: '朝;昼',
  monthlyDaysOff: [0, 1] as const,
  daysOffAs: 'wholeDay' as const,
  weekly: '',
};

/** The second contract's people. No name, date or restriction belongs to a real person. */
export const mihonPeople: readonly Person[] = [
  {
    ...fullTimer({ id: 'A01', name: '長谷川 結衣', startsOn: '2023-04-01', birthDate: '1990-05-12' }),
    patterns,
  },
  {
    ...fullTimer({ id: 'A02', name: '宮﨑 拓也', startsOn: '2023-04-01', birthDate: '1986-08-03' }),
    patterns,
  },
  {
    ...fullTimer({ id: 'A03', name: '濵田 理恵', startsOn: '2023-04-01', birthDate: '1979-11-27' }),
    patterns,
  },
  { ...fullTimer({ id: 'A04', name: '栁沢 亮', startsOn: '2023-04-01', birthDate: '1994-01-16' }), patterns },
  {
    ...fullTimer({ id: 'A05', name: '渡邉 奈々', startsOn: '2023-06-01', birthDate: '1997-09-09' }),
    patterns,
  },
  {
    ...fullTimer({ id: 'A06', name: '土屋 隼人', startsOn: '2023-10-01', birthDate: '1999-03-30' }),
    patterns,
  },
  partTimer({ ...partTime, id: 'A07', name: '小山 千春', startsOn: '2023-04-01', birthDate: '1972-06-21' }),
  partTimer({ ...partTime, id: 'A08', name: '柏原 恵美', startsOn: '2023-07-01', birthDate: '1984-12-08' }),
  {
    ...leader({
      id: 'L01',
      name: '北原 信一',
      role: 'supervisor',
      startsOn: '2023-04-01',
      birthDate: '1974-02-14',
      managementSince: '2016-10-01',
    }),
    patterns,
  },
  {
    ...leader({
      id: 'L02',
      name: '丸山 佳奈',
      role: 'supervisor',
      startsOn: '2023-04-01',
      birthDate: '1985-07-07',
      managementSince: '2021-04-01',
    }),
    patterns,
  },
  {
    ...leader({
      id: 'K01',
      name: '塚田 浩',
      role: 'manager',
      startsOn: '2023-04-01',
      birthDate: '1968-10-19',
      managementSince: '2009-04-01',
    }),
    patterns,
  },
];
