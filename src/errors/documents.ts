import type { ErrorEntry } from '../errors.ts';

/** Codes of documents and their versions. */
export const documentErrors = {
  'document.not-found': {
    kind: 'NotFound',
    ja: '書類 {kind}（{subject}）の版 {version} がありません。書類の一覧から選び直してください。',
    en: 'There is no version {version} of the document {kind} ({subject}). Choose one from the list of documents.',
  },
  'document.bad-subject': {
    kind: 'InvalidInput',
    ja: '書類 {kind} の対象「{subject}」が正しくありません。{expected} を指定してください。',
    en: 'The document {kind} cannot be about "{subject}". Give {expected}.',
  },
  'document.not-visible': {
    kind: 'NotAllowed',
    ja: 'この書類はまだ提出されていません。受託者の承認後に見られます。',
    en: 'This document has not been handed in yet. It can be seen once the contractor has approved it.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
