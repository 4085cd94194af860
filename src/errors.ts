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
