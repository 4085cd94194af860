import { YearMonth } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { Minutes } from '../../plan/minutes.ts';
import { clockText, dateText, monthText, weekdayText } from '../format.ts';

/** The 協議記録・議事録 of a consultation, ready to print. @param hide puts codes in the place of operators' names */
export function minutesBody(
  contract: Contract,
  minutes: Minutes,
  hide: (text: string) => string,
): DocumentContent['body'] {
  const { plan, openingDate } = minutes;
  const exception = contract.opening.exceptions.find(({ date }) => openingDate?.equals(date));
  return {
    title: hide(minutes.title),
    heldOn: `${dateText(minutes.heldOn, 'ja')}（${weekdayText(minutes.heldOn, 'ja')}）`,
    place: minutes.place,
    contractor: contract.contractor.name.ja,
    city: contract.city.name.ja,
    contractorAttendees: minutes.contractorAttendees.map(hide).join('、'),
    cityAttendees: minutes.cityAttendees.join('、'),
    topics: minutes.topics.map((own, index) => ({
      number: index + 1,
      topic: hide(own.topic),
      discussion: hide(own.discussion),
      decision: hide(own.decision),
    })),
    nextSteps: minutes.nextSteps.map(({ what, who, dueOn }) => ({
      what: hide(what),
      who,
      dueOn: dueOn === null ? '－' : dateText(dueOn, 'ja'),
    })),
    plan:
      plan === null
        ? null
        : `${contract.documents.staffingPlan.name.ja}（${monthText(YearMonth.parse(plan.month), 'ja')}分）第${plan.version}版`,
    opening:
      exception === undefined
        ? null
        : `${dateText(exception.date, 'ja')}　${
            exception.hours === null
              ? '閉所'
              : `${clockText(formatTime(exception.hours.open))}～${clockText(formatTime(exception.hours.close))}`
          }（${exception.reason.ja}）`,
  };
}
