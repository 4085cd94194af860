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
    ja: '{staff} の月の時間外労働が {hours} 時間で、36協定の上限45時間を超えます（労働基準法36条4項）。勤務を減らしてください。',
    en: '{staff} has {hours} h of overtime this month, over the limit of 45 (Labour Standards Act art. 36(4)). Take duties away.',
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
  'people.unavailable': {
    ja: '{staff} は {date} {from}～{to} に勤務できないと申し出ています。別の人を充ててください。',
    en: '{staff} cannot work on {date} from {from} to {to}. Place someone else.',
  },
  'people.not-employed': {
    ja: '{staff} は {date} に在籍していません。勤務から外してください。',
    en: '{staff} is not employed on {date}. Take the duty away.',
  },
  'people.untrained': {
    ja: '{staff} は研修を終えていないため、{date} の電話対応に就けません（仕様書 第2章3(2)ウ）。',
    en: '{staff} has not been trained and may not take calls on {date} (specification 2-3(2)).',
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
