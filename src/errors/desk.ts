import type { ErrorEntry } from '../errors.ts';

/** Codes of the day desk: absences, the ways to cover them, and notices of what changed. */
export const deskErrors = {
  'absence.no-shift': {
    kind: 'InvalidInput',
    ja: '{staff} は {date} のその時間に勤務がありません。対象者と時間を確認してください。',
    en: '{staff} has no shift on {date} at that time. Check the person and the time.',
  },
  'absence.unknown-option': {
    kind: 'Conflict',
    ja: '選んだ案はもう使えません。計画が変わったため、もう一度案を出してください。',
    en: 'The chosen way no longer exists because the plan has changed. Ask for the ways again.',
  },
  'absence.repeated': {
    kind: 'Conflict',
    ja: '{staff} の {date} の欠勤（{range}）は、もう入力されています。この日の画面で確認してください。',
    en: 'The absence of {staff} on {date} ({range}) is recorded already. See the page of the day.',
  },
  'absence.not-found': {
    kind: 'NotFound',
    ja: '欠勤 {id} は、この対応の中に見つからないか、もう取り消されています。この日の画面を開き直してください。',
    en: 'There is no absence {id} in this case, or it is undone already. Open the page of the day again.',
  },
  'desk.no-case': {
    kind: 'NotFound',
    ja: '{date} に対応中の欠勤はありません。この日の画面を開き直してください。',
    en: 'No absence is open on {date}. Open the page of the day again.',
  },
  'desk.acted-meanwhile': {
    kind: 'Conflict',
    ja: '{when} に {who} が先に操作しました（{what}）。あなたの操作は記録していません。いまの状態を確かめてから、もう一度操作してください。',
    en: '{who} acted first, at {when}: {what}. What you did was not recorded. See how things stand now and act again.',
  },
  'desk.plan-changed': {
    kind: 'Conflict',
    ja: '{when} に {who} が第{version}版を公開したため、計画が変わりました。あなたの操作は記録していません。案を出し直して、もう一度選んでください。',
    en: '{who} published version {version} at {when}, so the plan has changed. What you did was not recorded. See the new ways and choose again.',
  },
  'desk.not-asked': {
    kind: 'InvalidInput',
    ja: '{staff} には、この対応で何も頼んでいません。連絡する人を確認してください。',
    en: '{staff} is not asked for anything in this case. Check whom to ask.',
  },
  'desk.cannot-undo': {
    kind: 'Conflict',
    ja: '取り消せません。{when} に {who} が公開した第{version}版で、同じ日の体制がさらに変わっています。先にその版の欠勤を取り消すか、月の画面で手で直してください。',
    en: 'This cannot be undone: version {version}, published by {who} at {when}, has changed the same day again. Undo the absence of that version first, or correct the roster of the month by hand.',
  },
  'notice.not-found': {
    kind: 'NotFound',
    ja: 'このお知らせは開けません（リンクの誤り、または新しいリンクに替わっています）。責任者に新しいリンクを頼んでください。',
    en: 'This notice cannot be opened: the link is wrong or was replaced by a new one. Ask your lead for a new link.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
