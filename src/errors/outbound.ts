import type { ErrorEntry } from '../errors.ts';

/** Codes of outbound work (勧奨業務). */
export const outboundErrors = {
  'outbound.no-agreement': {
    kind: 'Conflict',
    ja: '{date} の勧奨業務について、市との協議が記録されていません。総括管理責任者が先に協議の記録（日付・双方の担当者・内容・期間）を入れてください。',
    en: 'No agreement with the city on outbound work is recorded for {date}. The manager has to record it first: date, who spoke for both sides, what was agreed and for which days.',
  },
  'outbound.cap-reached': {
    kind: 'Conflict',
    ja: '{date} の架電は {recorded} 件が記録済みで、あと {left} 件までです（1日の上限 {most} 件）。今回の {given} 件は記録していません。件数か日付を確認してください。',
    en: '{recorded} attempts of {date} are recorded, and {left} more may be made of the {most} allowed a day. None of these {given} was recorded. Check their number or date.',
  },
  'outbound.recorded-meanwhile': {
    kind: 'Conflict',
    ja: 'ほかの人が同時に架電を記録しました。この記録は入っていません。画面を開き直して件数を確かめ、もう一度記録してください。',
    en: 'Somebody else recorded an attempt at the same moment, and this one was not kept. Open the page again, look at the count and record it once more.',
  },
  'outbound.not-below': {
    kind: 'Conflict',
    ja: '選んだ読み方では {date} の時点で {calls} 件となり、{threshold} 件を下回りません。この読み方では勧奨業務を始められません。数字と読み方を確認してください。',
    en: 'By the reading chosen the month stands at {calls} calls on {date}, not below {threshold}. Outbound work cannot begin on it. Check the figures and the reading.',
  },
  'outbound.middle-not-counted': {
    kind: 'Conflict',
    ja: '{date} までの入電実績がそろっていません（不足 {missing} 日）。実績を取り込んでから記録してください。',
    en: 'Calls up to {date} are not all counted ({missing} days lack). Import them first.',
  },
  'outbound.not-found': {
    kind: 'NotFound',
    ja: '勧奨業務の記録 {id} がありません。取り消し済みか、すでに処理されています。画面を開き直してください。',
    en: 'There is no open outbound record {id}. It was taken back or dealt with already. Open the page again.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
