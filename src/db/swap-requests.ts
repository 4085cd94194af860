import { type Instant, LocalDate, YearMonth } from '@js-joda/core';
import { SwapRequestRow } from './entities/edited.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** Two people who want each other's duty of some days. */
export interface NewSwapRequest {
  readonly month: YearMonth;
  /** Codes of the two people. */
  readonly staffIds: readonly [string, string];
  /** One day, or two: each takes the other's duty on each of them. */
  readonly dates: readonly LocalDate[];
  readonly note: string | null;
  /** User id, or `cli`. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
}

/** A request and what became of it. */
export interface SwapRequest extends NewSwapRequest {
  readonly id: number;
  /** Null while nobody has decided. */
  readonly decision: 'accepted' | 'declined' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Id of the plan version that it went into, or null. */
  readonly planId: number | null;
}

/** Records a request. @returns its id */
export async function saveSwapRequest(tx: Tx, request: NewSwapRequest): Promise<number> {
  return tx.insert(SwapRequestRow, {
    month: request.month.toString(),
    firstStaffId: request.staffIds[0],
    secondStaffId: request.staffIds[1],
    dates: request.dates.map((date) => date.toString()),
    note: request.note,
    requestedBy: request.requestedBy,
    requestedAt: dateOf(request.requestedAt),
    decision: null,
    decidedBy: null,
    decidedAt: null,
    plan: null,
  });
}

/** Requests of a month, latest first. */
export async function listSwapRequests(tx: Tx, month: YearMonth): Promise<readonly SwapRequest[]> {
  const rows = await tx.find(
    SwapRequestRow,
    { month: month.toString() },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  return rows.map(requestOf);
}

/** A request, or null. */
export async function findSwapRequest(tx: Tx, id: number): Promise<SwapRequest | null> {
  const row = await tx.findOne(SwapRequestRow, { id }, { disableIdentityMap: true });
  return row === null ? null : requestOf(row);
}

/** Notes a decision. @returns false when one was taken already */
export async function decideSwapRequest(
  tx: Tx,
  id: number,
  decision: {
    readonly to: 'accepted' | 'declined';
    readonly by: string;
    readonly at: Instant;
    readonly planId: number | null;
  },
): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    SwapRequestRow,
    { id, decision: null },
    {
      decision: decision.to,
      decidedBy: decision.by,
      decidedAt: dateOf(decision.at),
      plan: decision.planId,
    },
  );
  return changed === 1;
}

function requestOf(row: SwapRequestRow): SwapRequest {
  return {
    id: row.id,
    month: YearMonth.parse(row.month),
    staffIds: [row.firstStaffId, row.secondStaffId],
    dates: row.dates.map((date) => LocalDate.parse(date)),
    note: row.note,
    requestedBy: row.requestedBy,
    requestedAt: instantOf(row.requestedAt),
    decision: row.decision,
    decidedBy: row.decidedBy,
    decidedAt: instantOrNull(row.decidedAt),
    planId: row.plan,
  };
}
