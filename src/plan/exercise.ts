import { YearMonth } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import { checkRoster } from '../roster/index.ts';
import { seededRandom } from '../roster/random.ts';
import type { Absence } from './cover/absent-day.ts';
import { bestCover } from './cover/best-cover.ts';
import { dayService } from './cover/day-service.ts';
import { coverGround, type ProposeCoverInput } from './cover/ground.ts';
import type { CoverOption, CoverProposal } from './cover/propose-cover.ts';
import { settledRecord } from './cover/settled-record.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';

/** A day on which somebody is away, as an exercise draws it. */
export interface DrawnAbsence {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** One person, at times two. */
  readonly absences: readonly Absence[];
  /** When the lead learns of it. */
  readonly nowMinute: number;
}

/** Of ten absences: whole days, late arrivals, and people who leave during the day; and days with a second absence. */
const shares = { whole: 0.7, late: 0.85, second: 0.1 } as const;
/** Minutes before the beginning of the shift at which a whole day is reported. */
const reported = { earliest: 120, latest: 5 } as const;

/**
 * Random absences on the days of some plans: any day, anybody on duty, mostly the whole day reported in the two hours before
 * the shift, else an arrival up to three hours late or a departure during the day. The same seed draws the same.
 * @param count ≥ 0
 */
export function drawAbsences(plans: readonly PlanContent[], count: number, seed: number): DrawnAbsence[] {
  const random = seededRandom(seed);
  const days = plans.flatMap((plan) =>
    plan.days.filter(({ shifts }) => shifts.some(({ standby }) => !standby)),
  );
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const between = (from: number, to: number): number => Math.round((from + random() * (to - from)) / 5) * 5;
  return Array.from({ length: count }, () => {
    const day = pick(days);
    const onDuty = day.shifts.filter(({ standby }) => !standby);
    const first = pick(onDuty);
    const [start, end] = [parseTime(first.start), parseTime(first.end)];
    const kind = random();
    const absence: Absence =
      kind < shares.whole
        ? { staffId: first.staffId, startMinute: start, endMinute: end }
        : kind < shares.late
          ? { staffId: first.staffId, startMinute: start, endMinute: between(start + 30, start + 180) }
          : { staffId: first.staffId, startMinute: between(start + 30, end - 30), endMinute: end };
    const nowMinute =
      kind < shares.late ? between(start - reported.earliest, start - reported.latest) : absence.startMinute;
    const other = pick(onDuty);
    const isSecond = random() < shares.second && other.staffId !== first.staffId;
    const second = {
      staffId: other.staffId,
      startMinute: Math.max(nowMinute, parseTime(other.start)),
      endMinute: parseTime(other.end),
    };
    const absences = isSecond && second.startMinute < second.endMinute ? [absence, second] : [absence];
    return { date: day.date, absences, nowMinute };
  });
}

/** What a proposal was worth, in hindsight. */
export interface JudgedProposal {
  /** Whether some legal way keeps the least presence of operators and supervisors; null = not decided. */
  readonly isCoverable: boolean | null;
  /** Whether one that was proposed does. */
  readonly isCovered: boolean;
  /** 応答率 of the best legal way less that of the first proposal, at the calls that came, operators beyond those planned or required left out; ≥ 0. */
  readonly gapFraction: number;
  /** Hard findings about people that a proposed way brings, over all of them, by the rules asked of the whole month. */
  readonly brokenHardRules: number;
}

/**
 * A proposal beside the best that could have been done (`bestCover`: everybody who may be asked, all at once).
 * @param actualCalls calls that came per interval of the day, or null where they are not known: then those expected
 */
export function judgeProposal(
  input: ProposeCoverInput,
  proposal: CoverProposal,
  actualCalls: readonly number[] | null,
): JudgedProposal {
  const ground = coverGround(input);
  const standard = { ...ground.ways.standard, ...(actualCalls === null ? {} : { calls: actualCalls }) };
  const hindsight = { ...ground, ways: { ...ground.ways, standard } };
  const best = bestCover(hindsight);
  const services = proposal.options.map((option) => dayService(standard, option.days[0]!.shifts));
  const bestRate = Math.max(
    best.way.service.restoredRate,
    ...services
      .filter(({ underMinimumMinutes }) => underMinimumMinutes === 0 || !best.isCovered)
      .map(({ restoredRate }) => restoredRate),
  );
  const isCovered = services.some(({ underMinimumMinutes }) => underMinimumMinutes === 0);
  return {
    isCoverable: isCovered || best.isCovered ? true : best.isImpossible ? false : null,
    isCovered,
    gapFraction: Math.max(0, bestRate - services[0]!.restoredRate),
    brokenHardRules: proposal.options.reduce((sum, option) => sum + hardFindings(input, option), 0),
  };
}

/** Hard findings about people that the plan has not and the way brings. */
function hardFindings(input: ProposeCoverInput, option: CoverOption): number {
  const { content, contract, staff, daysBefore, daysAfter, record } = input;
  const changed = new Map(option.days.map((day) => [day.date.toString(), day]));
  const planned = rosterDaysOf(content);
  const asked = [...input.absences.map(({ staffId }) => staffId), ...option.askedIds];
  const dates = option.days.map(({ date }) => date);
  const context = {
    contract,
    month: YearMonth.parse(content.month),
    staff,
    demands: demandsOf(content),
    daysBefore,
    daysAfter: daysAfter ?? null,
    ...settledRecord(record, asked, dates),
  };
  const hard = (days: typeof planned): string[] =>
    checkRoster({ ...context, days })
      .filter(({ level, rule }) => level === 'H' && !rule.startsWith('cover.'))
      .map(({ rule, text }) => `${rule} ${text.ja}`);
  const before = new Set(hard(planned));
  const after = hard(planned.map((day) => changed.get(day.date.toString()) ?? day));
  return after.filter((text) => !before.has(text)).length;
}
