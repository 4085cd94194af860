import { formatTime } from '../../calendar/index.ts';
import { type OutboundAttempt, type OutboundOutcome, outboundOutcomes } from '../../plan/outbound-records.ts';
import { clockText } from '../format.ts';

/** Words for what became of an outbound call. */
export const outboundOutcomeNames: Readonly<Record<OutboundOutcome, string>> = {
  reached: '応答',
  notReached: '不在',
  refused: '断り',
  agreed: '承諾',
  callBack: 'かけ直し',
};

/** Outbound calls as a table with its counts. */
export type OutboundRows = {
  readonly attempts: string;
  readonly most: string;
  readonly organisations: string;
  readonly urgent: string;
  readonly outcomes: readonly { readonly name: string; readonly count: string }[];
  readonly rows: readonly {
    readonly day: string;
    readonly time: string;
    readonly organisation: string;
    readonly outcome: string;
    readonly operator: string;
    readonly note: string;
    readonly isUrgent: boolean;
  }[];
};

/** Outbound calls with whom was called and what was said (第2章2(5)イ). @param most attempts that a day may have */
export function outboundRows(
  attempts: readonly OutboundAttempt[],
  most: number,
  hide: (text: string) => string,
): OutboundRows {
  const count = (outcome: OutboundOutcome): number =>
    attempts.filter((own) => own.outcome === outcome).length;
  return {
    attempts: String(attempts.length),
    most: String(most),
    organisations: String(new Set(attempts.map(({ organisation }) => organisation)).size),
    urgent: String(attempts.filter(({ isUrgent }) => isUrgent).length),
    outcomes: outboundOutcomes.map((code) => ({
      name: outboundOutcomeNames[code],
      count: String(count(code)),
    })),
    rows: attempts.map((own) => ({
      day: `${own.date.monthValue()}/${own.date.dayOfMonth()}`,
      time: clockText(formatTime(own.minute)),
      organisation: own.organisation,
      outcome: outboundOutcomeNames[own.outcome],
      operator: own.staffId,
      note: own.note === null ? '' : hide(own.note),
      isUrgent: own.isUrgent,
    })),
  };
}
