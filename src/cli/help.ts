import { exitCodeOf } from '../errors.ts';
import { exitCodeOfBug } from './failure.ts';

/** What `sekisu --help` prints. */
export const helpText = `席数 (Sekisu): コールセンターの要員計画 / staffing plans for call centres

使い方 / Usage
  npm run -s sekisu -- plan --data DIR --month YYYY-MM --out DIR [--as-of YYYY-MM-DD] [--db DIR] [--keep HOURS]
      取込・予測・席数・シフト・帳票を一度に作り、plan.json, plan.pdf, shifts.csv を書き出します。
      Imports, forecasts, sizes, rosters and prints; writes plan.json, plan.pdf and shifts.csv.
        --data   contract.json, staff.csv と、あれば history.csv, mailings.csv, events.csv, drivers.csv, wishes.csv, cases.csv のフォルダ
                 folder of contract.json and staff.csv and, if any, history, mailings, events, drivers, wishes and cases.csv
        --month  計画する月 / month to plan
        --out    書き出すフォルダ / folder to write to
        --as-of  この日より前の入電履歴と、この日までに連絡された発送だけを使う（既定：前月20日）
                 history before it and mailings announced by it count (default: the 20th of the month before)
        --db     サービスの DATA_DIR と同じフォルダ（既定：メモリ内で、何も残さない）
                 the service's DATA_DIR (default: in memory, nothing is kept)
        --keep   公開済みの版（なければ最新の版）の勤務をできるだけ変えない。一人一日の変更を有給の労働 HOURS 時間分とみなす（0～100、--db と）
                 changes the published version, else the newest, as little as may be: each person-day that
                 is otherwise costs HOURS hours of paid work (0 to 100; with --db)

  npm run -s sekisu -- callers --file calls.csv [--json] [--at-once SECONDS]
      呼ごとの記録から待ち限度（切るまでの時間）と処理時間を推定し、contract.json に書く値を示します。
      Estimates patience and handling times from records of single calls, for contract.json.
        --file     1呼1行のCSV。形式は forecasts/README.md / a row per call; format in forecasts/README.md
        --json     結果をJSONで出す / the result as JSON
        --at-once  この秒数以内の放棄を別にも示す（既定：5）
                   hang-ups within so many seconds are told apart too (default: 5)

  npm run -s sekisu -- backtest --history CSV --level daily|30min --origins FILE --out FC.csv
      [--horizon N] [--calendar CSV] [--mailings CSV] [--drivers CSV --known-ahead COL,…] [--season M]
      過去の各時点で、その日までの実績だけから予測し直した結果を書き出します。
      Forecasts a series as it would have been at each origin, from the history up to it alone.
        --history   interval_start,offered のCSV / series of calls
        --level     日ごと、または30分ごと / by day or by half hour
        --origins   予測時点の日付（1行に1日）/ last known days, one a line
        --horizon   何営業日先まで（既定：日28、30分10）/ open days ahead (default: daily 28, half hours 10)
        --calendar  date,type,note のCSV。type が special の日を特別日とする / special days known ahead
        --mailings  posting_date,letters,type のCSV / batches of letters, planned ones too
        --drivers   事前に分かる値のCSV。列名は --known-ahead で指定 / values known ahead, columns named
        --season    週の営業日数（既定：5）/ open days of a week (default: 5)

  npm run -s sekisu -- remedies --db DIR --month YYYY-MM [--version N]
      計画で人が足りない理由、ゆるめる約束の最小の組、あと何人いれば足りるかを JSON で出します。計画は変わりません。
      Why people lack in a plan, the smallest sets of promises to relax and how many people more would do, as JSON.
        --db       サービスの DATA_DIR と同じフォルダ / the service's DATA_DIR
        --version  版（既定：最新）/ version (default: the newest)

  npm run -s sekisu -- exercise --data DIR --absences N [--month YYYY-MM] [--seed K] [--json]
      計画に乱数の欠勤を当て、日次デスクの第1案を、後から見て最善の方法と比べます。
      Plays random absences against the plans and compares the desk's first proposal with the best way in hindsight.
        --data      plan と同じフォルダ / the same folder as for plan
        --absences  欠勤の件数 / number of absences
        --month     その月だけ（既定：契約期間のすべての月）/ that month only (default: every month of the term)
        --seed      同じ値なら同じ欠勤（既定：1）/ same seed, same absences (default: 1)
        --json      結果を1行のJSONで出す / the result as one line of JSON

  npm run -s sekisu -- scenario --data DIR --out DIR
      契約の一年度を開設準備から引継ぎまで再現し、すべての書類と、仕様書の要求ごとの目次 index.html を書き出します。
      Plays a contract year from the preparation to the handover and writes every document, with an index of the demands.
        --data  plan と同じフォルダ。demands.csv があれば目次を作る / the same folder as for plan; demands.csv makes the index
        --out   書き出すフォルダ / folder to write to

  npm run -s sekisu -- verify --data-dir DIR | --database-url URL | --file F.pdf [--data-dir DIR] | --log F.jsonl | --archive DIR
      操作記録の連鎖、署名した版、保存したファイル、電子署名が、書かれたときのままかを検証します。違いがあれば終了コード1。
      Proves that the chained log, signed versions, kept files and digital signatures are as they were written; else exits with 1.
        --data-dir      サービスの DATA_DIR（止めてから）/ the service's DATA_DIR, while it is stopped
        --database-url  PostgreSQL の URL / URL of PostgreSQL
        --file          PDF。DATA_DIR か URL も指定すると、保存した版とも照合 / a PDF; with a store, against what was kept too
        --log           /audit.jsonl で書き出した記録 / a log exported from /audit.jsonl
        --archive       manifest.json のあるフォルダ / a folder with its manifest.json

  npm run -s sekisu -- roster --instance FILE --seconds N --out FILE.csv [--seed K] [--units N] [--threads N]
      公開されている勤務表問題（Curtois & Qu 形式）を、製品と同じエンジンで解きます。
      Solves a published shift-scheduling instance (Curtois & Qu format) with the product's own engine.
        --instance 問題のテキスト / text of the instance
        --seconds  何秒まで探すか / seconds to search
        --out      employee,day,shift のCSV / roster found
        --seed     同じ値と --units なら同じ勤務表（既定：1）/ same seed and units, same roster (default: 1)
        --units    時間でなく作業量（約10ナノ秒単位、スレッドごと）で終える / ends by work per thread instead of time
        --threads  スレッド数（既定：CPU数、4まで）/ threads (default: processors, at most 4)

  npm run -s sekisu -- erlang
      標準入力の {"fn","args"} を1行ずつ計算し {"value"} を返します。関数は docs/formulas.md を参照。
      Answers {"fn","args"} lines of standard input with {"value"} lines; functions in docs/formulas.md.
      答えられない行には {"value":null} を返し、理由を標準エラー出力に書いて続けます。
      A line without an answer gets {"value":null} and its reason on standard error; the rest is answered.

  npm start    サービスを起動します（PORT, DATABASE_URL, DATA_DIR, CHROME_PATH） / starts the service

終了コード / exit codes
  0   完了。plan では目標達成・必須規則（H）の違反なし / done; plan: target met, no hard rule broken
  1   plan：計画は書き出したが、目標未達または必須規則の違反あり。verify：違いがある
      plan: written, but the target is missed or a hard rule is broken; verify: something differs
  ${exitCodeOf.InvalidInput}   入力の誤り：引数、ファイル、書き出し先、erlang の質問でない行
      bad input: an argument, a file, a place to write to, an erlang line that is no question
  ${exitCodeOf.NotFound}   見つからない / not found
  ${exitCodeOf.Conflict}   今の状態ではできない / cannot be done in the present state
  ${exitCodeOf.NotAllowed}   許可がない / not allowed
  ${exitCodeOf.Unavailable}   使えない：データベースや印刷用のブラウザー（plan.json と shifts.csv は残ります）
      not available: the database, or the browser that prints (plan.json and shifts.csv are kept)
  ${exitCodeOfBug}  プログラムの不具合。詳細は標準エラー出力 / a bug; details on standard error
`;
