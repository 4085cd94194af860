import { LocalDate } from '@js-joda/core';
import type { OpenDesk } from '../app/load-desk.ts';
import { parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import { hasAgreed } from '../plan/desk-case.ts';
import type { CoverOption } from '../plan/index.ts';
import { dayText, floorPercentText, probabilityText } from '../report/index.ts';
import { personNamer, rangeOf, shortRunsOf } from './day-page.ts';

/** Ways that are shown at once; the others on request. */
const mostWays = 3;
/** Most lacking stretches that the sentence at the top names. */
const mostRuns = 3;

/** The ranked ways as the page lists them, with what happens if nothing is done. */
export function waysOf({ view, entry, proposal }: OpenDesk, language: Language): object {
  const { day, absences } = view;
  const nameOf = personNamer(view);
  const { before, unhandled } = proposal;
  const shortRuns = shortRunsOf(
    unhandled.shortIntervals.map((entry) => ({ ...entry, lacking: entry.required - entry.scheduled })),
  );
  const isHard = (option: CoverOption): boolean => option.newFindings.some(({ level }) => level === 'H');
  // A supervisor's absence leaves no seat empty and can still break a rule.
  const breaksRule = proposal.options.some((option) => option.kind === 'accept' && isHard(option));
  const absentIds = absences.map(({ staffId }) => staffId);
  const lost = day.shifts.filter(({ staffId }) => absentIds.includes(staffId));
  // Who stands in for a supervisor leads; it is asked for in other words than a seat.
  const words = lost.length > 0 && lost.every(({ role }) => role !== 'operator') ? 'OfLead' : '';
  const finding = (entry: CoverOption['newFindings'][number]): object => ({
    level: entry.level,
    levelKey: `web:level.${entry.level}`,
    text: language === 'ja' ? entry.text : entry.textEn,
  });
  const kindKeys = ({ kind, kinds }: Pick<CoverOption, 'kind' | 'kinds'>): string[] =>
    (kinds.length === 0 ? [kind] : kinds).map((entry) => `desk:way${words}.${entry}`);
  const dateOf = (date: string): string =>
    date === day.date ? '' : dayText(LocalDate.parse(date), language);
  const options = proposal.options.map((option, index) => ({
    id: option.id,
    number: index + 1,
    isBest: index === 0 && !isHard(option),
    kindKeys: kindKeys(option),
    helpKeys: kindKeys(option).map((key) => key.replace('desk:way', 'desk:wayHelp')),
    duties: option.duties.map((duty) => ({
      name: nameOf(duty.staffId),
      day: dateOf(duty.date),
      hours: rangeOf(parseTime(duty.start), parseTime(duty.end)),
    })),
    daysOff: option.daysOff.map(({ staffId, date }) => ({ name: nameOf(staffId), day: dateOf(date) })),
    asked: option.askedIds.map((staffId) => ({
      name: nameOf(staffId),
      hasAgreed: hasAgreed(entry.state, option, staffId),
    })),
    changed: option.changedIds.filter((staffId) => !option.askedIds.includes(staffId)).map(nameOf),
    day: floorPercentText(option.dayAnswerRate),
    month: floorPercentText(option.monthAnswerRate),
    probability: probabilityText(option.probabilityTargetMet),
    worst:
      option.worstInterval === null
        ? null
        : {
            range: rangeOf(parseTime(option.worstInterval.start), parseTime(option.worstInterval.end)),
            rate: floorPercentText(option.worstInterval.answerRate),
          },
    shortMinutes: Math.round(option.shortMinutes),
    workedHours: (option.workedMinutes / 60).toFixed(1),
    hasMoreWork: option.workedMinutes > 0,
    overtimeMinutes: Math.round(option.overtimeMinutes),
    costYen: option.costYen === null ? null : Math.round(option.costYen).toLocaleString('ja-JP'),
    timesBefore: option.timesBefore,
    automaticCalls: option.automaticCalls === null ? null : option.automaticCalls.toFixed(1),
    findings: option.newFindings.map(finding),
    findingCounts: (['H', 'W', 'I'] as const).flatMap((level) => {
      const count = option.newFindings.filter((entry) => entry.level === level).length;
      return count === 0 ? [] : [{ level, levelKey: `web:level.${level}`, count }];
    }),
  }));
  return {
    before: { day: floorPercentText(before.dayAnswerRate), month: floorPercentText(before.monthAnswerRate) },
    unhandled: {
      day: floorPercentText(unhandled.dayAnswerRate),
      month: floorPercentText(unhandled.monthAnswerRate),
      probability: probabilityText(unhandled.probabilityTargetMet),
      shortRuns: shortRuns.slice(0, mostRuns),
      moreRuns: Math.max(0, shortRuns.length - mostRuns),
      lacksLead: words !== '' && breaksRule,
      tone: shortRuns.length > 0 ? 'error' : breaksRule ? 'warn' : 'done',
    },
    options: options.slice(0, mostWays),
    furtherOptions: options.slice(mostWays),
    furtherStart: mostWays + 1,
    refused: proposal.refused.map((way) => ({
      kindKey: `desk:way${words}.${way.kind}`,
      name: nameOf(way.staffId),
      findings: way.findings.map(finding),
    })),
  };
}
