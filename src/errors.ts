/**
 * The error registry: every failure that a user can meet, in five kinds. Anything else that is thrown is a bug.
 *
 * A code says which noun and what is wrong with it; its sentence says what, where and what to do, in both
 * languages. `docs/errors.md` is generated from this file.
 */

import { deskErrors } from './errors/desk.ts';
import { documentErrors } from './errors/documents.ts';
import { improvementErrors } from './errors/improvement.ts';
import { outboundErrors } from './errors/outbound.ts';
import { reportErrors } from './errors/reports.ts';
import { shiftErrors } from './errors/shifts.ts';
import { signOffErrors } from './errors/sign-off.ts';

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
  'file.unwritable': {
    kind: 'InvalidInput',
    ja: '{file} に書き出せません（{reason}）。パス、書き込み権限、空き容量を確認してください。',
    en: '{file} cannot be written ({reason}). Check the path, the permission to write it and the free space.',
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
  'instance.invalid': {
    kind: 'InvalidInput',
    ja: '{file} の {line} 行目を勤務表問題として読めません：{problem}。Curtois & Qu の形式に直してください。',
    en: 'Line {line} of {file} is no part of a shift-scheduling instance: {problem}. Correct it after the format of Curtois and Qu.',
  },
  'instance.no-schedule': {
    kind: 'InvalidInput',
    ja: '{file}：{people} の規則をすべて守る勤務が見つかりません。その人の時間・連続日数・休みの制限を見直してください。',
    en: '{file}: no schedule keeps all rules of {people}. Review their limits on hours, runs of days and days off.',
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
  'role.not-allowed': {
    kind: 'NotAllowed',
    ja: 'この操作は {needed} だけができます（現在の役割：{role}）。',
    en: 'Only {needed} may do this (your role: {role}).',
  },
  'plan.wrong-state': {
    kind: 'Conflict',
    ja: '{month} 第{version}版は「{state}」の状態のため、この操作はできません。画面を読み直してください。',
    en: '{month} version {version} is {state}; this cannot be done now. Reload the page.',
  },
  'plan.has-hard-findings': {
    kind: 'Conflict',
    ja: '{month} 第{version}版には法令等の指摘（H）が {count} 件あり、公開できません。指摘を解消した版を作ってください：{first}',
    en: '{month} version {version} has {count} hard finding(s) and cannot be published. Make a version without them: {first}',
  },
  'plan.not-newest': {
    kind: 'Conflict',
    ja: '{month} には第{version}版より新しい版があります。最新の版で操作してください。',
    en: '{month} has a version newer than {version}. Use the newest one.',
  },
  'plan.day-not-in-plan': {
    kind: 'NotFound',
    ja: '{date} を含む計画がありません。先にその月の計画を作ってください。',
    en: 'No plan has the day {date}. Make the plan of its month first.',
  },
  'plan.comment-needed': {
    kind: 'InvalidInput',
    ja: '差し戻すときはコメントが必要です。直してほしい点を書いてください。',
    en: 'A comment is needed to return a plan. Say what should be changed.',
  },
  'data.missing': {
    kind: 'Conflict',
    ja: '計画に必要な{what}がまだ取り込まれていません。「取込」で先に取り込んでください。',
    en: 'A plan needs {what}, which is not imported yet. Import it first.',
  },
  'day.closed': {
    kind: 'InvalidInput',
    ja: '{date} は閉庁日です。開いている日を指定してください。',
    en: '{date} is a day on which the centre is closed. Give an open day.',
  },
  'override.too-far': {
    kind: 'InvalidInput',
    ja: '{date} の予測は {modelCalls} 件で、{calls} 件は離れすぎています（入れられるのは {least}～{most} 件）。発送や行事が理由なら「取込」で発送予定や行事に加え、実績の誤りが理由なら入電履歴を直して、計画を作り直してください。',
    en: 'The forecast of {date} is {modelCalls} calls; {calls} is too far from it (possible: {least} to {most}). If letters or an event are the reason, add them to the mailings or events; if wrong counts are, correct the history. Then make the plan again.',
  },
  'override.outside-bounds': {
    kind: 'Conflict',
    ja: '{date} の {calls} 件は、予測の95 %の範囲（{low95}～{high95} 件）の外です。それでもこの件数で計画するときは、確認の欄に印を付けてもう一度送ってください。',
    en: '{calls} calls on {date} lie outside the 95 % bounds of the forecast ({low95} to {high95}). To plan with them all the same, tick the confirmation and send them again.',
  },
  'plan.changed-meanwhile': {
    kind: 'Conflict',
    ja: 'この下書きは、ほかの人がいま変えました。開き直して、もう一度してください。',
    en: 'Somebody else has just changed this draft. Open it again and repeat what you did.',
  },
  'edit.nothing-to-undo': {
    kind: 'Conflict',
    ja: '{month} の第{version}版に、元に戻せる手修正はありません。',
    en: 'Version {version} of {month} has no edit by hand that could be undone.',
  },
  'swap.not-open': {
    kind: 'Conflict',
    ja: 'この交換の希望は、もう決まったか、ありません。一覧を開き直してください。',
    en: 'This request to swap is decided already or not there. Open the list again.',
  },
  'edit.unknown-cell': {
    kind: 'NotFound',
    ja: '{date} の {staff} はこの勤務表にありません。開庁日と職員のコードを確認してください。',
    en: 'This roster has no {staff} on {date}. Check the open day and the code of the person.',
  },
  'edit.unknown-pattern': {
    kind: 'InvalidInput',
    ja: '勤務パターン「{pattern}」は契約にありません。契約の型から選んでください。',
    en: 'The contract has no shift pattern "{pattern}". Choose one of the contract.',
  },
  'edit.no-shift': {
    kind: 'Conflict',
    ja: '{date} の {staff} に勤務がありません。勤務表を開き直してください。',
    en: '{staff} has no duty on {date}. Open the roster again.',
  },
  'edit.break-refused': {
    kind: 'InvalidInput',
    ja: '{date} の {staff} の休憩を {time} に置けません。勤務時間の中で、ほかの休憩と重ならない時刻にしてください。',
    en: 'A break of {staff} on {date} cannot stand at {time}. Choose a time within the shift and clear of other breaks.',
  },
  ...deskErrors,
  ...documentErrors,
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
  'history.no-such-day': {
    kind: 'NotFound',
    ja: '{date} の入電履歴（キュー：{queueId}）はありません。日付とキューを確認してください。',
    en: 'There is no history of {date} (queue: {queueId}). Check the day and the queue.',
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
  'mailing.not-found': {
    kind: 'NotFound',
    ja: '発送「{batch}」は、いまの発送予定にないか、もう分けられません。発送を選び直してください。',
    en: 'The batch "{batch}" is not among the planned mailings, or can no longer be spread. Choose a batch again.',
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
  'accounts.own-account': {
    kind: 'Conflict',
    ja: '自分の利用者は停止できません。ほかの管理者に依頼してください。',
    en: 'You cannot disable your own account. Ask another administrator.',
  },
  'account.bad-login': {
    kind: 'InvalidInput',
    ja: 'ログイン名「{value}」は使えません。半角の英小文字・数字・「.」「_」「-」「@」で3～64文字にしてください。',
    en: 'The login name "{value}" cannot be used. Give 3 to 64 of a-z, 0-9, ".", "_", "-" and "@".',
  },
  'password.wrong-length': {
    kind: 'InvalidInput',
    ja: 'パスワードは{least}文字以上{most}文字以内にしてください（いまは{characters}文字）。',
    en: 'A password has {least} to {most} characters; this one has {characters}.',
  },
  'password.not-repeated': {
    kind: 'InvalidInput',
    ja: '確認のパスワードが一致しません。同じものを二回入力してください。',
    en: 'The two passwords differ. Type the same one twice.',
  },
  'invitation.unusable': {
    kind: 'NotFound',
    ja: 'この招待リンクは使えません（使用済み、期限切れ、または誤り）。管理者に新しいリンクを依頼してください。',
    en: 'This invitation cannot be used: it was used before, has expired, or is wrong. Ask your administrator for a new one.',
  },
  'sign-in.needed': {
    kind: 'NotAllowed',
    ja: 'サインインが必要です。サインインしてから、もう一度開いてください。',
    en: 'You have to sign in first. Sign in and open the page again.',
  },
  'sign-in.refused': {
    kind: 'NotAllowed',
    ja: 'ログイン名またはパスワードが正しくありません。入力し直してください。',
    en: 'The login name or the password is wrong. Type them again.',
  },
  'sign-in.wait': {
    kind: 'NotAllowed',
    ja: '続けて失敗したため、あと{seconds}秒はサインインできません。時間をおいて入力し直してください。',
    en: 'After several failures this login has to wait {seconds} seconds. Try again then.',
  },
  'page.not-found': {
    kind: 'NotFound',
    ja: 'ページ {path} は見つかりません。アドレスを確認するか、はじめのページから選び直してください。',
    en: 'There is no page {path}. Check the address or go back to the start.',
  },
  'request.other-site': {
    kind: 'NotAllowed',
    ja: 'ほかのサイトから送られた操作のため、受け付けませんでした。この画面を開き直して、もう一度操作してください。',
    en: 'This act came from another site and was not accepted. Reload the page here and try again.',
  },
  'request.too-large': {
    kind: 'InvalidInput',
    ja: '送られたデータが大きすぎます（上限 {megabytes} MB）。ファイルを分けて送ってください。',
    en: 'What was sent is too large; at most {megabytes} MB. Send it in parts.',
  },
  'request.unreadable': {
    kind: 'InvalidInput',
    ja: '送られたデータを読み取れませんでした。画面を開き直して、もう一度送ってください。',
    en: 'What was sent cannot be read. Reload the page and send it again.',
  },
  'import.no-file': {
    kind: 'InvalidInput',
    ja: 'ファイルが選ばれていません。ファイルを選んでから取り込んでください。',
    en: 'No file was chosen. Choose a file and import it again.',
  },
  ...outboundErrors,
  ...improvementErrors,
  ...reportErrors,
  ...shiftErrors,
  ...signOffErrors,
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
