import { ChronoUnit, type LocalDate } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract, Role } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { PlanContent } from '../../plan/index.ts';
import type { StaffMember } from '../../roster/index.ts';
import { clockText, dateText } from '../format.ts';
import { contactRows } from './contact-rows.ts';
import { ofRole, peopleOn, shownAs } from './people.ts';

/** What the opening plan is made from. */
export interface OpeningPlanInput {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  /** Plan of the first month, for the seats; null before it is made. */
  readonly firstPlan: PlanContent | null;
  /** Progress is told as of this day. */
  readonly issuedOn: LocalDate;
}

/** The コールセンター開設準備計画書, ready to print: who is placed, what is prepared until when and how far it is, training, premises. */
export function openingPlanBody(input: OpeningPlanInput): DocumentContent['body'] {
  const { contract, issuedOn } = input;
  const { service, term } = contract;
  const tasks = taskRows(contract, issuedOn);
  const done = tasks.filter(({ state }) => state === '完了').length;
  return {
    facts: [
      {
        label: '契約締結日',
        text: service.concludedOn === null ? '－' : dateText(service.concludedOn, 'ja'),
      },
      {
        label: '準備期間',
        text:
          service.concludedOn === null
            ? '－'
            : `${dateText(service.concludedOn, 'ja')}～${dateText(term.start.minusDays(1), 'ja')}`,
      },
      { label: '運営期間', text: `${dateText(term.start, 'ja')}～${dateText(term.end, 'ja')}` },
      { label: '電話受付時間', text: openingText(contract) },
      { label: '履行場所', text: contract.contractor.site.ja },
      { label: '本契約の責任者', text: service.officer ?? contract.contractor.representative },
    ],
    operatorRole: contract.roles.labels.operator.ja,
    people: peopleRows(input),
    seats: seatsText(input),
    progress: {
      done,
      all: tasks.length,
      percent: tasks.length === 0 ? 0 : Math.floor((done / tasks.length) * 100),
      asOf: dateText(issuedOn, 'ja'),
      late: tasks.filter(({ state }) => state === '遅れ').length,
    },
    months: monthMarks(contract),
    today: percentOf(contract, issuedOn),
    tasks,
    training: service.training.map(({ name, date, hours, materialConfirmedOn }) => ({
      name,
      date: dateText(date, 'ja'),
      hours: `${hours} 時間`,
      confirmed: materialConfirmedOn === null ? '照会中' : dateText(materialConfirmedOn, 'ja'),
    })),
    trainingHours: service.training.reduce((sum, { hours }) => sum + hours, 0),
    premises: service.facts.map(({ topic, text, attachment }) => ({
      topic,
      text,
      attachment: attachment ?? '－',
    })),
    contacts: contactRows(contract),
  };
}

const weekdayKanji: Readonly<Record<string, string>> = {
  MON: '月',
  TUE: '火',
  WED: '水',
  THU: '木',
  FRI: '金',
  SAT: '土',
  SUN: '日',
};

/** Opening hours in words: 月・火・水・木・金 9:00～17:15（国民の祝日、年末年始を除く）. */
export function openingText({ opening }: Contract): string {
  const hours = opening.hours.map(
    ({ weekdays, open, close }) =>
      `${weekdays.map((name) => weekdayKanji[name]!).join('・')} ${clockText(formatTime(open))}～${clockText(formatTime(close))}`,
  );
  const monthly = (opening.monthlyDays ?? []).map(
    ({ nth, weekday, open, close }) =>
      `第${nth}${weekdayKanji[weekday]!}曜日 ${clockText(formatTime(open))}～${clockText(formatTime(close))}`,
  );
  const closed = [
    ...(opening.closedOnNationalHolidays ? ['国民の祝日'] : []),
    ...opening.yearlyClosures.map(({ reason }) => reason.ja),
  ];
  return `${[...hours, ...monthly].join('、')}${closed.length === 0 ? '' : `（${closed.join('、')}を除く）`}`;
}

function peopleRows({ contract, staff }: OpeningPlanInput): Record<string, string>[] {
  const people = peopleOn(contract, staff, contract.term.start);
  const { roles } = contract;
  const rule: Readonly<Record<Role, string>> = {
    manager: `${roles.managers} 人`,
    supervisor: `受付時間中つねに ${roles.minimumSupervisors} 人以上（管理経験 ${roles.supervisorExperienceYears} 年以上）`,
    operator: `受付時間中つねに電話に ${contract.minimumOperators} 人以上`,
  };
  return (['manager', 'supervisor', 'operator'] as const).map((role) => {
    const own = ofRole(people, role);
    return {
      role: roles.labels[role].ja,
      rule: rule[role],
      count: `${own.length} 人`,
      full: `${own.filter(({ employment }) => employment === 'full').length} 人`,
      part: `${own.filter(({ employment }) => employment === 'part').length} 人`,
      standby: role === 'operator' ? `${own.filter(({ canStandBy }) => canStandBy).length} 人` : '－',
      who: own.length === 0 ? '該当なし' : own.map(shownAs).join('、'),
    };
  });
}

function seatsText({ contract, firstPlan }: OpeningPlanInput): string {
  const calls = contract.queues.reduce((sum, { monthlyCalls }) => sum + monthlyCalls, 0);
  const base = `月あたり平均想定入電 ${calls} 件に対し、応答率 ${Math.round(contract.target.fraction * 100)} % 以上となる席数を確保します。`;
  if (firstPlan === null) return `${base}時間帯ごとの席数は、開設の前月に提出する人員配置計画書で示します。`;
  const seats = firstPlan.days.flatMap(({ intervals }) =>
    intervals.map(({ requiredSeats }) => requiredSeats),
  );
  const [least, most] = [Math.min(...seats), Math.max(...seats)];
  return `${base}最初の月に必要な席は、時間帯により ${least}～${most} 席です。詳しくは人員配置計画書のとおりです。`;
}

/** State of a task as of a day. */
function stateOf(task: Contract['service']['preparation'][number], on: LocalDate): string {
  if (task.doneOn !== null && !task.doneOn.isAfter(on)) return '完了';
  if (task.end.isBefore(on)) return '遅れ';
  return task.start.isAfter(on) ? '未着手' : '進行中';
}

function taskRows(contract: Contract, issuedOn: LocalDate) {
  return contract.service.preparation.map((task) => {
    const left = percentOf(contract, task.start);
    const state = stateOf(task, issuedOn);
    return {
      task: task.task,
      owner: task.owner,
      period: `${task.start.monthValue()}/${task.start.dayOfMonth()}～${task.end.monthValue()}/${task.end.dayOfMonth()}`,
      state,
      doneOn: state === '完了' ? `${task.doneOn!.monthValue()}/${task.doneOn!.dayOfMonth()}` : '',
      isDone: state === '完了',
      note: task.note,
      left,
      width: Math.max(1.2, Math.round((percentOf(contract, task.end.plusDays(1)) - left) * 10) / 10),
    };
  });
}

/** Place of a day on the line from the contract's conclusion to the opening, in percent. */
function percentOf(contract: Contract, day: LocalDate): number {
  const { from, days } = lineOf(contract);
  const place = Math.min(Math.max(from.until(day, ChronoUnit.DAYS), 0), days);
  return Math.round((place / days) * 1000) / 10;
}

function lineOf({ service, term }: Contract): { readonly from: LocalDate; readonly days: number } {
  const from = service.concludedOn ?? service.preparation[0]?.start ?? term.start.minusMonths(1);
  return { from, days: Math.max(1, from.until(term.start, ChronoUnit.DAYS)) };
}

/** Mondays of the line with their dates. */
function monthMarks(contract: Contract): { readonly label: string; readonly left: number }[] {
  const { from, days } = lineOf(contract);
  return Array.from({ length: days }, (_, index) => from.plusDays(index))
    .filter((day) => day.dayOfWeek().value() === 1)
    .map((day) => ({ label: `${day.monthValue()}/${day.dayOfMonth()}`, left: percentOf(contract, day) }));
}
