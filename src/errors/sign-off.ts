import type { ErrorEntry } from '../errors.ts';

/** Codes of signing, returning and proving. */
export const signOffErrors = {
  'sign-off.other-side': {
    kind: 'Conflict',
    ja: 'いまは {waiting} の番です。署名できるのはその後です。',
    en: 'It is the turn of {waiting}. You can sign after that.',
  },
  'sign-off.not-yet': {
    kind: 'Conflict',
    ja: '先に {waiting} の署名が必要です。順番が来てから署名してください。',
    en: '{waiting} signs first. Sign when it is your turn.',
  },
  'sign-off.signed-already': {
    kind: 'Conflict',
    ja: 'あなたの段階は署名済みです。いまは {waiting} の番です。',
    en: 'Your step is signed already. It is the turn of {waiting}.',
  },
  'sign-off.same-signer': {
    kind: 'Conflict',
    ja: '契約により、一人で二つの段階に署名できません。{waiting} は別の人が署名してください。',
    en: 'By the contract nobody signs two steps. Somebody else has to sign as {waiting}.',
  },
  'sign-off.returned': {
    kind: 'Conflict',
    ja: 'この内容は差し戻されています。直してから、新しい内容に署名してください。',
    en: 'This content was returned. Correct it and sign the new content.',
  },
  'sign-off.complete': {
    kind: 'Conflict',
    ja: 'すべての段階が署名済みです。直すときは新しい版を作ってください。',
    en: 'Every step is signed. To change anything make a new version.',
  },
  'sign-off.not-handed-in': {
    kind: 'Conflict',
    ja: 'この版はまだその段階ではありません。提出（記録は市の確認）が済んでから操作してください。',
    en: 'This version is not that far yet. Wait until it is handed in, or for a note until the city has confirmed it.',
  },
  'document.not-newest': {
    kind: 'Conflict',
    ja: '書類 {kind}（{subject}）には第{version}版より新しい版があります。最新の版を開いてください。',
    en: 'The document {kind} ({subject}) has a version newer than {version}. Open the newest one.',
  },
  'sign-off.not-returnable': {
    kind: 'Conflict',
    ja: 'いまは差し戻せません。署名の途中か、あなたの側の番のときだけ差し戻せます。',
    en: 'This cannot be returned now: only while it is with your side and is being signed.',
  },
  'signing.bad-certificate': {
    kind: 'InvalidInput',
    ja: '証明書ファイル {file} を使えません：{problem}。RSA の PKCS#12（.p12・.pfx）とそのパスワードを確認してください。',
    en: 'The certificate file {file} cannot be used: {problem}. Check that it is PKCS#12 (.p12, .pfx) with an RSA key, and its password.',
  },
  'signing.no-time-stamp': {
    kind: 'Unavailable',
    ja: '時刻認証局 {place} からタイムスタンプを得られません（{problem}）。SEKISU_TSA_URL と通信を確認し、もう一度印刷してください。',
    en: 'The authority {place} gave no time stamp ({problem}). Check SEKISU_TSA_URL and the connection and print again.',
  },
  'signing.unreadable-pdf': {
    kind: 'InvalidInput',
    ja: 'この PDF には署名できません（{problem}）。Sekisu が印刷した PDF を使ってください。',
    en: 'This PDF cannot be signed ({problem}). Use one that Sekisu printed.',
  },
  'verify.unreadable': {
    kind: 'InvalidInput',
    ja: '{file} を検証できません：{problem} がありません。Sekisu が書き出したファイルを指定してください。',
    en: '{file} cannot be verified: it lacks {problem}. Give a file that Sekisu wrote.',
  },
  'decision.bad-file': {
    kind: 'InvalidInput',
    ja: '{file} は使えません。{megabytes} MB までの PDF・JPEG・PNG を選んでください。',
    en: '{file} cannot be used. Choose a PDF, JPEG or PNG of at most {megabytes} MB.',
  },
  'decision.bad-signers': {
    kind: 'InvalidInput',
    ja: '押印・署名した人を、まだ署名のない段階に順に入れてください。確認には「{last}」の人が必要です。',
    en: 'Name who sealed or signed, in order, for steps that are still open. A confirmation needs "{last}".',
  },
  'decision.no-file': {
    kind: 'NotFound',
    ja: 'このファイルはありません。計画書または書類の画面を開き直してください。',
    en: 'There is no such file. Open the page of the plan or document again.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
