import { type DayOptions, type Obstacle, optionsOn, patternMinutes } from '../duty-options.ts';
import { workedMinutes } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { type MonthWeek, weekAllowance, weeksOfMonth } from '../weeks.ts';
import type { RuleContext } from './rule.ts';
import { shiftsOf } from './rule.ts';

/** Why people of a role are not on site on a day, each with the rule that keeps them away. */
type Reason = Obstacle | 'standby' | 'weekFull' | 'onSite' | 'free';

const words: Readonly<Record<Reason, { readonly ja: string; readonly en: string }>> = {
  onSite: { ja: '出勤', en: 'on site' },
  standby: { ja: '待機', en: 'on standby' },
  leave: { ja: '年休（労働基準法39条）', en: 'on leave (art. 39)' },
  careLeave: {
    ja: '休業・看護等休暇（育児・介護休業法、労働基準法65条）',
    en: 'on leave to care (Child Care Act, art. 65)',
  },
  unavailable: { ja: '勤務不可の申出', en: 'unavailable' },
  notEmployed: { ja: '在籍外', en: 'not employed' },
  otherCentre: { ja: '他センター所属', en: 'of another centre' },
  unapproved: { ja: '再委託の承認なし', en: 'employer not approved' },
  untrained: { ja: '研修未了', en: 'untrained' },
  inexperienced: { ja: '業務管理の経験不足', en: 'too little management experience' },
  noPattern: { ja: '勤務できる型なし', en: 'no pattern fits' },
  weekFull: { ja: '週の上限（労働基準法32条・本人の契約）', en: 'week full (art. 32, own contract)' },
  free: { ja: '配置可能', en: 'free' },
};

type Sentence = { readonly ja: string; readonly en: string };

/** A day has many gaps and one answer; working it out asks everybody's options and weeks. */
const sentencesByContext = new WeakMap<RuleContext, Map<string, Sentence>>();

/** One sentence that counts where everybody of a role is on a day, so that a manager sees which rule to move. */
export function whyMissing(context: RuleContext, index: number, role: 'operator' | 'supervisor'): Sentence {
  const known = sentencesByContext.get(context) ?? new Map<string, Sentence>();
  sentencesByContext.set(context, known);
  const key = `${role} ${index}`;
  const sentence = known.get(key) ?? whereEverybodyIs(context, index, role);
  known.set(key, sentence);
  return sentence;
}

function whereEverybodyIs(context: RuleContext, index: number, role: 'operator' | 'supervisor'): Sentence {
  const day = context.days[index]!;
  const demand = context.demands[index]!;
  const { contract } = context;
  const isOfRole = (personRole: string): boolean =>
    role === 'operator' ? personRole === 'operator' : personRole !== 'operator';
  const counts = new Map<Reason, number>();
  const week = weeksOfMonth(contract, context.month).find((candidate) =>
    candidate.days.some((date) => date.equals(day.date)),
  );
  for (const person of context.staff.filter((candidate) => isOfRole(candidate.role))) {
    const shift = day.shifts.find((entry) => entry.staffId === person.id);
    const options = optionsOn(person, demand, contract);
    const reason: Reason =
      shift !== undefined
        ? shift.isStandby
          ? 'standby'
          : 'onSite'
        : (options.obstacle ??
          (week !== undefined && isWeekFull(context, person, options, week) ? 'weekFull' : 'free'));
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const list = (language: 'ja' | 'en', joiner: string): string =>
    [...counts].map(([reason, count]) => `${words[reason][language]} ${count}`).join(joiner);
  return {
    ja: `内訳：${list('ja', '、')}（人）。`,
    en: `Of the people: ${list('en', ', ')}.`,
  };
}

/** Whether no duty of a day fits any more in what the person may work in the week's part of the month. */
function isWeekFull(
  context: RuleContext,
  person: StaffMember,
  options: DayOptions,
  week: MonthWeek,
): boolean {
  const allowance = weekAllowance({ ...context, person, week });
  const duties = shiftsOf(context.days, person.id).filter((duty) =>
    week.days.some((day) => day.equals(duty.date)),
  );
  const worked = duties.reduce((sum, { shift }) => sum + workedMinutes(shift), 0);
  const shortest = Math.min(...options.patterns.map(patternMinutes));
  return duties.length >= allowance.days || worked + shortest > allowance.minutes;
}
