import { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { PlanContent } from '../plan/format.ts';
import { type PlanDifference, planDifferences } from '../plan/index.ts';
import { callsText, dayText, floorPercentText } from './format.ts';
import { type Audience, nameMask } from './naming.ts';

/** What changed since the version that a version answers, ready to print. */
export interface ChangesSection {
  /** Version that it is compared with. */
  readonly version: number;
  /** Most telling first; kinds without a change are left out. */
  readonly groups: readonly {
    readonly titleKey: string;
    readonly count: number;
    readonly rows: readonly {
      readonly where: string;
      readonly before: string;
      readonly after: string;
    }[];
    /** Changes that are not listed. */
    readonly more: number;
  }[];
}

/** Rows of a kind that are listed; the others are counted. */
const mostRows = 24;

/** Kinds in the order in which they are told. */
const kinds = ['monthAnswerRate', 'forecast', 'person', 'required', 'scheduled', 'shift', 'breaks'] as const;

/** Differences of two versions of a month's plan; on the city's copy people stand by code. */
export function changesSection(
  before: { readonly version: number; readonly content: PlanContent },
  after: PlanContent,
  language: Language,
  audience: Audience,
): ChangesSection {
  const found = planDifferences(before.content, after);
  const names = new Map([...before.content.staff, ...after.staff].map(({ id, name }) => [id, name]));
  const mask = nameMask([...before.content.staff, ...after.staff], audience);
  const called = (id: string): string => {
    const name = mask(names.get(id) ?? id);
    return name === id ? id : `${id} ${name}`;
  };
  return {
    version: before.version,
    groups: kinds.flatMap((kind) => {
      const own = found.filter((entry) => entry.kind === kind).map((entry) => rowOf(entry, called, language));
      const rows = own.filter((row) => kind === 'breaks' || row.before !== row.after);
      if (rows.length === 0) return [];
      const shown = rows.slice(0, mostRows);
      const titleKey = `review:differenceTitle.${kind}`;
      return [{ titleKey, count: rows.length, rows: shown, more: rows.length - shown.length }];
    }),
  };
}

function rowOf(
  entry: PlanDifference,
  called: (id: string) => string,
  language: Language,
): ChangesSection['groups'][number]['rows'][number] {
  const day = (date: string): string => dayText(LocalDate.parse(date), language);
  switch (entry.kind) {
    case 'monthAnswerRate':
      return {
        where: '—',
        before: floorPercentText(entry.before),
        after: floorPercentText(entry.after),
      };
    case 'person':
      return {
        where: called(entry.staffId),
        before: entry.isNew ? '—' : '○',
        after: entry.isNew ? '○' : '—',
      };
    case 'shift':
      return {
        where: `${day(entry.date)}　${called(entry.staffId)}`,
        before: entry.before,
        after: entry.after,
      };
    case 'breaks':
      return { where: `${day(entry.date)}　${called(entry.staffId)}`, before: '', after: '' };
    case 'forecast':
    case 'required':
    case 'scheduled':
      return { where: day(entry.date), before: callsText(entry.before), after: callsText(entry.after) };
  }
}
