import type { ErrorEntry } from '../errors.ts';

/** Codes of reports on days and months, and of the files beside them. */
export const reportErrors = {
  'report.no-actuals': {
    kind: 'Conflict',
    ja: '{about} の入電実績がまだ取り込まれていないため、報告書を作れません。「取込」で入電履歴を取り込んでから作り直してください。',
    en: 'No calls of {about} have been counted yet, so there is nothing to report. Import the call history and draw it up again.',
  },
  'report.file-changed': {
    kind: 'Conflict',
    ja: '{number} 第{version}版を作った後に、対応状況の記録が直されています。添付のデータが版と一致しないため渡せません。新しい版を作ってください。',
    en: 'Cases were corrected after version {version} of {number} was made, and its attachment would no longer be what it says. Make a new version.',
  },
  'report.no-file': {
    kind: 'NotFound',
    ja: '{number} には {file} の添付データがありません。',
    en: '{number} has no attachment {file}.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
