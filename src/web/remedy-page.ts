import { LocalDate } from '@js-joda/core';
import type { RemediesView } from '../app/find-remedies.ts';
import type { Language } from '../errors.ts';
import type {
  AvailabilityChange,
  ReasonKind,
  RelaxedUse,
  Remedies,
  WrittenDuty,
  WrittenLack,
} from '../plan/index.ts';
import { dayText, finePercentText } from '../report/index.ts';
import { personNamer } from './day-page.ts';

/** Gives a text of the locales. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Rules that say that people lack: what the remedies are for. */
const lackRules = [
  'cover.minimum-operators',
  'cover.seats',
  'cover.supervisor',
  'cover.skill',
  'cover.standby',
];

/** Whether a plan lacks people, so that there is something to ask about. */
export function lacksPeople(content: RemediesView['plan']['content']): boolean {
  return content.findings.some(({ rule }) => lackRules.includes(rule));
}

/** What the page of remedies says. */
export function remedyPage(view: RemediesView, found: Remedies, language: Language, t: Translate): object {
  const words = wordsOf(view, language, t);
  return {
    ...answerOf(found, t),
    gaps: gapsOf(found, words),
    ways: found.relaxing.smallest.map((set, index) => wayOf(set, index, words)),
    relaxNote: relaxNote(found, t),
    left: lackLines(found.relaxing.left, words),
    joiners: found.joiners.map((answer) => ({
      sentence: joinersSentence(answer, t),
      isEnough: answer.isEnough,
      people: Array.from({ length: answer.people }, (_, place) => ({
        title: t('remedy:joiners.person', { n: place + 1 }),
        days: answer.duties
          .filter(({ joiner }) => joiner === place + 1)
          .map(({ date, duty }) => t('remedy:duty', { day: words.day(date), duty: words.duty(duty) })),
      })),
      left: lackLines(answer.left, words),
    })),
    changes: found.changes.map((change) => changeLine(change, words)),
  };
}

interface Words {
  readonly t: Translate;
  readonly language: Language;
  readonly day: (date: string) => string;
  readonly name: (staffId: string) => string;
  readonly duty: (duty: WrittenDuty) => string;
}

function wordsOf(view: RemediesView, language: Language, t: Translate): Words {
  const nameOf = personNamer(view);
  return {
    t,
    language,
    day: (date) => dayText(LocalDate.parse(date), language),
    name: (staffId) => t('remedy:person', { name: nameOf(staffId), id: staffId }),
    duty: ({ pattern, start, end }) => `${pattern} ${clock(start)}–${clock(end)}`,
  };
}

/** The first sentence: what lacks, and the least that ends it. */
function answerOf(found: Remedies, t: Translate): object {
  const { lack, relaxing, joiners } = found;
  if (found.gaps.length === 0) return { sentence: t('remedy:answer.nothing'), tone: 'done', best: [] };
  const best: string[] = [];
  const [first] = relaxing.smallest;
  if (first !== undefined && first.relaxed.length === 0) {
    best.push(t(first.left.length === 0 ? 'remedy:answer.rebuild' : 'remedy:answer.rebuildSome'));
  } else if (first !== undefined) {
    const what = setName(first.relaxed, t);
    best.push(
      first.left.length === 0
        ? t('remedy:answer.relax', { what })
        : t('remedy:answer.relaxSome', { what, left: sumText(first.leftSum, t) }),
    );
  } else best.push(t('remedy:answer.noRelax'));
  for (const answer of joiners) if (answer.isEnough) best.push(joinersSentence(answer, t));
  return { sentence: t('remedy:answer.lack', { sum: sumText(lack, t) }), tone: 'warn', best };
}

/** Days with what lacks, who is where, and behind it the names. */
function gapsOf({ gaps }: Remedies, words: Words): object[] {
  const { day } = words;
  return [...Map.groupBy(gaps, ({ date }) => date)].map(([date, ofDay]) => ({
    day: day(date),
    href: `/days/${date}`,
    lacks: ofDay.map((gap) => gapOf(gap, words)),
  }));
}

function gapOf({ kind, ranges, counts, people }: Remedies['gaps'][number], { t, name, duty }: Words): object {
  // Nobody is on call on a day on which they work anyway.
  const reasonText = (reason: ReasonKind): string =>
    t(kind === 'standby' && reason === 'shift' ? 'remedy:reason.onDuty' : `remedy:reason.${reason}`);
  return {
    kind: t(`remedy:kind.${kind}`),
    ranges: kind === 'standby' ? [] : ranges.map((range) => rangeText(range, t)),
    total: t('remedy:reasons.total', { n: people.length }),
    counts: counts.map(({ reason, people: count }) =>
      t('remedy:reasons.count', { reason: reasonText(reason), n: count }),
    ),
    people: people.map((person) => ({
      name: name(person.staffId),
      reasons: person.reasons.map(reasonText).join(t('remedy:and')),
      duty: person.duty === null ? null : duty(person.duty),
      isTried: !['shift', 'meal', 'rest', 'standby'].includes(person.reasons[0]!),
    })),
  };
}

type Way = Remedies['relaxing']['smallest'][number];

function wayOf(way: Way, index: number, words: Words): object {
  const { t, day, name, duty } = words;
  const uses = Map.groupBy(way.uses, ({ what }) => what);
  return {
    title: t('remedy:way.title', {
      n: index + 1,
      what: way.relaxed.length === 0 ? t('remedy:way.nobody') : setName(way.relaxed, t),
    }),
    asks: [...uses].map(([what, ofKind]) => {
      const lacks = ofKind.flatMap((use) => ('lack' in use ? [use.lack] : []));
      return {
        title: t(`remedy:ask.${what}.title`, { n: ofKind.length }),
        days: what === 'standby' ? lacks.map(({ date }) => day(date)) : [],
        lines:
          what === 'standby'
            ? []
            : lacks.length > 0
              ? lackLines(lacks, words).map((line) => t('remedy:lackOn', line))
              : ofKind.flatMap((use) => ('staffId' in use ? [useLine(use, words)] : [])),
      };
    }),
    left: lackLines(way.left, words),
    month: t('remedy:way.month', {
      before: finePercentText(way.monthAnswerRate.before),
      after: finePercentText(way.monthAnswerRate.after),
    }),
    rates: way.dayAnswerRates
      .filter(({ before, after }) => finePercentText(before) !== finePercentText(after))
      .map(({ date, before, after }) => ({
        day: day(date),
        before: finePercentText(before),
        after: finePercentText(after),
      })),
    changeCount: way.changes.length,
    changes: way.changes.map(({ date, staffId, before, after }) => ({
      day: day(date),
      name: name(staffId),
      before: before === null ? t('remedy:off') : duty(before),
      after: after === null ? t('remedy:off') : duty(after),
    })),
    findings: way.newFindings.map(({ text, textEn }) => (words.language === 'ja' ? text : textEn)),
  };
}

function useLine(
  use: Extract<RelaxedUse, { readonly staffId: string }>,
  { t, day, name, duty }: Words,
): string {
  switch (use.what) {
    case 'unavailable':
      return t('remedy:ask.unavailable.line', {
        name: name(use.staffId),
        day: day(use.date),
        duty: duty(use.duty),
        away: use.away.map((span) => spanText(span, t)).join(t('remedy:and')),
      });
    case 'weeklyLimits':
      return t('remedy:ask.weeklyLimits.line', {
        name: name(use.staffId),
        days: use.load.days,
        hours: durationText(use.load.minutes, t),
        limitDays: use.limit.days,
        limitHours: durationText(use.limit.minutes, t),
        dates: use.dates.map(day).join(t('remedy:and')) || day(use.date),
      });
    case 'patterns':
      return t('remedy:ask.patterns.line', {
        name: name(use.staffId),
        day: day(use.date),
        duty: duty(use.duty),
      });
    case 'pins':
      return t('remedy:ask.pins.line', {
        name: name(use.staffId),
        day: day(use.date),
        fixed: use.fixed ?? t('remedy:off'),
        duty: use.duty === null ? t('remedy:off') : duty(use.duty),
      });
  }
}

function changeLine(change: AvailabilityChange, { t, day, name, duty }: Words): object {
  const values = { name: name(change.staffId), day: day(change.date), duty: duty(change.duty) };
  return {
    what:
      change.dayOff === null
        ? t('remedy:change.available', {
            ...values,
            away: change.away.map((span) => spanText(span, t)).join(t('remedy:and')),
          })
        : t('remedy:change.otherDayOff', { ...values, dayOff: day(change.dayOff) }),
    closes: t(change.isDayClosed ? 'remedy:change.closesDay' : 'remedy:change.closes', {
      hours: durationText(change.closedMinutes, t),
    }),
  };
}

function joinersSentence(answer: Remedies['joiners'][number], t: Translate): string {
  const values = {
    n: answer.people,
    group: t(`remedy:group.${answer.group}`),
    patterns: answer.patternCodes.join(t('remedy:slash')),
    days: answer.duties.length,
  };
  return answer.isEnough
    ? t('remedy:joiners.enough', values)
    : t('remedy:joiners.notEnough', { ...values, left: sumText(answer.leftSum, t) });
}

function relaxNote({ relaxing, gaps }: Remedies, t: Translate): string | null {
  if (gaps.length === 0) return null;
  if (relaxing.possible.length === 0) return t('remedy:relax.nothingToRelax');
  if (relaxing.smallest.length === 0) return t('remedy:relax.none');
  if (relaxing.left.length > 0) return t('remedy:relax.some', { left: sumText(relaxing.leftSum, t) });
  return t(relaxing.isComplete ? 'remedy:relax.all' : 'remedy:relax.allUnsure');
}

/** What lacks, day by day. */
function lackLines(
  lacks: readonly WrittenLack[],
  { t, day }: Words,
): { readonly day: string; readonly kind: string; readonly ranges: string }[] {
  const byDay = Map.groupBy(lacks, ({ date, kind }) => `${date} ${kind}`);
  return [...byDay.values()].map((ofDay) => {
    const { date, kind } = ofDay[0]!;
    const ranges = kind === 'standby' ? [] : ofDay.map((lack) => rangeText(lack, t));
    return { day: day(date), kind: t(`remedy:kind.${kind}`), ranges: ranges.join(t('remedy:and')) };
  });
}

function rangeText(
  { start, end, people }: Pick<WrittenLack, 'start' | 'end' | 'people'>,
  t: Translate,
): string {
  return t('remedy:lack', { range: `${clock(start)}–${clock(end)}`, people });
}

function setName(set: Way['relaxed'], t: Translate): string {
  return set.map((what) => t(`remedy:relaxable.${what}`)).join(t('remedy:plus'));
}

function sumText({ seatMinutes, standbyDays }: Remedies['lack'], t: Translate): string {
  return [
    ...(seatMinutes > 0 ? [t('remedy:sum.seats', { hours: durationText(seatMinutes, t) })] : []),
    ...(standbyDays > 0 ? [t('remedy:sum.standby', { n: standbyDays })] : []),
  ].join(t('remedy:and'));
}

function durationText(minutes: number, t: Translate): string {
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  if (values.hours === 0) return t('remedy:duration.minutes', values);
  return t(values.minutes === 0 ? 'remedy:duration.hours' : 'remedy:duration.both', values);
}

function spanText({ start, end }: { readonly start: string; readonly end: string }, t: Translate): string {
  return start === '00:00' && end === '24:00' ? t('remedy:allDay') : `${clock(start)}–${clock(end)}`;
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}
