import { type LocalDate, Period } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import { isExperiencedOn, profileOf, type StaffMember } from '../../roster/index.ts';
import { dateText } from '../format.ts';

/** The 業務履歴書 of a manager or supervisor on a day, ready to print. */
export function careerRecordBody(
  contract: Contract,
  person: StaffMember,
  date: LocalDate,
): DocumentContent['body'] {
  const { labels, supervisorExperienceYears } = contract.roles;
  const since = person.managementSince;
  const isChange = person.startsOn.isAfter(contract.term.start);
  const until = (end: LocalDate | null): string => (end === null ? '現在に至る' : `～${dateText(end, 'ja')}`);
  return {
    occasion: isChange ? '運営期間中の変更に伴う提出' : '業務開始に当たっての提出',
    code: person.id,
    name: person.name,
    role: labels[person.role].ja,
    employer: person.employer,
    employment: person.employment === 'full' ? '常勤' : '短時間勤務',
    postFrom: dateText(isChange ? person.startsOn : contract.term.start, 'ja'),
    asOf: dateText(date, 'ja'),
    experience: since === null ? '該当なし' : yearsText(since, date),
    needed:
      person.role === 'supervisor'
        ? `コールセンター業務での業務管理の経験 ${supervisorExperienceYears} 年以上`
        : '業務に支障がない範囲で、他のコールセンター業務等の管理者相当の業務と兼務できる',
    isMet: person.role !== 'supervisor' || isExperiencedOn(person, date, contract),
    history: [
      ...(since === null
        ? []
        : [{ from: dateText(since, 'ja'), to: '現在に至る', text: 'コールセンター業務の業務管理' }]),
      {
        from: dateText(person.startsOn, 'ja'),
        to: until(person.endsOn),
        text: `${person.employer}に所属`,
      },
      ...(person.startsOn.isBefore(contract.term.start)
        ? [
            {
              from: dateText(contract.term.start, 'ja'),
              to: '',
              text: `本業務の${labels[person.role].ja}に就任`,
            },
          ]
        : []),
    ],
    qualifications: profileOf(person).qualifications.map(({ name, from, to }) => ({
      name,
      from: dateText(from, 'ja'),
      to: to === null ? '－' : dateText(to, 'ja'),
    })),
  };
}

/** Full years and months between two days: 6年1か月. */
export function yearsText(from: LocalDate, to: LocalDate): string {
  const period = Period.between(from, to);
  return `${period.years()}年${period.months()}か月`;
}
