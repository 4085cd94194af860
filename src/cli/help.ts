/** What `sekisu --help` prints. */
export const helpText = `席数 (Sekisu): コールセンターの要員計画 / staffing plans for call centres

使い方 / Usage
  npm run -s sekisu -- plan --data DIR --month YYYY-MM --out DIR [--as-of YYYY-MM-DD] [--db DIR]
      取込・予測・席数・シフト・帳票を一度に作り、plan.json, plan.pdf, shifts.csv を書き出します。
      Imports, forecasts, sizes, rosters and prints; writes plan.json, plan.pdf and shifts.csv.
        --data   contract.json, history.csv, mailings.csv, staff.csv のあるフォルダ / folder of the input files
        --month  計画する月 / month to plan
        --out    書き出すフォルダ / folder to write to
        --as-of  この日より前に分かっていたことだけを使う（既定：前月20日）
                 only what was known before this day counts (default: the 20th of the month before)
        --db     サービスの DATA_DIR と同じフォルダ（既定：メモリ内で、何も残さない）
                 the service's DATA_DIR (default: in memory, nothing is kept)
      終了コード / exit code: 0 目標達成・必須規則の違反なし / target met, no hard rule broken
                              1 それ以外 / otherwise   2 入力の誤り / bad input

  npm run -s sekisu -- erlang
      標準入力の {"fn","args"} を1行ずつ計算し {"value"} を返します。関数は docs/formulas.md を参照。
      Answers {"fn","args"} lines of standard input with {"value"} lines; functions in docs/formulas.md.

  npm start    サービスを起動します（PORT, DATABASE_URL, DATA_DIR, CHROME_PATH） / starts the service
`;
