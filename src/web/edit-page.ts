import { LocalDate } from '@js-joda/core';
import type { EditRosterResult } from '../app/edit-roster.ts';
import type { CellView } from '../app/load-cell.ts';
import type { MonthView } from '../app/load-month.ts';
import { isOpenDraft } from '../app/open-draft.ts';
import type { SwapsView } from '../app/swap-requests.ts';
import { japanDateTimeOf, parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { PlanContent, PlanDay } from '../plan/index.ts';
import { dateTimeText, dayText, type StaffingPlanReport } from '../report/index.ts';
import { standbyCode } from '../roster/index.ts';
import { cellHref } from './cell-href.ts';
import { rangeOf } from './day-page.ts';

type Finding = PlanContent['findings'][number];
type Shift = PlanDay['shifts'][number];

/** The month's roster with links from its cells to their pages; without links unless somebody may edit. */
export function linkedRoster(
  report: StaffingPlanReport,
  month: string,
  isEditable: boolean,
): StaffingPlanReport['roster'] {
  if (!isEditable) return report.roster;
  const dateOf = (index: number): string => `${month}-${String(index + 1).padStart(2, '0')}`;
  return {
    ...report.roster,
    rows: report.roster.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) =>
        cell.isClosed
          ? cell
          : {
              ...cell,
              id: `cell-${dateOf(index)}-${row.code}`,
              href: cellHref(month, dateOf(index), row.code),
            },
      ),
    })),
  };
}

/** An edit as the list of edits names it. */
export interface EditLine {
  readonly at: string;
  readonly kindKey: string;
  /** The first of them; an edit of the whole roster touches hundreds. */
  readonly cells: readonly string[];
  /** How many more there are; null for none. */
  readonly more: number | null;
}

/** Most cells that a line names. */
const mostCells = 8;

/** Edits of a draft, latest first. */
export function editLines(
  edits: readonly {
    readonly at: Parameters<typeof japanDateTimeOf>[0];
    readonly edit: unknown;
    readonly cells: readonly { readonly date: string; readonly staffId: string }[];
  }[],
  language: Language,
): EditLine[] {
  return edits.map(({ at, edit, cells }) => ({
    at: dateTimeText(japanDateTimeOf(at), language),
    kindKey: `edit:kind.${(edit as { readonly kind: string }).kind}`,
    cells: cells
      .slice(0, mostCells)
      .map(({ date, staffId }) => `${dayText(LocalDate.parse(date), language)} ${staffId}`),
    more: cells.length > mostCells ? cells.length - mostCells : null,
  }));
}

/** What a cell's page shows. */
export function cellPage(view: CellView, language: Language): object {
  const { plan, day, person, contract } = view;
  const { month, days } = plan.content;
  const shiftOf = (staffId: string, of: PlanDay = day): Shift | undefined =>
    of.shifts.find((shift) => shift.staffId === staffId);
  const own = shiftOf(person.id);
  const date = LocalDate.parse(day.date);
  const isHeld = (code: string): boolean => (own === undefined ? '' : own.pattern) === code;
  const patterns = contract.shiftPatterns
    .filter(({ roles }) => roles.includes(person.role))
    .map((pattern) => ({
      code: pattern.code,
      name: pattern.name[language],
      hours: rangeOf(pattern.start, pattern.end),
      isForeign: !person.patternCodes.includes(pattern.code),
      isHeld: isHeld(pattern.code),
    }));
  const others = view.staff
    .filter(({ id }) => id !== person.id)
    .map(({ id, name }) => ({ id, name: name === id ? '' : name, duty: dutyText(shiftOf(id)) }));
  const index = days.findIndex((of) => of.date === day.date);
  const hrefOf = (of: PlanDay | undefined): string | null =>
    of === undefined ? null : cellHref(month, of.date, person.id);
  return {
    month,
    version: plan.version,
    isOpen: view.isOpen,
    code: person.id,
    name: person.name === person.id ? null : person.name,
    dayText: dayText(date, language),
    date: day.date,
    address: cellHref(month, day.date, person.id),
    rosterHref: `/months/${month}#cell-${day.date}-${person.id}`,
    dayHref: `/days/${day.date}?version=${plan.version}`,
    previousHref: hrefOf(days[index - 1]),
    nextHref: hrefOf(days[index + 1]),
    duty: own === undefined ? null : dutyText(own),
    daysOffKey: daysOffKey(plan.content, person.id, day.date),
    isEdited: day.editedIds?.includes(person.id) === true,
    patterns: patterns.toSorted((one, other) => Number(one.isForeign) - Number(other.isForeign)),
    standby:
      person.role === 'operator'
        ? {
            code: standbyCode,
            hours: rangeOf(contract.standby.start, contract.standby.end),
            isForeign: !person.canStandBy,
            isHeld: isHeld(standbyCode),
          }
        : null,
    isOff: own === undefined,
    others,
    // Who moves a duty mostly moves it to another day of the same person.
    people: [{ id: person.id, name: person.name, duty: '' }, ...others],
    days: days.map((of) => ({
      value: of.date,
      text: dayText(LocalDate.parse(of.date), language),
      duty: dutyText(shiftOf(person.id, of)),
      isThis: of.date === day.date,
    })),
    hasBreaks: own !== undefined && !own.standby,
    shiftStart: own?.start ?? '',
    breaks: (own?.breaks ?? []).map((entry) => ({
      start: entry.start,
      range: rangeOf(parseTime(entry.start), parseTime(entry.end)),
      minutes: parseTime(entry.end) - parseTime(entry.start),
      kindKey: `edit:break.${entry.kind}`,
    })),
    findings: findingsAbout(plan.content.findings, [person.id, day.date]).map((entry) =>
      findingLine(entry, language),
    ),
  };
}

/** What the message after an edit says. */
export function flashOf({ edited }: EditRosterResult): {
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
} {
  if (edited.cells.length === 0) return { key: 'edit:flash.nothing', values: {} };
  const { before, after } = edited.score;
  const hours = (minutes: number): number => Math.round(minutes / 6) / 10;
  return {
    key: 'edit:flash.done',
    values: {
      appeared: edited.appeared.length,
      hard: edited.appeared.filter(({ level }) => level === 'H').length,
      gone: edited.gone.length,
      shortBefore: before.missingSeatIntervals,
      shortAfter: after.missingSeatIntervals,
      hoursBefore: hours(before.paidMinutes),
      hoursAfter: hours(after.paidMinutes),
    },
  };
}

/** What the page of requests to swap shows. */
export function swapsPage(view: SwapsView, isManager: boolean, language: Language): object {
  const { plan } = view;
  const names = new Map(plan.content.staff.map(({ id, name }) => [id, name]));
  const called = (id: string): string => {
    const name = names.get(id) ?? id;
    return name === id ? id : `${id} ${name}`;
  };
  return {
    month: plan.content.month,
    version: plan.version,
    isManager,
    people: plan.content.staff.map(({ id }) => ({ id, text: called(id) })),
    days: plan.content.days.map(({ date }) => ({
      value: date,
      text: dayText(LocalDate.parse(date), language),
    })),
    swaps: view.swaps.map(({ request, judged }) => ({
      id: request.id,
      people: request.staffIds.map(called),
      days: request.dates.map((date) => ({
        text: dayText(date, language),
        duties: request.staffIds.map((staffId) => ({
          staffId,
          duty: dutyText(
            plan.content.days
              .find((day) => day.date === date.toString())
              ?.shifts.find((shift) => shift.staffId === staffId),
          ),
        })),
      })),
      note: request.note,
      requestedAt: dateTimeText(japanDateTimeOf(request.requestedAt), language),
      isOpen: request.decision === null,
      decisionKey: request.decision === null ? null : `edit:swap.${request.decision}`,
      decidedAt:
        request.decidedAt === null ? null : dateTimeText(japanDateTimeOf(request.decidedAt), language),
      isImpossible: request.decision === null && judged === null,
      canAccept: isManager && judged !== null,
      breaks: (judged?.appeared ?? []).map((entry) => findingLine(entry, language)),
      solves: (judged?.gone ?? []).map((entry) => findingLine(entry, language)),
      isBlocking: judged?.appeared.some(({ level }) => level === 'H') === true,
    })),
  };
}

/** Whether the newest version of a month can be edited, and by opening a draft where not. */
export function editState(
  view: MonthView,
  isManager: boolean,
): { readonly isEditable: boolean; readonly canOpenDraft: boolean } {
  const { plan } = view;
  const isOpen = plan !== null && isOpenDraft(plan);
  return { isEditable: isManager && isOpen, canOpenDraft: isManager && plan !== null && !isOpen };
}

/** A duty as a list shows it; a day off by its sign. */
function dutyText(shift: Shift | undefined): string {
  if (shift === undefined) return '休';
  return `${shift.pattern} ${rangeOf(parseTime(shift.start), parseTime(shift.end))}`;
}

function daysOffKey(content: PlanContent, staffId: string, date: string): string | null {
  const person = content.staff.find(({ id }) => id === staffId);
  const off = person?.daysOff.find((entry) => entry.date === date);
  return off === undefined ? null : `print:roster.${off.kind}`;
}

/** Findings that name a person or a day; what must be acted on first, notes left out. */
function findingsAbout(findings: readonly Finding[], subjects: readonly string[]): Finding[] {
  const about = findings.filter(({ where }) => where.split(' ').some((part) => subjects.includes(part)));
  return (['H', 'W'] as const).flatMap((level) => about.filter((entry) => entry.level === level));
}

function findingLine(entry: Finding, language: Language): object {
  return {
    level: entry.level,
    levelKey: `web:level.${entry.level}`,
    text: language === 'ja' ? entry.text : entry.textEn,
  };
}
