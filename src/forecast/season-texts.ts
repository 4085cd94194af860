import type { Sentence } from './month-forecast.ts';

/** Sentences that say why a day is busy or normal, with `{name}` placeholders. */
export const seasonTexts = {
  busy: {
    ja: '予測{calls}件で、平常日（{usual}件）の{ratio}倍です（繁忙の基準：{threshold}件以上）。主な要因：{cause}',
    en: '{calls} calls expected, {ratio} times a usual day of {usual} (busy from {threshold}). Main cause: {cause}',
  },
  busyByOverride: {
    ja: '修正後{calls}件で、平常日（{usual}件）の{ratio}倍です（繁忙の基準：{threshold}件以上）。修正理由：{reason}',
    en: '{calls} calls after correction, {ratio} times a usual day of {usual} (busy from {threshold}). Reason given: {reason}',
  },
  busyByOverrideWithLetters: {
    ja: '修正後{calls}件で、平常日（{usual}件）の{ratio}倍です（繁忙の基準：{threshold}件以上）。修正理由：{reason}。発送の影響：{letters}',
    en: '{calls} calls after correction, {ratio} times a usual day of {usual} (busy from {threshold}). Reason given: {reason}. Letters: {letters}',
  },
  normal: {
    ja: '予測{calls}件で、繁忙の基準（{threshold}件）未満です',
    en: '{calls} calls expected, below {threshold} from which a day is busy',
  },
  normalByOverride: {
    ja: '修正後{calls}件で、繁忙の基準（{threshold}件）未満です。修正理由：{reason}',
    en: '{calls} calls after correction, below {threshold} from which a day is busy. Reason given: {reason}',
  },
  causeMailing: {
    ja: '{month}月{day}日発送の「{kind}」{letters}通（当日の入電見込み{mailingCalls}件）',
    en: '{letters} letters of "{kind}" posted on {date} ({mailingCalls} calls on this day)',
  },
  causeMailings: {
    ja: '{month}月{day}日発送の「{kind}」{letters}通ほか{others}回の発送（当日の入電見込み計{allCalls}件）',
    en: '{letters} letters of "{kind}" posted on {date} and {others} other batches ({allCalls} calls on this day)',
  },
  causeAfterClosure: { ja: '休業日明け', en: 'first open day after a closure' },
  causeWeekday: { ja: '{weekday}曜日の入電増', en: 'more calls on this weekday' },
  causeSeason: { ja: '月内・年内の時期', en: 'the time of the month or year' },
  causeEvent: { ja: '行事など予定された事柄', en: 'something planned on this day' },
  partLevel: { ja: '水準', en: 'level' },
  partWeekday: { ja: '曜日', en: 'weekday' },
  partSeason: { ja: '時期', en: 'season' },
  partEvents: { ja: '行事', en: 'events' },
  partMailing: { ja: '{month}/{day}発送の{kind}', en: '{kind} posted {month}/{day}' },
  partExpected: { ja: '{kind}', en: 'not announced: {kind}' },
  partOtherMailings: { ja: 'その他の発送', en: 'other letters' },
  explained: { ja: '{terms} ＝ {sum}件', en: '{terms} = {sum} calls' },
  explainedOverride: {
    ja: '{terms} ＝ {sum}件を{calls}件に修正（理由：{reason}）',
    en: '{terms} = {sum} calls, corrected to {calls} (reason: {reason})',
  },
  causeLevel: { ja: '入電水準の上昇', en: 'a higher level of calls' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** A sentence in both languages with its placeholders filled; a value may be a sentence itself. */
export function fillSentence(
  template: Sentence,
  values: Readonly<Record<string, string | number | Sentence>>,
): Sentence {
  const fill = (language: 'ja' | 'en') =>
    template[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { ja: fill('ja'), en: fill('en') };
}
