import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { StaffMember } from '../../roster/index.ts';
import { dateText } from '../format.ts';
import { contactRows } from './contact-rows.ts';
import { deputyRows, ofRole, peopleOn } from './people.ts';

/** Operators in one box of the chart. */
const codesPerLine = 5;

/** The 業務体制表 on a day, ready to print: the chain of command with operators by code, deputies and contacts. */
export function organisationBody(
  contract: Contract,
  staff: readonly StaffMember[],
  date: LocalDate,
): DocumentContent['body'] {
  const people = peopleOn(contract, staff, date);
  const { labels } = contract.roles;
  const operators = ofRole(people, 'operator');
  const named = (role: 'manager' | 'supervisor'): { name: string; code: string }[] =>
    ofRole(people, role).map(({ name, id }) => ({ name, code: id }));
  const lines = Array.from({ length: Math.ceil(operators.length / codesPerLine) }, (_, line) =>
    operators
      .slice(line * codesPerLine, (line + 1) * codesPerLine)
      .map(({ id }) => id)
      .join('　'),
  );
  return {
    asOf: dateText(date, 'ja'),
    city: { name: contract.city.name.ja, department: contract.city.department.ja },
    contractor: contract.contractor.name.ja,
    site: contract.contractor.site.ja,
    officer: contract.service.officer ?? contract.contractor.representative,
    managerRole: labels.manager.ja,
    managers: named('manager'),
    supervisorRole: labels.supervisor.ja,
    supervisors: named('supervisor'),
    operatorRole: labels.operator.ja,
    operators: { count: operators.length, lines },
    standby: `毎開所日 ${contract.standby.perDay} 人`,
    queues: contract.queues.map(({ id, name }) => ({
      name: name.ja,
      count: operators.filter(({ skills }) => skills.includes(id)).length,
    })),
    deputies: deputyRows(contract, people),
    duties: [
      {
        post: labels.manager.ja,
        duty: '市との連絡・調整・報告、人員の配置等の業務管理、改善と品質の保持・向上',
      },
      {
        post: labels.supervisor.ja,
        duty: `${labels.operator.ja}の管理・指導、対応が困難な問い合わせ・要望・苦情への対応`,
      },
      {
        post: labels.operator.ja,
        duty: `${contract.queues.map(({ name }) => name.ja).join('、')}への応対、案内先の紹介`,
      },
    ],
    contacts: contactRows(contract),
    emergency: contract.service.emergency.contacts.map(({ who, phone, role }, index) => ({
      order: index + 1,
      who,
      phone,
      role,
    })),
    subcontractors: contract.service.subcontractors.map(({ name, part, approvedOn }) => ({
      name,
      part,
      approvedOn: approvedOn === null ? '承認前（配置しない）' : dateText(approvedOn, 'ja'),
    })),
  };
}
