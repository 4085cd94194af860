import { LocalDate, YearMonth } from '@js-joda/core';
import type { ImprovementView } from '../app/load-improvements.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import { answerRateOf } from '../plan/actuals.ts';
import { type ImprovementAct, improvementLacks } from '../plan/improvement.ts';
import {
  callsText,
  ceilPercentText,
  clockText,
  dateText,
  dateTimeText,
  dayText,
  floorPercentText,
  monthText,
} from '../report/index.ts';

type Moment = ImprovementView['case']['openedAt'];

/** A case in the list of improvements. */
export function improvementLine(view: ImprovementView, language: Language): object {
  const { case: own, state, isLate } = view;
  const { figures } = own;
  const isOpen = state.closed === null;
  return {
    href: `/improvements/${own.id}`,
    kindKey: `improvement:kind.${own.kind}`,
    period: periodText(view, language),
    shortPeriod:
      own.kind === 'day' ? dayText(LocalDate.parse(own.period), language) : periodText(view, language),
    answerRate: floorPercentText(answerRateOf(figures) ?? 1),
    target: ceilPercentText(figures.targetFraction),
    offered: callsText(figures.offered),
    answered: callsText(figures.answered),
    abandoned: callsText(figures.abandoned),
    through: dateText(LocalDate.parse(figures.through), language),
    openedAt: momentText(own.openedAt, language),
    dueOn: dateText(own.reportDueOn, language),
    shortDueOn: dayText(own.reportDueOn, language),
    isReported: state.reported !== null,
    shortReportedOn: state.reported === null ? '' : dayText(LocalDate.parse(state.reported.date), language),
    isLate,
    isOpen,
    measures: state.measures.length,
    measuresDone: state.measures.filter(({ done }) => done !== null).length,
  };
}

/** A case on its own page. @param today for measures that are overdue */
export function improvementPage(view: ImprovementView, today: LocalDate, language: Language): object {
  const { case: own, state } = view;
  const { reported, closed } = state;
  return {
    ...improvementLine(view, language),
    id: own.id,
    planHref: `/plans/${own.period.slice(0, 7)}/${own.planVersion}`,
    planVersion: own.planVersion,
    reported:
      reported === null
        ? null
        : {
            at: `${dateText(LocalDate.parse(reported.date), language)} ${clockText(reported.time)}`,
            channelKey: `improvement:channel.${reported.channel}`,
            person: reported.person,
            byName: reported.byName,
          },
    cause: state.cause,
    measureList: state.measures.map(({ measure, text, dueOn, done }) => ({
      measure,
      text,
      dueOn: dateText(LocalDate.parse(dueOn), language),
      isOverdue: done === null && LocalDate.parse(dueOn).isBefore(today),
      done:
        done === null ? null : { on: dateText(LocalDate.parse(done.doneOn), language), result: done.result },
    })),
    closed:
      closed === null
        ? null
        : { at: momentText(closed.at, language), byName: closed.byName, result: closed.result },
    lacks: improvementLacks(state).map((lack) => ({ key: `improvement:lack.${lack}` })),
    events: own.events
      .map(({ number, at, byName, act }) => ({
        number,
        at: momentText(at, language),
        byName,
        kindKey: `improvement:act.${act.kind}`,
        text: wordsOf(act, language),
      }))
      .toReversed(),
  };
}

function periodText({ case: own }: ImprovementView, language: Language): string {
  return own.kind === 'day'
    ? dateText(LocalDate.parse(own.period), language)
    : monthText(YearMonth.parse(own.period), language);
}

function wordsOf(act: ImprovementAct, language: Language): string {
  const day = (text: string) => dateText(LocalDate.parse(text), language);
  switch (act.kind) {
    case 'reported':
      return `${day(act.date)} ${clockText(act.time)}　${act.person}`;
    case 'cause':
      return act.text;
    case 'measure':
      return `${act.measure}. ${act.text} (${day(act.dueOn)})`;
    case 'measureResult':
      return `${act.measure}. ${act.result} (${day(act.doneOn)})`;
    case 'closed':
      return act.result;
  }
}

function momentText(at: Moment, language: Language): string {
  return dateTimeText(japanDateTimeOf(at), language);
}
