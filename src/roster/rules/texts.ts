/** The sentence of every rule's finding, with `{name}` placeholders. Articles are named where a law asks. */
export const ruleTexts = {
  'labour.daily-hours': {
    ja: '{staff} の {date} の労働時間が {hours} 時間で、1日8時間を超えています（労働基準法32条2項・36条）。勤務を短くしてください。',
    en: '{staff} works {hours} h on {date}, over 8 hours a day (Labour Standards Act art. 32(2), 36). Shorten the shift.',
  },
  'labour.weekly-hours': {
    ja: '{staff} の {date} からの週の労働時間が {hours} 時間で、週40時間を超えています（労働基準法32条1項・36条）。勤務日を減らしてください。',
    en: '{staff} works {hours} h in the week from {date}, over 40 hours (Labour Standards Act art. 32(1), 36). Take a duty away.',
  },
  'labour.overtime-limit': {
    ja: '{staff} の月の時間外労働が {hours} 時間で、36協定の上限 {limit} 時間を超えます（労働基準法36条4項）。勤務を減らしてください。',
    en: '{staff} has {hours} h of overtime this month, over the limit of {limit} (Labour Standards Act art. 36(4)). Take duties away.',
  },
  'labour.overtime-exempt': {
    ja: '{staff} は時間外労働をさせられません（労働基準法66条、育児・介護休業法16条の8・16条の9）。{date} の勤務を短くしてください。',
    en: '{staff} may not be given overtime (Labour Standards Act art. 66, Child Care and Family Care Leave Act art. 16-8, 16-9). Shorten {date}.',
  },
  'labour.meal-break': {
    ja: '{staff} の {date} の休憩が {minutes} 分です。{hours} 時間の労働には {needed} 分以上を労働時間の途中に与えてください（労働基準法34条1項）。',
    en: '{staff} has {minutes} min of break on {date}; {hours} h of work need {needed} min within them (Labour Standards Act art. 34(1)).',
  },
  'labour.staggered-breaks': {
    ja: '休憩を交替で取る計画ですが、一斉休憩適用除外の労使協定が登録されていません（労働基準法34条2項）。協定を確認してください。',
    en: 'Breaks are taken in turns, but no agreement on it is on file (Labour Standards Act art. 34(2)). Check the agreement.',
  },
  'labour.weekly-rest': {
    ja: '{staff} が {date} まで7日続けて勤務します。週1日の休日を与えてください（労働基準法35条1項）。',
    en: '{staff} is on duty seven days running up to {date}. Give one day off a week (Labour Standards Act art. 35(1)).',
  },
  'labour.leave': {
    ja: '{staff} は {date} に年次有給休暇を取ります。勤務から外してください（労働基準法39条5項）。',
    en: '{staff} is on paid leave on {date}. Take the duty away (Labour Standards Act art. 39(5)).',
  },
  'labour.minor': {
    ja: '{staff} は18歳未満です。{date} の勤務は時間外または深夜に当たるため、させられません（労働基準法60条・61条）。',
    en: '{staff} is under 18: the duty on {date} is overtime or night work, which is not allowed (Labour Standards Act art. 60, 61).',
  },
  'labour.interval': {
    ja: '{staff} の {date} の始業まで {hours} 時間しかありません。11時間以上の勤務間インターバルに努めてください（労働時間等設定改善法2条、努力義務）。',
    en: '{staff} has only {hours} h before the duty on {date}; try to leave 11 h (Act on Improvement of Working Hours Arrangements art. 2, effort duty).',
  },
  'labour.vdt-rest': {
    ja: '{staff} の {date} {from}～{to} は連続 {minutes} 分の電話対応です。{limit} 分以内ごとに小休止を入れてください（情報機器作業ガイドライン 令1基発0712第3号）。',
    en: '{staff} is on the phone for {minutes} min from {from} to {to} on {date}; rest after {limit} min at most (VDT guideline, 基発0712第3号 of 2019).',
  },
  'labour.social-insurance': {
    ja: '{staff} の週平均が {hours} 時間で20時間以上になります。社会保険の適用要件に当たらないか確認してください（健康保険法3条・厚生年金保険法12条）。',
    en: "{staff} averages {hours} h a week, 20 or more: check whether social insurance applies (Health Insurance Act art. 3, Employees' Pension Insurance Act art. 12).",
  },
  'labour.special-clause': {
    ja: '{staff} の月の時間外労働が {hours} 時間で、{limit} 時間を超えます。特別条項による月はこの1年（{from} から）で {count} 回目です（6回まで、労働基準法36条5項）。協定の事由と手続を確認してください（過去 {needed} か月のうち公開計画が分かる {known} か月による）。',
    en: '{staff} has {hours} h of overtime this month, over {limit}: the special clause is used for the month no. {count} of the year from {from}, six at most (Labour Standards Act art. 36(5)). Check its ground and procedure (by {known} known of the {needed} months before).',
  },
  'labour.overtime-months': {
    ja: '{staff} の時間外労働が {hours} 時間で、{limit} 時間を超える月がこの1年（{from} から）で {count} 回目になります。特別条項でも6回までです（労働基準法36条5項）。勤務を減らしてください（過去 {needed} か月のうち公開計画が分かる {known} か月による）。',
    en: '{staff} has {hours} h of overtime: month no. {count} over {limit} in the year from {from}, six at most even with a special clause (Labour Standards Act art. 36(5)). Take duties away (by {known} known of the {needed} months before).',
  },
  'labour.overtime-year': {
    ja: '{staff} の {from} からの1年の時間外労働が {hours} 時間で、上限 {limit} 時間を超えます（労働基準法36条4項・5項）。勤務を減らしてください（過去 {needed} か月のうち公開計画が分かる {known} か月による）。',
    en: '{staff} has {hours} h of overtime in the year from {from}, over the limit of {limit} (Labour Standards Act art. 36(4), (5)). Take duties away (by {known} known of the {needed} months before).',
  },
  'labour.overtime-hundred': {
    ja: '{staff} の月の時間外労働と休日労働の合計が {hours} 時間です。特別条項があっても100時間未満でなければなりません（労働基準法36条6項2号）。勤務を減らしてください。',
    en: '{staff} has {hours} h of overtime and holiday work this month; it must be under 100 even with a special clause (Labour Standards Act art. 36(6)2). Take duties away.',
  },
  'labour.overtime-average': {
    ja: '{staff} の時間外労働と休日労働の {months} か月平均が {hours} 時間で、80時間を超えます（労働基準法36条6項3号）。勤務を減らしてください（過去 {needed} か月のうち公開計画が分かる {known} か月による）。',
    en: '{staff} averages {hours} h of overtime and holiday work over {months} months, over 80 (Labour Standards Act art. 36(6)3). Take duties away (by {known} known of the {needed} months before).',
  },
  'labour.premium': {
    ja: '{staff} の月に時間外 {overtime} 時間（うち60時間超 {long} 時間）、休日 {holiday} 時間、深夜 {night} 時間の割増賃金が要ります（労働基準法37条）。時給の登録がないため金額は出せません。',
    en: '{staff} is due premiums for {overtime} h of overtime ({long} h of it over 60), {holiday} h on days off and {night} h at night (Labour Standards Act art. 37). Without a wage on file the sum is not known.',
  },
  'labour.premium-yen': {
    ja: '{staff} の月の時間外 {overtime} 時間（うち60時間超 {long} 時間）、休日 {holiday} 時間、深夜 {night} 時間の賃金と割増は約 {yen} 円です（労働基準法37条）。',
    en: '{staff}: {overtime} h of overtime ({long} h of it over 60), {holiday} h on days off and {night} h at night cost about {yen} yen with premiums (Labour Standards Act art. 37).',
  },
  'labour.variable-total': {
    ja: '{staff} の {date} から {to} までの変形期間の労働時間が {hours} で、上限 {limit}（週40時間平均）を超えます（労働基準法32条の2第1項）。勤務を減らしてください。',
    en: '{staff} works {hours} in the variable period from {date} to {to}, over {limit}, which averages 40 h a week (Labour Standards Act art. 32-2(1)). Take duties away.',
  },
  'labour.variable-not-fixed': {
    ja: '{date} からの変形期間のシフトが、起算日の前日 {freeze} までに公開されていません。1か月単位の変形労働時間制を使えず、1日8時間・週40時間によります（労働基準法32条の2、昭63.3.14基発150号）。',
    en: 'The shifts of the variable period from {date} were not published by {freeze}, the day before it began: variable hours cannot be used and eight and forty hours hold (Labour Standards Act art. 32-2).',
  },
  'labour.variable-pattern': {
    ja: '{staff} の {date} {from}～{to} は契約の勤務パターンにありません。1か月単位の変形労働時間制では、就業規則に定めた勤務パターンだけで特定してください（労働基準法32条の2）。',
    en: '{staff} works from {from} to {to} on {date}, which is no pattern of the contract. Variable hours are fixed by the patterns of the work rules only (Labour Standards Act art. 32-2).',
  },
  'labour.variable-change': {
    ja: '{staff} の {date} は変形期間の開始後に特定済みの勤務を変えています。就業規則に定めた事由と本人の同意がなければ変更できません（労働基準法32条の2、昭63.3.14基発150号）。元に戻すか、変更同意を理由とともに登録してください。',
    en: '{staff}: fixed hours on {date} are changed after their variable period began, which needs a ground of the work rules and consent (Labour Standards Act art. 32-2). Put them back, or record the consent with its ground.',
  },
  'labour.change-consent': {
    ja: '{staff} の公開済みのシフトが変わります（{dates}）。変更は本人の合意により、記録を残してください（シフト制留意事項 令4.1.7、労働契約法8条）。',
    en: 'Published shifts of {staff} change ({dates}). Change them by agreement only and keep a record (guidance on shift work of 2022-01-07, Labour Contracts Act art. 8).',
  },
  'labour.idle-allowance': {
    ja: '{staff} の {date} の公開済みシフトが {hours} 時間減ります。会社の都合なら平均賃金の60%以上の休業手当が要ります（労働基準法26条）。時給の登録がないため金額は出せません。',
    en: 'A published shift of {staff} on {date} loses {hours} h. If the employer caused it, 60 % of the average wage is due (Labour Standards Act art. 26). Without a wage on file the sum is not known.',
  },
  'labour.idle-allowance-yen': {
    ja: '{staff} の {date} の公開済みシフトが {hours} 時間減ります。会社の都合なら休業手当が要り、時給からの目安で約 {yen} 円です（労働基準法26条。平均賃金は12条により算定）。',
    en: 'A published shift of {staff} on {date} loses {hours} h. If the employer caused it, about {yen} yen of idle-time allowance is due, estimated by the hourly wage (Labour Standards Act art. 26; average wage by art. 12).',
  },
  'labour.publication-late': {
    ja: 'シフト表の公開期限 {date} を過ぎています。取り決めた期限までに通知してください（シフト制留意事項 令4.1.7、労働契約法4条）。',
    en: 'The agreed day for publishing the shift table, {date}, is over. Give notice by the agreed day (guidance on shift work of 2022-01-07, Labour Contracts Act art. 4).',
  },
  'labour.wishes-open': {
    ja: '希望の提出期限 {date} がまだ過ぎていません。希望が出そろってから確定してください（シフト制留意事項 令4.1.7、労働契約法4条）。',
    en: 'Wishes may be handed in until {date}, which is not over. Settle the table once they are in (guidance on shift work of 2022-01-07, Labour Contracts Act art. 4).',
  },
  'labour.free-break': {
    ja: '{staff} は {date} {from}～{to} の休憩中に待機に就いています。休憩は自由に利用させてください（労働基準法34条3項）。',
    en: '{staff} is on call in the break of {date} from {from} to {to}. The break is for free use (Labour Standards Act art. 34(3)).',
  },
  'labour.holiday-work': {
    ja: '{staff} の {date} は7日続きの勤務で法定休日の労働に当たります。36協定の範囲で、35%以上の割増賃金が要ります（労働基準法35条・36条・37条）。',
    en: '{staff} works a seventh day running on {date}: work on the statutory day off, within the 36協定 and with 35 % premium (Labour Standards Act art. 35, 36, 37).',
  },
  'labour.four-week-rest': {
    ja: '{staff} の {date} からの4週間の休日が {days} 日で、4日に足りません（労働基準法35条2項・施行規則12条の2）。休日を与えてください。',
    en: '{staff} has {days} days off in the four weeks from {date}, under four (Labour Standards Act art. 35(2)). Give days off.',
  },
  'labour.holiday-work-four-weeks': {
    ja: '{staff} の {date} からの4週間の休日が {days} 日で、足りない分は法定休日の労働に当たります。36協定の範囲で、35%以上の割増賃金が要ります（労働基準法35条2項・36条・37条）。',
    en: '{staff} has {days} days off in the four weeks from {date}; what is missing to four is work on statutory days off, within the 36協定 and with 35 % premium (Labour Standards Act art. 35(2), 36, 37).',
  },
  'labour.hourly-leave': {
    ja: '{staff} は {date} に時間単位の年次有給休暇を取ります。勤務 {from}～{to} を時間休と重ならないようにしてください（労働基準法39条4項・5項）。',
    en: '{staff} has paid leave by the hour on {date}; the duty from {from} to {to} must not overlap it (Labour Standards Act art. 39(4), (5)).',
  },
  'labour.hourly-leave-agreement': {
    ja: '{staff} の {date} の時間単位年休は、労使協定がないため与えられません（労働基準法39条4項）。1日・半日の年休にするか、協定を登録してください。',
    en: '{staff} cannot have leave by the hour on {date} without an agreement (Labour Standards Act art. 39(4)). Grant whole days, or put the agreement on file.',
  },
  'labour.hourly-leave-days': {
    ja: '{staff} の1年の時間単位年休が {hours} 時間で、{days} 日分 {limit} 時間を超えます（労働基準法39条4項、施行規則24条の4）。',
    en: '{staff} has {hours} h of leave by the hour in the year, over {days} days of {limit} h (Labour Standards Act art. 39(4)).',
  },
  'labour.five-days-leave': {
    ja: '{staff} の年休の取得・予定が {days} 日です。{end} までにあと {missing} 日を、時季を指定してでも取らせてください（労働基準法39条7項）。',
    en: '{staff} has taken or asked for {days} days of leave; {missing} more are compulsory by {end}, at dates you set if need be (Labour Standards Act art. 39(7)).',
  },
  'labour.leave-grant': {
    ja: '{staff} の {granted} 付与の年休が {days} 日で、勤続と週の日数からみた法定の {needed} 日に足りません（労働基準法39条1項～3項、施行規則24条の3。出勤率8割以上の場合）。',
    en: '{staff} was granted {days} days of leave on {granted}, under the {needed} due by service and weekly days (Labour Standards Act art. 39(1)-(3), if eight tenths of the days were attended).',
  },
  'labour.care-leave': {
    ja: '{staff} は {date} に看護等休暇・介護休暇または休業中です。勤務から外してください（育児・介護休業法16条の2・16条の5、労働基準法65条）。',
    en: '{staff} has leave to care or is on a longer leave on {date}. Take the duty away (Child Care and Family Care Leave Act art. 16-2, 16-5; Labour Standards Act art. 65).',
  },
  'labour.night-restricted': {
    ja: '{staff} の {date} {from}～{to} は深夜に当たり、請求によりさせられません（労働基準法66条3項、育児・介護休業法19条・20条）。',
    en: '{staff} asked for no night work: the duty of {date} from {from} to {to} lies in the night (Labour Standards Act art. 66(3), Child Care and Family Care Leave Act art. 19, 20).',
  },
  'labour.holiday-restricted': {
    ja: '{staff} の {date} は法定休日の労働に当たり、妊産婦の請求によりさせられません（労働基準法66条2項）。',
    en: '{staff} would work on a statutory day off on {date}, which she asked not to (Labour Standards Act art. 66(2)).',
  },
  'labour.short-hours': {
    ja: '{staff} の {date} の労働時間が {hours} 時間で、短時間勤務の {limit} 時間を超えます（育児・介護休業法23条）。勤務を短くしてください。',
    en: '{staff} works {hours} h on {date}, over the {limit} h of their short hours (Child Care and Family Care Leave Act art. 23). Shorten the shift.',
  },
  'labour.nursing-time': {
    ja: '{staff} の {date} の育児時間が {minutes} 分です。休憩とは別に {needed} 分（30分を2回、4時間以内の勤務は1回）が要ります（労働基準法67条）。',
    en: '{staff} has {minutes} min of nursing time on {date}; {needed} are due beside the breaks, twice 30 min, once in up to four hours (Labour Standards Act art. 67).',
  },
  'labour.care-overtime-month': {
    ja: '{staff} の月の時間外労働が {hours} 時間で、育児・介護のための上限24時間を超えます（育児・介護休業法17条・18条）。勤務を減らしてください。',
    en: '{staff} has {hours} h of overtime this month, over the 24 of who cares for family (Child Care and Family Care Leave Act art. 17, 18). Take duties away.',
  },
  'labour.care-overtime-year': {
    ja: '{staff} の1年の時間外労働が {hours} 時間で、育児・介護のための上限150時間を超えます（育児・介護休業法17条・18条）。勤務を減らしてください（公開計画が分かる過去 {known} か月による）。',
    en: '{staff} has {hours} h of overtime in a year, over the 150 of who cares for family (Child Care and Family Care Leave Act art. 17, 18). Take duties away (by {known} known months before).',
  },
  'labour.social-insurance-second': {
    ja: '{staff} の週平均が2か月続けて20時間以上（今月 {hours} 時間）になり、社会保険の資格取得に当たる見込みです（健康保険法3条・厚生年金保険法12条）。勤務を減らすか、届出を準備してください。',
    en: "{staff} averages 20 h a week or more in the second month running ({hours} h now) and is likely to be insured (Health Insurance Act art. 3, Employees' Pension Insurance Act art. 12). Take duties away, or prepare the notice.",
  },
  'labour.income-106': {
    ja: '{staff} の月の賃金が約 {yen} 円で、社会保険の賃金要件 {limit} 円に近いか超えています。週平均 {hours} 時間が20時間になると適用の対象です（健康保険法3条・厚生年金保険法12条、106万円）。',
    en: "{staff} earns about {yen} yen this month, near or over the {limit} of social insurance; at 20 h a week (now {hours}) it applies (Health Insurance Act art. 3, Employees' Pension Insurance Act art. 12).",
  },
  'labour.income-130': {
    ja: '{staff} の年収の見込みが約 {yen} 円で、被扶養者の目安 {limit} 円に近いか超えています（{months} か月の計画による。健康保険法3条7項）。本人の意向を確認してください。',
    en: '{staff} is on the way to about {yen} yen a year, near or over the {limit} of a dependant (by {months} months of plans; Health Insurance Act art. 3(7)). Ask what they want.',
  },
  'labour.managerial': {
    ja: '{staff} を管理監督者として労働時間・休憩・休日の規定から外しています（労働基準法41条2号）。深夜割増と年休は除かれません。業務責任者の役職だけでは当たらないことが多いので、実態を確認してください。',
    en: '{staff} is exempt from limits of hours, breaks and days off as 管理監督者 (Labour Standards Act art. 41(2)), not from night premium and leave. A supervisor rarely is one: check the facts.',
  },
  'labour.records': {
    ja: '{months} の公開されたシフト表がありません。シフト表と労働時間の記録は5年（当分の間3年）保存してください（労働基準法109条・143条）。',
    en: 'There is no published shift table of {months}. Shift tables and records of time are kept for five years, three for the time being (Labour Standards Act art. 109, 143).',
  },
  'labour.holiday-table': {
    ja: '{year} 年の国民の祝日の表がありません。祝日を開所日として計画しています（祝日法3条、官報の公示を確認）。',
    en: 'No national holidays of {year} are known, so they are planned as open days (Act on National Holidays art. 3; see the official gazette).',
  },
  'contract.daily-hours': {
    ja: '{staff} の {date} の労働時間 {hours} 時間が、本人の契約の上限 {limit} 時間を超えています。',
    en: '{staff} works {hours} h on {date}, over the {limit} h of their own contract.',
  },
  'contract.weekly-hours': {
    ja: '{staff} の {date} からの週の労働時間 {hours} 時間が、本人の契約の上限 {limit} 時間を超えています。',
    en: '{staff} works {hours} h in the week from {date}, over the {limit} h of their own contract.',
  },
  'contract.weekly-days': {
    ja: '{staff} の {date} からの週の勤務が {days} 日で、本人の契約の上限 {limit} 日を超えています。',
    en: '{staff} is on duty {days} days in the week from {date}, over the {limit} of their own contract.',
  },
  'contract.minimum-hours': {
    ja: '{staff} の月の労働時間 {hours} 時間が、契約で約束した {limit} 時間を下回ります。休業手当（労働基準法26条）の要否を確認してください。',
    en: '{staff} gets {hours} h this month, under the {limit} h promised. Check whether an idle-time allowance is due (Labour Standards Act art. 26).',
  },
  'contract.city-closed-day': {
    ja: '{date} は土日・祝日・年末年始で、市の休日に当たるのが通例です（地方自治法4条の2）。開所の取り決めを確認してください。',
    en: '{date} is a weekend, a holiday or year-end, when a city is closed as a rule (Local Autonomy Act art. 4-2). Check that opening was agreed.',
  },
  'people.client-direction': {
    ja: '{staff} は発注者に雇用されています。受託者が自ら指揮する職員だけを {date} の勤務に充ててください（昭61労働省告示37号、労働者派遣法）。',
    en: '{staff} is employed by the client. Place on {date} only people whom the contractor itself directs (notice 37 of 1986, Worker Dispatching Act).',
  },
  'people.unapproved-employer': {
    ja: '{staff} の雇用主「{employer}」は、{date} の時点で市の承認を受けた再委託先ではありません。承認を得て契約データに記録するか、別の人を充ててください（仕様書 第3章5）。',
    en: '{employer}, the employer of {staff}, is no subcontractor that the city has approved by {date}. Obtain the approval and put it on file in the contract, or place someone else (specification 3-5).',
  },
  'people.unavailable': {
    ja: '{staff} は {date} {from}～{to} に勤務できないと申し出ています。別の人を充ててください。',
    en: '{staff} cannot work on {date} from {from} to {to}. Place someone else.',
  },
  'people.pin': {
    ja: '{staff} の {date} は「{pin}」に固定されていますが、勤務表では「{found}」です。固定どおりに戻すか、固定を外してください。',
    en: '{staff} is fixed to {pin} on {date}, but the roster has {found}. Put it back, or take the pin away.',
  },
  'people.pin-void': {
    ja: '{staff} の {date} の固定「{pin}」は、休暇・勤務不可・在籍の期間と合わないため守れません（勤務表は「{found}」）。固定を外してください。',
    en: '{staff} is fixed to {pin} on {date}, when they are on leave, cannot work or are not employed; the roster has {found}. Take the pin away.',
  },
  'people.wish': {
    ja: '{staff} の希望 {asked} 件のうち {granted} 件をかなえます。かなわない日：{dates}。',
    en: '{granted} of {asked} wishes of {staff} are granted; not on {dates}.',
  },
  'people.not-employed': {
    ja: '{staff} は {date} に在籍していません。勤務から外してください。',
    en: '{staff} is not employed on {date}. Take the duty away.',
  },
  'people.untrained': {
    ja: '{staff} は研修を終えていないため、{date} の電話対応に就けません（仕様書 第2章3(2)ウ）。',
    en: '{staff} has not been trained and may not take calls on {date} (specification 2-3(2)).',
  },
  'people.unqualified': {
    ja: '{staff} は {date} に「{name}」の資格がないか、有効期間の外です。資格を登録するか、別の人を充ててください（仕様書 第2章3(1)エ）。',
    en: '{staff} does not hold {name} on {date}. Put the qualification on file, or place someone else (specification 2-3(1)).',
  },
  'people.stand-in': {
    ja: '{staff} は {date} に {role} ({roleEn}) として勤務しますが、その役割の人の代行者に指定されていません。指定するか、別の人を充ててください（仕様書 第2章2(3)オ）。',
    en: '{staff} works as {roleEn} ({role}) on {date} without being named to stand in for anybody of that role. Name them, or place someone else (specification 2-2(3)).',
  },
  'people.borrowed': {
    ja: '{staff} は {centre} の所属です。{date} の応援の前に、{centre} での労働時間と通算して上限を超えないこと、本人と同センターの同意を確かめてください（労働基準法38条1項）。',
    en: '{staff} belongs to {centre}. Before they help on {date}, check that the hours there and here together stay within the limits (Labour Standards Act art. 38(1)) and that they and their centre agree.',
  },
  'people.one-duty': {
    ja: '{staff} に {date} の勤務または待機が重なっています。1日1つにしてください。',
    en: '{staff} has more than one duty or standby on {date}. Leave one.',
  },
  'people.one-manager': {
    ja: '総括管理責任者が {count} 人です。ちょうど {needed} 人置いてください（仕様書 第2章2(3)ウ）。',
    en: 'There are {count} managers; there must be exactly {needed} (specification 2-2(3)).',
  },
  'people.supervisor-experience': {
    ja: '{staff} の業務管理の経験が {years} 年に足りません。業務責任者に就けません（仕様書 第2章2(3)オ）。',
    en: '{staff} has less than {years} year(s) of management experience and cannot be a supervisor (specification 2-2(3)).',
  },
  'cover.minimum-operators': {
    ja: '{date} {from}～{to} に電話に出られるオペレーターが {scheduled} 人まで減り、常時 {required} 人に足りません（仕様書 第2章2(3)ケ・3(1)イ）。',
    en: 'On {date} from {from} to {to} as few as {scheduled} operator(s) can answer; {required} are needed at all times (specification 2-2(3), 2-3(1)).',
  },
  'cover.one-absent': {
    ja: '{date} {from}～{to} は電話に出る人が1人だけになる時間があり、その人が欠けると、ほかの人を動かすまで電話に出る人がいません（仕様書 第2章2(3)ケ）。',
    en: 'On {date} from {from} to {to} one operator alone is on the phone at times: were they away, nobody would answer until somebody moves (specification 2-2(3)).',
  },
  'cover.skill': {
    ja: '{date} {from}～{to} は {queue} ({queueEn}) に段階 {level} 以上で応答できる人が {scheduled} 人で、{required} 人に足りません（仕様書 第2章2(6)イ）。',
    en: 'On {date} from {from} to {to} {scheduled} of {required} operator(s) of level {level} or more are there for {queueEn} ({queue}) (specification 2-2(6)).',
  },
  'cover.seats': {
    ja: '{date} {from}～{to} は席が足りません（最も少ないところで必要 {required} 席に対し配置 {scheduled} 席）。',
    en: 'On {date} from {from} to {to} seats are missing: {scheduled} filled of {required} required at the worst.',
  },
  'cover.supervisor': {
    ja: '{date} {from}～{to} に業務責任者も代行者もいません（仕様書 第2章2(3)オ）。',
    en: 'On {date} from {from} to {to} neither a supervisor nor a deputy is present (specification 2-2(3)).',
  },
  'cover.deputy-only': {
    ja: '{date} は業務責任者が出勤せず、総括管理責任者が代行します。',
    en: 'On {date} no supervisor is on duty; the manager stands in.',
  },
  'cover.standby': {
    ja: '{date} の待機者が {count} 人で、{needed} 人に足りないか、待機時間が全員の勤務を覆っていません（仕様書 第2章2(3)ケ）。',
    en: 'On {date} {count} of {needed} standby is placed, or the on-call hours do not cover every shift (specification 2-2(3)).',
  },
  'target.month': {
    ja: '月の応答率の見込みが {rate} % で、目標 {target} % に届きません（仕様書 第2章2(3)ア・イ）。配置を増やしてください。',
    en: "The month's expected answer rate is {rate} %, under the target of {target} % (specification 2-2(3)). Add people.",
  },
  'target.risk': {
    ja: '月の応答率が {target} % 以上となる確率は {probability} % で、余裕の目安 {confidence} % を下回ります。',
    en: 'The month reaches {target} % with a probability of {probability} %, under the wanted {confidence} %.',
  },
  'forecast.aht': {
    ja: '履歴の平均処理時間は {measured} 秒で、仮定の {assumed} 秒と1割以上違います。仮定の見直しを協議してください。',
    en: 'History shows a handling time of {measured} s, more than a tenth away from the assumed {assumed} s. Discuss the assumption.',
  },
} as const satisfies Readonly<Record<string, { readonly ja: string; readonly en: string }>>;

/** Id of a rule that has a sentence. */
export type RuleId = keyof typeof ruleTexts;

/**
 * Rules whose article, or a figure of it, is known to us from general knowledge only and not from a source that was read
 * (労基法39条3項・4項, 60条, 66条, 67条, 則24条の3・24条の4, 育介法16条の2・16条の9・18条・20条・23条, 健保法3条7項, 労契法4条・8条); their
 * findings say so.
 */
export const unverifiedRules: ReadonlySet<RuleId> = new Set<RuleId>([
  'labour.care-leave',
  'labour.care-overtime-month',
  'labour.care-overtime-year',
  'labour.change-consent',
  'labour.holiday-restricted',
  'labour.hourly-leave',
  'labour.hourly-leave-agreement',
  'labour.hourly-leave-days',
  'labour.income-130',
  'labour.leave-grant',
  'labour.minor',
  'labour.night-restricted',
  'labour.nursing-time',
  'labour.overtime-exempt',
  'labour.publication-late',
  'labour.short-hours',
  'labour.wishes-open',
]);

/** What the finding of such a rule ends with. */
export const unverifiedNote = {
  ja: '（条文の文言は e-Gov で確認してください。）',
  en: ' (Check the wording on e-Gov.)',
} as const;
