import { LocalDate } from '@js-joda/core';
import { openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';

/** How the city was told. */
export const reportChannels = ['phone', 'mail', 'meeting', 'document'] as const;

/** One of the ways in which the city is told. */
export type ReportChannel = (typeof reportChannels)[number];

/** What can be done about an improvement case. */
export type ImprovementAct =
  /** The city was told: on which day and at what time (`HH:mm`), how, and who there. */
  | {
      readonly kind: 'reported';
      readonly date: string;
      readonly time: string;
      readonly channel: ReportChannel;
      readonly person: string;
    }
  | { readonly kind: 'cause'; readonly text: string }
  | {
      readonly kind: 'measure';
      readonly measure: number;
      readonly text: string;
      readonly dueOn: string;
    }
  /** What a measure brought, and when it was done. */
  | {
      readonly kind: 'measureResult';
      readonly measure: number;
      readonly doneOn: string;
      readonly result: string;
    }
  | { readonly kind: 'closed'; readonly result: string };

/** An act with who did it and when. */
export interface ImprovementEvent<At = unknown> {
  /** 1, 2, … within the case. */
  readonly number: number;
  readonly at: At;
  /** User id. */
  readonly by: string;
  /** The person's name at the time. */
  readonly byName: string;
  readonly act: ImprovementAct;
}

/** Something that is to keep a miss from happening again. */
export interface ImprovementMeasure {
  /** 1, 2, … within the case. */
  readonly measure: number;
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** When it was done and what it brought; null while it is to come. */
  readonly done: { readonly doneOn: string; readonly result: string } | null;
}

/** Where a case stands: the last word on each of its parts, as a report of improvement needs them. */
export interface ImprovementState<At = unknown> {
  readonly reported: (Extract<ImprovementAct, { kind: 'reported' }> & { readonly byName: string }) | null;
  readonly cause: string | null;
  /** In the order in which they were planned. */
  readonly measures: readonly ImprovementMeasure[];
  readonly closed: { readonly at: At; readonly byName: string; readonly result: string } | null;
}

/** A case's state from all that was done about it. @param events in order */
export function improvementState<At>(events: readonly ImprovementEvent<At>[]): ImprovementState<At> {
  let state: ImprovementState<At> = { reported: null, cause: null, measures: [], closed: null };
  for (const { at, byName, act } of events) {
    switch (act.kind) {
      case 'reported':
        state = { ...state, reported: { ...act, byName } };
        break;
      case 'cause':
        state = { ...state, cause: act.text };
        break;
      case 'measure': {
        const { measure, text, dueOn } = act;
        state = { ...state, measures: [...state.measures, { measure, text, dueOn, done: null }] };
        break;
      }
      case 'measureResult': {
        const done = { doneOn: act.doneOn, result: act.result };
        const measures = state.measures.map((own) => (own.measure === act.measure ? { ...own, done } : own));
        state = { ...state, measures };
        break;
      }
      case 'closed':
        state = { ...state, closed: { at, byName, result: act.result } };
        break;
    }
  }
  return state;
}

/** What a case still lacks before it may be closed. */
export type ImprovementLack = 'reported' | 'cause' | 'measure' | 'measureResult';

/** What a case still lacks before it may be closed, in the order in which it is done; empty when nothing. */
export function improvementLacks(state: ImprovementState): ImprovementLack[] {
  const lacks: [ImprovementLack, boolean][] = [
    ['reported', state.reported === null],
    ['cause', state.cause === null],
    ['measure', state.measures.length === 0],
    ['measureResult', state.measures.some(({ done }) => done === null)],
  ];
  return lacks.flatMap(([name, isLacking]) => (isLacking ? [name] : []));
}

/** Whether the report to the city is or was late: not made by the due day. @param today when it is asked */
export function isReportLate(
  dueOn: LocalDate,
  state: Pick<ImprovementState, 'reported'>,
  today: LocalDate,
): boolean {
  const { reported } = state;
  return (reported === null ? today : LocalDate.parse(reported.date)).isAfter(dueOn);
}

/**
 * The day by which a miss is reported to the city: the next open day after it became known (D14 "at once", by default A14
 * the same or the next open day).
 */
export function reportDueOn({ opening }: Pick<Contract, 'opening'>, knownOn: LocalDate): LocalDate {
  // No contract closes for a month.
  for (let days = 1; days < 31; days++) {
    const date = knownOn.plusDays(days);
    if (openingOf(opening, date).kind === 'open') return date;
  }
  return knownOn.plusDays(1);
}
