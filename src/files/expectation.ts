import { SekisuError } from '../errors.ts';

/** What a cell should have held, as the end of a sentence in each language. */
export interface Expectation {
  readonly ja: string;
  readonly en: string;
}

/** One cell of a file, with its place for messages. */
export interface Cell {
  readonly file: string;
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  /** Header of the column as the file writes it. */
  readonly column: string;
  /** Content without white space around it; empty when an optional column is missing. */
  readonly text: string;
}

/** The expectations of every format. */
export const expected = {
  notEmpty: { ja: '空欄にはできません', en: 'a value' },
  wholeNumber: {
    ja: '0以上の整数を半角数字で入れてください',
    en: 'a whole number of at least 0 in ASCII digits',
  },
  number: (least: number, most: number): Expectation => ({
    ja: `${least}以上${most}以下の数を半角数字で入れてください`,
    en: `a number from ${least} to ${most} in ASCII digits`,
  }),
  numberOver: (least: number, most: number): Expectation => ({
    ja: `${least}より大きく${most}以下の数を半角数字で入れてください`,
    en: `a number over ${least} and up to ${most} in ASCII digits`,
  }),
  wholeNumberFrom: (least: number, most: number): Expectation => ({
    ja: `${least}以上${most}以下の整数を半角数字で入れてください`,
    en: `a whole number from ${least} to ${most} in ASCII digits`,
  }),
  date: {
    ja: '暦にある日付を YYYY-MM-DD または YYYY/M/D で入れてください',
    en: 'a date of the calendar as YYYY-MM-DD or YYYY/M/D',
  },
  dateTime: {
    ja: '日時を YYYY-MM-DD HH:mm または YYYY/MM/DD H:mm で入れてください',
    en: 'a date and time as YYYY-MM-DD HH:mm or YYYY/MM/DD H:mm',
  },
  withinDay: {
    ja: '時間帯は同じ日のうちに終わる必要があります',
    en: 'an interval that ends on the same day',
  },
  oneOf: (names: readonly string[]): Expectation => ({
    ja: `次のどれかを入れてください：${names.join('、')}`,
    en: `one of ${names.join(', ')}`,
  }),
  atMost: (column: string): Expectation => ({
    ja: `「${column}」以下である必要があります`,
    en: `at most "${column}"`,
  }),
  answeredAndAbandoned: {
    ja: '応答数と放棄呼数の合計は着信数以下である必要があります',
    en: 'answered plus abandoned to be at most offered',
  },
  notBefore: (column: string): Expectation => ({
    ja: `「${column}」以降の日付である必要があります`,
    en: `a date on or after "${column}"`,
  }),
  notAfter: (column: string): Expectation => ({
    ja: `「${column}」以前の日付である必要があります`,
    en: `a date on or before "${column}"`,
  }),
  noOverlap: (line: number): Expectation => ({
    ja: `同じキューの ${line} 行目と時間帯が重なっています`,
    en: `an interval that does not overlap that of line ${line} of the same queue`,
  }),
  unique: (line: number): Expectation => ({
    ja: `${line} 行目と同じ値は使えません`,
    en: `a value other than that of line ${line}`,
  }),
  named: {
    ja: '見出しのない列に値は入れられません。1 行目に列の名前を入れてください',
    en: 'a column with a name in line 1',
  },
  unavailability: {
    ja: '日付または曜日（例 2024-05-10、2024-05-22 13:00-17:30、WED、WED 13:00-17:30）を「;」で区切って入れてください',
    en: 'dates or weekdays such as 2024-05-10; 2024-05-22 13:00-17:30; WED; WED 13:00-17:30',
  },
  restriction: {
    ja: '制限の種類と期間（例 noNight 2024-04-01~2025-03-31、短時間勤務 2024-05-01~ 6）を「;」で区切って入れてください',
    en: 'kinds of restriction with their days such as noNight 2024-04-01~2025-03-31; shortHours 2024-05-01~ 6',
  },
  hourlyLeave: {
    ja: '日付と時間帯（例 2024-05-10 13:00-15:00）を「;」で区切って入れてください',
    en: 'dates with times such as 2024-05-10 13:00-15:00',
  },
  agreedChange: {
    ja: '日付と理由（例 2024-05-10 急病の代替）を「;」で区切って入れてください',
    en: 'dates with a ground such as 2024-05-10 stands in for a sick colleague',
  },
  dateOrMonth: {
    ja: '暦にある日付を YYYY-MM-DD で、月の全体なら YYYY-MM で入れてください',
    en: 'a date of the calendar as YYYY-MM-DD, or a whole month as YYYY-MM',
  },
  noPattern: {
    ja: '勤務パターンは「勤務」「出勤」「固定」のときだけ、一つ入れてください',
    en: 'one pattern, and of kinds pattern, on and pin only',
  },
  skill: {
    ja: 'キュー、必要なら「:1」から「:5」の段階と研修後に電話に出る最初の日（例 booking:2 2024-05-08）を「;」で区切って入れてください',
    en: 'queues, with a level from :1 to :5 and the first day after training where needed, such as booking:2 2024-05-08',
  },
  contractChange: {
    ja: '日付と変わる値（例 2024-05-15 週時間=30 週日数=4）を「;」で区切り、日付は重ねずに入れてください',
    en: 'dates, none twice, with the values that change, such as 2024-05-15 weekly_hours=30 weekly_days=4',
  },
  qualification: {
    ja: '資格の名前と有効期間（例 情報保護研修 2024-04-01~2025-03-31）を「;」で区切って入れてください',
    en: 'names of qualifications with their days, such as privacy-course 2024-04-01~2025-03-31',
  },
  otherPerson: { ja: '本人以外の職員番号を入れてください', en: 'ids of other people' },
  cellCount: (count: number): Expectation => ({
    ja: `見出しと同じ ${count} 列にしてください`,
    en: `${count} cells, as many as the header has`,
  }),
  quotes: {
    ja: '引用符（"）の開きと閉じを対にしてください。中の引用符は二つ重ねます',
    en: 'quotation marks in pairs, and doubled inside a quoted cell',
  },
} as const;

/** The error of a cell that does not hold what it should; shows at most 60 characters of its value. */
export function badCell(cell: Cell, expectation: Expectation, value = cell.text): SekisuError {
  const characters = [...value];
  return new SekisuError('file.bad-row', {
    file: cell.file,
    line: cell.line,
    column: cell.column,
    value: characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : value,
    expected: expectation.ja,
    expectedEn: expectation.en,
  });
}
