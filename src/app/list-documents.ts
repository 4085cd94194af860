import type { LocalDate } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract, DocumentKind } from '../contract/index.ts';
import { findContract } from '../db/contracts.ts';
import { type DocumentSummary, listDocumentSummaries } from '../db/document-summaries.ts';
import { listImprovementCases } from '../db/improvements.ts';
import { listPlans, type PlanSummary } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import {
  type Deadline,
  type DeadlineGrounds,
  type DeadlineState,
  type DocumentState,
  deadlineState,
  deadlinesOf,
} from '../documents/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** A deadline with what became of it. */
export interface DeadlineLine extends Deadline {
  readonly deadlineState: DeadlineState;
  /** Day of the first submission in Asia/Tokyo; null while there was none. */
  readonly submittedOn: LocalDate | null;
  /** Of the newest version that the reader may see; null where there is none. */
  readonly version: number | null;
  readonly state: DocumentState | null;
}

/** Documents and deadlines as they stand today. */
export interface DocumentsView {
  /** Null before any contract was imported; nothing is due then. */
  readonly contract: Contract | null;
  readonly today: LocalDate;
  /** In order of time. */
  readonly deadlines: readonly DeadlineLine[];
  /** The newest version of each document that the reader may see, by kind and subject. */
  readonly documents: readonly DocumentSummary[];
}

/** Documents and what is due when; to the city what was handed in, and every deadline. */
export async function listDocuments(ctx: AppContext, actor: Actor): Promise<DocumentsView> {
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction(async (tx) => {
    const today = japanDateTimeOf(ctx.now()).toLocalDate();
    const contract = (await findContract(tx))?.contract ?? null;
    const stored = await listDocumentSummaries(tx);
    const plans = await listPlans(tx);
    const visible = stored.filter(({ state }) => actor.role !== 'city' || state !== 'draft');
    const deadlines =
      contract === null
        ? []
        : deadlinesOf(contract, await groundsOf(tx)).map((deadline) =>
            lineOf(deadline, handedIn(deadline, stored, plans), today),
          );
    return { contract, today, deadlines, documents: newestOf(visible) };
  });
}

/** How many documents are past their deadline today. */
export async function countOverdue(ctx: AppContext, actor: Actor): Promise<number> {
  const { deadlines } = await listDocuments(ctx, actor);
  return deadlines.filter((line) => line.deadlineState === 'overdue').length;
}

async function groundsOf(tx: Tx): Promise<DeadlineGrounds> {
  const staff = await loadStaff(tx);
  const cases = await listImprovementCases(tx);
  return {
    officers: staff.filter(({ role }) => role !== 'operator').map(({ id, startsOn }) => ({ id, startsOn })),
    misses: cases.map(({ id, reportDueOn }) => ({ id, dueOn: reportDueOn })),
  };
}

interface HandedIn {
  readonly submittedOn: LocalDate | null;
  readonly version: number | null;
  readonly state: DocumentState | null;
}

/** The first submission counts for the deadline, the newest version for what is shown. */
function handedIn(
  { kind, subject }: Deadline,
  documents: readonly DocumentSummary[],
  plans: readonly PlanSummary[],
): HandedIn {
  const versions =
    kind === 'staffingPlan'
      ? plans.filter((plan) => plan.month.toString() === subject && plan.kind === 'plan')
      : documents.filter((own) => own.kind === kind && own.subject === subject);
  const days = versions
    .flatMap(({ submittedAt }) => (submittedAt === null ? [] : [japanDateTimeOf(submittedAt).toLocalDate()]))
    .sort((one, other) => one.compareTo(other));
  const newest = versions.toSorted((one, other) => other.version - one.version)[0];
  return { submittedOn: days[0] ?? null, version: newest?.version ?? null, state: newest?.state ?? null };
}

function lineOf(deadline: Deadline, found: HandedIn, today: LocalDate): DeadlineLine {
  return { ...deadline, ...found, deadlineState: deadlineState(deadline, found.submittedOn, today) };
}

function newestOf(documents: readonly DocumentSummary[]): DocumentSummary[] {
  const seen = new Set<string>();
  return documents.filter(({ kind, subject }: { kind: DocumentKind; subject: string }) => {
    const key = `${kind} ${subject}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
