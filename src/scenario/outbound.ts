import type { LocalDate, YearMonth } from '@js-joda/core';
import { agreeOutbound } from '../app/agree-outbound.ts';
import { loadOutbound } from '../app/load-outbound.ts';
import { recordOutbound } from '../app/record-outbound.ts';
import { outboundBases } from '../plan/outbound-agreement.ts';
import { isBelowBy } from '../plan/outbound-readings.ts';
import type { OutboundAttempt } from '../plan/outbound-records.ts';
import { handIn, type Paper } from './papers.ts';
import type { Stage } from './stage.ts';

/** Calls made on an afternoon: well under what the contract allows. */
const attemptsPerDay = 8;
/** From 14:00 on one call every quarter of an hour, when fewer citizens call. */
const [firstMinute, everyMinutes] = [14 * 60, 15];

/** What became of the calls, in turn, and what was said. */
const answers = [
  { outcome: 'reached', note: '出張申請の案内を説明。職員会議で検討するとのこと' },
  { outcome: 'notReached', note: null },
  { outcome: 'agreed', note: '出張申請を希望。日程は市から連絡' },
  { outcome: 'refused', note: '対象者の多くが取得済みとのこと' },
  { outcome: 'callBack', note: '担当者が不在。翌週にかけ直し' },
] as const;

/**
 * The look at the month's calls at its middle open day (第2章2(5)ア). The first month that some reading finds under the half
 * is agreed on with the city, for that month alone and as a trial, for the usual reading may say otherwise (A6).
 */
export async function middleOfMonth(stage: Stage, month: YearMonth, date: LocalDate): Promise<void> {
  const { ctx, cast, callingDays } = stage;
  const path = `${month}/kansho-hantei.pdf`;
  await handIn(stage, date, { kind: 'outboundEvidence', subject: month.toString(), path });
  if (callingDays.length > 0) return;
  const [author] = cast.contractor;
  const { state, readings, openDays } = await loadOutbound(ctx, author!, { month });
  const days = openDays.filter((day) => day.isAfter(date));
  if (readings === null || days.length === 0 || (state !== 'mayAgree' && state !== 'otherReading')) return;
  const basis = outboundBases.find((own) => isBelowBy(readings, own.reading, own.middle) === true);
  if (basis === undefined) return;
  await agreeOutbound(ctx, author!, {
    month,
    kind: 'start',
    agreedOn: date,
    cityPerson: cast.city[0]!.name,
    contractorPerson: cast.contractor.at(-1)!.name,
    terms: `基準を下回る読み方により、当月に限り試行する。架電先は市が提供する一覧により、1日${attemptsPerDay}件までとする。入電の応対を優先する。`,
    startsOn: days[0]!,
    endsOn: days.at(-1)!,
    basis,
    note: null,
    reference: null,
  });
  callingDays.push(...days.map(String));
}

/** The calls of an agreed day. @param takersAt codes of who is at the phone in a minute */
export async function callOut(
  { ctx, cast, callingDays }: Stage,
  date: LocalDate,
  takersAt: (date: LocalDate, minute: number) => readonly string[],
): Promise<void> {
  const day = callingDays.indexOf(date.toString());
  if (day < 0) return;
  const attempts = Array.from({ length: attemptsPerDay }, (_, index): OutboundAttempt => {
    const minute = firstMinute + index * everyMinutes;
    const number = day * attemptsPerDay + index;
    const kind = number % 2 === 0 ? '事業所' : '福祉施設';
    return {
      date,
      minute,
      staffId: takersAt(date, minute)[0]!,
      organisation: `見本${kind}${String(Math.floor(number / 2) + 1).padStart(2, '0')}`,
      ...answers[number % answers.length]!,
      isUrgent: false,
    };
  });
  await recordOutbound(ctx, cast.lead, attempts);
}

/** With the month's reports the sheet again, with what was agreed and what became of the calls; none without. */
export function outboundPapers({ callingDays }: Stage, month: YearMonth): readonly Paper[] {
  const subject = month.toString();
  if (!callingDays.some((day) => day.startsWith(subject))) return [];
  return [{ kind: 'outboundEvidence', subject, path: `${month}/kansho-jisseki.pdf` }];
}
