import type { LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { OutboundAgreement, OutboundState } from '../../plan/outbound-agreement.ts';
import type { MiddleReading, OutboundReadings } from '../../plan/outbound-readings.ts';
import type { OutboundAttempt, OutboundDayTotals } from '../../plan/outbound-records.ts';
import { callsText, dateText, dayText, monthText } from '../format.ts';
import { outboundRows } from './outbound-rows.ts';

/** What a month's 勧奨業務実施判定資料 is made from. */
export interface OutboundEvidenceInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  /** Version of the plan whose forecast is used; null with the readings while there is none. */
  readonly version: number | null;
  readonly readings: OutboundReadings | null;
  readonly state: OutboundState | null;
  /** In order of recording, those taken back left out. */
  readonly agreements: readonly (OutboundAgreement & {
    readonly note: string | null;
    readonly reference: string | null;
  })[];
  readonly attempts: readonly OutboundAttempt[];
  readonly totals: readonly OutboundDayTotals[];
  readonly issuedOn: LocalDate;
  readonly hide: (text: string) => string;
}

const middleNames = { openDay: '中央の開所日', fifteenth: '15日' } as const;
const readingNames = { projection: '(a) 月全体の見込み', cumulative: '(b) 月半ばまでの累計' } as const;

const stateTexts: Readonly<Record<OutboundState, string>> = {
  early: '月半ばまでの実績がそろっていないため、まだ判定できません。',
  notBelow: '想定の5割を下回らないため、勧奨業務は実施しません。',
  otherReading: '通常の読み方では5割を下回りませんが、別の読み方では下回ります。実施するかは協議によります。',
  mayAgree: '想定の5割を下回る見込みです。協議のうえ勧奨業務を実施できます。',
  agreed: '協議により、勧奨業務を実施しています（または実施します）。',
  recovered: '入電が回復しました。協議のうえ勧奨業務を終了します。',
  over: '協議した勧奨業務は終了しています。',
};

/** The 勧奨業務実施判定資料 of a month, ready to print: both readings of the rule (A6), the agreement, and what was done. */
export function outboundEvidenceBody(input: OutboundEvidenceInput): DocumentContent['body'] {
  const { contract, readings, hide } = input;
  const { maximumAttemptsPerDay, belowFraction } = contract.outbound;
  return {
    month: monthText(input.month, 'ja'),
    issuedOn: dateText(input.issuedOn, 'ja'),
    version: input.version === null ? null : String(input.version),
    most: String(maximumAttemptsPerDay),
    belowPercent: `${Math.round(belowFraction * 1000) / 10} %`,
    assumed: readings === null ? null : callsText(readings.assumedCalls),
    threshold: readings === null ? null : callsText(readings.thresholdCalls),
    verdict:
      input.state === null
        ? '公開された人員配置計画がないため、まだ判定できません。'
        : stateTexts[input.state],
    readings:
      readings === null ? [] : readings.middles.flatMap((middle, index) => readingRows(middle, index === 0)),
    now:
      readings === null
        ? null
        : {
            calls: callsText(readings.now.calls),
            counted: callsText(readings.now.countedCalls),
            rest: callsText(readings.now.restCalls),
            range: `${callsText(readings.now.low80)}～${callsText(readings.now.high80)}`,
            isBelow: readings.now.isBelow,
          },
    agreements: input.agreements.map((own) => ({
      kind: own.kind === 'start' ? '開始' : '終了',
      agreedOn: dateText(own.agreedOn, 'ja'),
      city: own.cityPerson,
      contractor: hide(own.contractorPerson),
      terms: hide(own.terms),
      days:
        own.endsOn === null
          ? `${dateText(own.startsOn, 'ja')}から行わない`
          : `${dateText(own.startsOn, 'ja')}から${dateText(own.endsOn, 'ja')}まで`,
      basis:
        own.basis === null ? '―' : `${readingNames[own.basis.reading]}・${middleNames[own.basis.middle]}`,
      note: [own.note, own.reference]
        .filter((text) => text !== null)
        .map(hide)
        .join('　'),
    })),
    totals: input.totals.map((day) => ({
      day: dayText(day.date, 'ja'),
      attempts: String(day.attempts),
      organisations: String(day.organisations),
      reached: String(day.attempts - day.byOutcome.notReached),
      agreed: String(day.byOutcome.agreed),
      urgent: String(day.urgent),
      isWithin: day.attempts <= maximumAttemptsPerDay,
    })),
    outbound: outboundRows(input.attempts, maximumAttemptsPerDay, hide),
  };
}

type ReadingRow = {
  readonly reading: string;
  readonly middle: string;
  readonly calls: string;
  readonly made: string;
  readonly verdict: string;
  readonly isUsual: boolean;
};

function readingRows(
  { middle, date, isCounted, missing, projection, cumulative }: MiddleReading,
  isFirst: boolean,
): ReadingRow[] {
  const where = `${middleNames[middle]}　${dayText(date, 'ja')}${isCounted ? '' : `（実績が未取込 ${missing.length}日、暫定）`}`;
  const verdict = (isBelow: boolean): string => (isBelow ? '下回る' : '下回らない');
  return [
    {
      reading: readingNames.projection,
      middle: where,
      calls: callsText(projection.calls),
      made: `実績 ${callsText(projection.countedCalls)}＋見込み ${callsText(projection.restCalls)}（80 %の範囲 ${callsText(projection.low80)}～${callsText(projection.high80)}）`,
      verdict: verdict(projection.isBelow),
      isUsual: isFirst,
    },
    {
      reading: readingNames.cumulative,
      middle: where,
      calls: callsText(cumulative.calls),
      made: 'この日までに来た入電',
      verdict: verdict(cumulative.isBelow),
      isUsual: false,
    },
  ];
}
