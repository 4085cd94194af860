import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { StaffMember } from '../../roster/index.ts';
import { clockText, dateText } from '../format.ts';
import { contactRows } from './contact-rows.ts';
import { deputyRows, ofRole, peopleOn } from './people.ts';

/** The 緊急時体制・事件事故対応策 on a day, ready to print: who is called in which order, what is done, and the least crew per hour. */
export function emergencyPlanBody(
  contract: Contract,
  staff: readonly StaffMember[],
  date: LocalDate,
): DocumentContent['body'] {
  const people = peopleOn(contract, staff, date);
  const operators = ofRole(people, 'operator');
  const { emergency } = contract.service;
  const { minimumOperators, breaks, roles, standby } = contract;
  return {
    asOf: dateText(date, 'ja'),
    relay: emergency.contacts.map(({ who, phone, role }, index) => ({ order: index + 1, who, phone, role })),
    measures: emergency.measures.map(({ event, measure, reportWithinMinutes }) => ({
      event,
      measure,
      within: `${reportWithinMinutes} 分以内`,
    })),
    least: {
      operators: minimumOperators,
      supervisors: roles.minimumSupervisors,
      /** One who relieves the others: meals and rests are taken in turns. */
      onDuty: minimumOperators + 1,
      operatorRole: roles.labels.operator.ja,
      supervisorRole: roles.labels.supervisor.ja,
      employed: operators.length,
      standbyPeople: operators.filter(({ canStandBy }) => canStandBy).length,
      standbyPerDay: standby.perDay,
      arrivalMinutes: standby.arrivalMinutes,
      mealWindow: `${clockText(formatTime(breaks.mealWindow.start))}～${clockText(formatTime(breaks.mealWindow.end))}`,
    },
    hours: hourRows(contract),
    deputies: deputyRows(contract, people),
    contacts: contactRows(contract),
  };
}

/** The least crew of every hour between the first opening and the last closing. */
function hourRows({ opening, minimumOperators, roles, breaks }: Contract): Record<string, string>[] {
  const spans = [...opening.hours, ...opening.monthlyDays];
  const from = Math.min(...spans.map(({ open }) => open));
  const to = Math.max(...spans.map(({ close }) => close));
  const starts: number[] = [];
  for (let start = from; start < to; start = (Math.floor(start / 60) + 1) * 60) starts.push(start);
  return starts.map((start) => {
    const end = Math.min((Math.floor(start / 60) + 1) * 60, to);
    const isMeal = start < breaks.mealWindow.end && end > breaks.mealWindow.start;
    return {
      time: `${clockText(formatTime(start))}～${clockText(formatTime(end))}`,
      phone: `${minimumOperators} 人`,
      relief: isMeal ? '1 人（食事・小休止）' : '1 人（小休止）',
      onDuty: `${minimumOperators + 1} 人`,
      supervisors: `${roles.minimumSupervisors} 人`,
    };
  });
}
