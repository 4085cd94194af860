import type { ErrorEntry } from '../errors.ts';

/** Codes of counted calls handed in by machines, and of improvement cases. */
export const improvementErrors = {
  'actuals.bad-token': {
    kind: 'NotAllowed',
    ja: '機器用のトークンが正しくないか、取り消されています。取込の画面で、責任者が新しいトークンを作ってください。',
    en: 'The token is wrong or was revoked. A manager makes a new one on the page of imports.',
  },
  'actuals.no-machine': {
    kind: 'NotFound',
    ja: 'その機器は見つからないか、もう取り消されています。画面を開き直してください。',
    en: 'There is no such machine, or its token is revoked already. Reload the page.',
  },
  'improvement.not-found': {
    kind: 'NotFound',
    ja: '改善記録 {id} が見つかりません。改善の一覧から開き直してください。',
    en: 'There is no improvement case {id}. Open it from the list of improvements.',
  },
  'improvement.closed': {
    kind: 'Conflict',
    ja: 'この改善記録は {when} に {who} が完了にしたため、もう変えられません。',
    en: '{who} closed this improvement case at {when}; it cannot be changed any more.',
  },
  'improvement.incomplete': {
    kind: 'InvalidInput',
    ja: 'まだ完了にできません。足りないもの: {missing}。',
    en: 'This case cannot be closed yet. Missing: {missingEn}.',
  },
  'improvement.acted-meanwhile': {
    kind: 'Conflict',
    ja: 'ほかの人が同時に記録したため、あなたの記録は残していません。画面を開き直して、内容を確かめてからもう一度記録してください。',
    en: 'Somebody else recorded something at the same time, so yours was not kept. Reload the page, look at it and record again.',
  },
  'improvement.unknown-measure': {
    kind: 'NotFound',
    ja: 'この改善記録に対策 {measure} はありません。画面を開き直してください。',
    en: 'This improvement case has no measure {measure}. Reload the page.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
