/**
 * The error registry: every failure that a user can meet, in five kinds. Anything else that is thrown is a bug.
 *
 * A code says which noun and what is wrong with it; its sentence says what, where and what to do, in both
 * languages. `docs/errors.md` is generated from this file.
 */

/** The five kinds; each has one HTTP status and one exit code of the command line. */
export type ErrorKind = 'InvalidInput' | 'NotFound' | 'Conflict' | 'NotAllowed' | 'Unavailable';

/** HTTP status of each kind. */
export const httpStatusOf: Readonly<Record<ErrorKind, number>> = {
  InvalidInput: 400,
  NotFound: 404,
  Conflict: 409,
  NotAllowed: 403,
  Unavailable: 503,
};

/** Exit code of the command line of each kind. */
export const exitCodeOf: Readonly<Record<ErrorKind, number>> = {
  InvalidInput: 2,
  NotFound: 3,
  Conflict: 4,
  NotAllowed: 5,
  Unavailable: 6,
};

/** One registered error: its kind and its sentence in Japanese and English, with `{name}` placeholders. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly ja: string;
  readonly en: string;
}

/** Every code. Sentences name what is wrong, where, and what to do. */
export const errorRegistry = {
  'number.out-of-range': {
    kind: 'InvalidInput',
    ja: '{name} の値 {value} は使えません。{expected} を指定してください。',
    en: '{name} is {value}. Give {expected}.',
  },
  'file.unreadable': {
    kind: 'InvalidInput',
    ja: 'ファイル {file} を読めません。パスと読み取り権限を確認してください。',
    en: 'The file {file} cannot be read. Check the path and the permission to read it.',
  },
  'file.bad-row': {
    kind: 'InvalidInput',
    ja: '{file} の {line} 行目、列「{column}」の値「{value}」が正しくありません。{expected}。ファイルは取り込まれていません。',
    en: '{file}, line {line}, column "{column}": the value "{value}" is not valid. Expected: {expectedEn}. Nothing of the file was kept.',
  },
  'file.bad-encoding': {
    kind: 'InvalidInput',
    ja: '{file} の文字コードを判別できません。UTF-8 または Shift_JIS の CSV で保存し直してください。',
    en: 'The characters of {file} are neither UTF-8 nor Shift_JIS. Save it again as CSV in one of the two.',
  },
  'file.missing-column': {
    kind: 'InvalidInput',
    ja: '{file} の見出し行に次の列がありません：{columns}。forecasts/README.md の形式に直してください。',
    en: 'The header of {file} lacks: {columns}. Correct it after the format in forecasts/README.md.',
  },
  'file.duplicate-column': {
    kind: 'InvalidInput',
    ja: '{file} の見出し行に列「{column}」が二つあります。一つにしてください。',
    en: 'The header of {file} has the column "{column}" twice. Leave one.',
  },
  'file.no-rows': {
    kind: 'InvalidInput',
    ja: '{file} にデータの行がありません。見出し行の下に一行以上入れてください。',
    en: '{file} has no rows of data. Give at least one row below the header.',
  },
  'contract.invalid': {
    kind: 'InvalidInput',
    ja: '{file} の {path} が正しくありません：{problem}。forecasts/README.md の形式に直してください。',
    en: '{file}, {path}: {problem}. Correct it after the format in forecasts/README.md.',
  },
  'command.invalid': {
    kind: 'InvalidInput',
    ja: 'コマンドの指定が正しくありません：{problem}。--help で使い方を確認してください。',
    en: 'The command is not valid: {problem}. See --help.',
  },
  'config.invalid': {
    kind: 'InvalidInput',
    ja: '環境変数 {name} の値が正しくありません：{problem}。README の設定表を確認してください。',
    en: 'The environment variable {name} is not valid: {problem}. See the table of settings in the README.',
  },
  'input.invalid': {
    kind: 'InvalidInput',
    ja: '入力「{field}」が正しくありません：{problem}',
    en: 'The input "{field}" is not valid: {problem}',
  },
  'month.outside-term': {
    kind: 'InvalidInput',
    ja: '{month} は契約の運営期間（{start}～{end}）の外です。期間内の月を指定してください。',
    en: '{month} is outside the contract term ({start} to {end}). Give a month within it.',
  },
  'print.browser-unavailable': {
    kind: 'Unavailable',
    ja: 'PDFを作るブラウザーを起動できません（{problem}）。CHROME_PATH に Chrome または Chromium の実行ファイルを指定するか、指定を外して同梱のものを使ってください。',
    en: 'The browser that prints the PDF cannot be started ({problem}). Set CHROME_PATH to an executable of Chrome or Chromium, or unset it to use the bundled one.',
  },
  'db.locked-by-process': {
    kind: 'Unavailable',
    ja: 'データの置き場所 {directory} は、{host} のプロセス {pid} が使用中です。そのプロセスを終了してから、もう一度実行してください。そのマシンがもう無い場合に限り、{lockFile} を削除してください。',
    en: 'The data directory {directory} is in use by process {pid} on {host}. End that process and try again. Only if that machine no longer exists, delete {lockFile}.',
  },
  'db.unreachable': {
    kind: 'Unavailable',
    ja: 'データベース {place} に接続できません（{reason}）。DATABASE_URL または DATA_DIR の設定と、サーバーが動いていることを確認してください。',
    en: 'The database {place} cannot be reached ({reason}). Check DATABASE_URL or DATA_DIR, and that the server is running.',
  },
  'history.repeated-interval': {
    kind: 'InvalidInput',
    ja: '実績データの {queueId} {date} {time} が2回以上あります。1行にまとめてください。データは取り込まれていません。',
    en: 'The history has {queueId} {date} {time} more than once. Make it one row. Nothing was kept.',
  },
  'contract.not-found': {
    kind: 'NotFound',
    ja: '契約データがありません。先に契約ファイルを取り込んでください。',
    en: 'There is no contract. Import the contract file first.',
  },
  'plan.not-found': {
    kind: 'NotFound',
    ja: '{month} の計画（版：{version}）は見つかりません。計画の一覧を確認してください。',
    en: 'There is no plan for {month}, version {version}. See the list of plans.',
  },
  'plan.version-exists': {
    kind: 'Conflict',
    ja: '同じ版の計画（{value}）が先に保存されています。一覧を開き直して、新しい版を作ってください。',
    en: 'This version of the plan ({value}) was saved by someone else first. Reload the list and make a new version.',
  },
  'plan.version-immutable': {
    kind: 'Conflict',
    ja: '提出または公開された計画の版と、その承認・操作の記録（{table}）は変更できません。変更が必要な場合は新しい版を作ってください。',
    en: 'A submitted or published version of a plan, and the record of its steps ({table}), can never change. Make a new version instead.',
  },
  'user.not-found': {
    kind: 'NotFound',
    ja: '利用者 {id} は見つかりません。利用者の一覧を確認してください。',
    en: 'There is no user {id}. See the list of users.',
  },
  'user.login-taken': {
    kind: 'Conflict',
    ja: 'ログイン名「{value}」はすでに使われています。別の名前を指定してください。',
    en: 'The login name "{value}" is already in use. Choose another.',
  },
  'invitation.exists': {
    kind: 'Conflict',
    ja: '同じ招待がすでにあります。新しい招待を作り直してください。',
    en: 'This invitation already exists. Make a new one.',
  },
  'work.not-found': {
    kind: 'NotFound',
    ja: '処理 {id} は見つかりません。画面を開き直してください。',
    en: 'There is no work item {id}. Reload the page.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** A registered code. */
export type ErrorCode = keyof typeof errorRegistry;

/** What an error carries: the values of its sentence's placeholders. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** The languages of the product; Japanese is the first. */
export type Language = 'ja' | 'en';

/** A failure that a user can meet: code, kind and the data of its sentence. `message` is the English sentence. */
export class SekisuError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  /** @param code registered code @param details values of the placeholders @param cause what led here, if anything */
  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(sentenceOf(code, details, 'en'), cause === undefined ? undefined : { cause });
    this.name = 'SekisuError';
    this.code = code;
    this.kind = errorRegistry[code].kind;
    this.details = details;
  }

  /** The sentence in a language, placeholders filled. */
  sentence(language: Language): string {
    return sentenceOf(this.code, this.details, language);
  }
}

function sentenceOf(code: ErrorCode, details: ErrorDetails, language: Language): string {
  return errorRegistry[code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  );
}
