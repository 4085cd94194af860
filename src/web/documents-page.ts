import { LocalDate, YearMonth } from '@js-joda/core';
import type { Actor } from '../app/context.ts';
import type { DeadlineLine, DocumentsView } from '../app/list-documents.ts';
import { type DocumentKind, documentKinds } from '../contract/index.ts';
import { type DueKind, formOf } from '../documents/index.ts';
import type { Language } from '../errors.ts';
import { dateText, dayText, monthText } from '../report/index.ts';

/** Days ahead for which deadlines are shown one by one. */
const daysAhead = 14;
/** Most deadlines of one sort that are shown one by one. */
const mostLines = 12;
/** Most overdue daily reports that are shown one by one. */
const mostDaily = 5;

/** The list of documents: what is late and what is due, then every kind with its newest versions. */
export function documentsPage(view: DocumentsView, actor: Actor, language: Language): object {
  const { contract, deadlines, documents, today } = view;
  const line = (own: DeadlineLine) => deadlineRow(view, own, language);
  const overdue = deadlines.filter(({ deadlineState }) => deadlineState === 'overdue');
  // Daily reports would hide what comes once a month; of them the latest are shown.
  const shownOverdue = [
    ...overdue.filter(({ kind }) => kind !== 'dailyReport').slice(-mostLines),
    ...overdue.filter(({ kind }) => kind === 'dailyReport').slice(-mostDaily),
  ];
  const late = deadlines.filter(({ deadlineState }) => deadlineState === 'late');
  const soon = deadlines.filter(
    ({ deadlineState, dueOn, kind, subject }) =>
      deadlineState === 'open' &&
      !dueOn.isAfter(today.plusDays(daysAhead)) &&
      // Of a day to come there is nothing to report yet.
      !(kind === 'dailyReport' && subject > today.toString()),
  );
  return {
    isCity: actor.role === 'city',
    canDraw: actor.role !== 'city' && contract !== null,
    overdue: shownOverdue.map(line),
    overdueCount: overdue.length,
    overdueMore: overdue.length - shownOverdue.length,
    soon: soon.slice(0, mostLines).map(line),
    soonMore: Math.max(0, soon.length - mostLines),
    lateCount: late.length,
    late: late.slice(-mostLines).map(line),
    daysAhead,
    kinds: contract === null ? [] : documentKinds.map((kind) => kindRow(view, kind, language)),
    choices:
      contract === null
        ? []
        : documentKinds.map((kind) => ({ value: kind, text: formOf(contract, kind, language).name })),
    hasDocuments: documents.length > 0,
  };
}

function deadlineRow(view: DocumentsView, own: DeadlineLine, language: Language): object {
  return {
    name: nameOf(view, own.kind, language),
    about: aboutText(own.subject, language),
    href: own.version === null ? null : hrefOf(own.kind, own.subject, own.version),
    kind: own.kind,
    subject: own.subject,
    canDraw: own.kind !== 'staffingPlan',
    dueOn: dayText(own.dueOn, language),
    dueYear: own.dueOn.year() === view.today.year() ? null : dateText(own.dueOn, language),
    submittedOn: own.submittedOn === null ? null : dayText(own.submittedOn, language),
    stateKey: `document:deadline.${own.deadlineState}`,
    chip: { done: 'done', late: 'W', overdue: 'H', open: 'I' }[own.deadlineState],
    version: own.version,
    versionState: own.state,
    versionStateKey: own.state === null ? null : `web:state.${own.state}`,
  };
}

function kindRow(view: DocumentsView, kind: DocumentKind, language: Language): object {
  const own = view.documents.filter((document) => document.kind === kind);
  const due = view.deadlines.filter((deadline) => deadline.kind === kind);
  const newest = own.toSorted((one, other) => (one.subject < other.subject ? 1 : -1)).slice(0, mostLines);
  return {
    name: nameOf(view, kind, language),
    count: own.length,
    dueCount: due.length,
    overdue: due.filter(({ deadlineState }) => deadlineState === 'overdue').length,
    more: Math.max(0, own.length - mostLines),
    documents: newest.map((document) => ({
      href: hrefOf(kind, document.subject, document.version),
      about: document.about === '' ? aboutText(document.subject, language) : document.about,
      number: document.number,
      version: document.version,
      state: document.state,
      stateKey: `web:state.${document.state}`,
    })),
  };
}

function nameOf({ contract }: DocumentsView, kind: DueKind, language: Language): string {
  if (contract === null) return kind;
  return kind === 'staffingPlan'
    ? contract.documents.staffingPlan.name[language]
    : formOf(contract, kind, language).name;
}

/** What a document is about, in words: a day, a month, or the number or code itself; nothing for the whole term. */
export function aboutText(subject: string, language: Language): string {
  if (subject === 'term') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(subject)) return dateText(LocalDate.parse(subject), language);
  if (/^\d{4}-\d{2}$/.test(subject)) return monthText(YearMonth.parse(subject), language);
  return subject;
}

/** Address of a version's page. */
export function hrefOf(kind: DueKind, subject: string, version: number): string {
  return kind === 'staffingPlan'
    ? `/plans/${subject}/${version}`
    : `/documents/${kind}/${subject}/${version}`;
}
