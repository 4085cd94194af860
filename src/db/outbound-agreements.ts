import { type Instant, LocalDate, YearMonth } from '@js-joda/core';
import type { OutboundAgreement } from '../plan/outbound-agreement.ts';
import { OutboundAgreementRow } from './entities/outbound.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** A consultation with the city to record. */
export interface NewOutboundAgreement extends Omit<OutboundAgreement, 'id'> {
  readonly month: YearMonth;
  /** The figures as they stood when it was recorded, plain data. */
  readonly evidence: unknown;
  readonly note: string | null;
  /** Where the record of the consultation is kept. */
  readonly reference: string | null;
  /** User id, or `cli`. */
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** A consultation as it is kept. */
export interface StoredOutboundAgreement extends NewOutboundAgreement {
  readonly id: number;
  /** When it was entered wrong: by whom and when it was taken back. */
  readonly undone: { readonly by: string; readonly at: Instant } | null;
}

/** Records a consultation. @returns its id */
export async function saveOutboundAgreement(tx: Tx, agreement: NewOutboundAgreement): Promise<number> {
  return tx.insert(OutboundAgreementRow, {
    month: agreement.month.toString(),
    kind: agreement.kind,
    agreedOn: agreement.agreedOn.toString(),
    cityPerson: agreement.cityPerson,
    contractorPerson: agreement.contractorPerson,
    terms: agreement.terms,
    startsOn: agreement.startsOn.toString(),
    endsOn: agreement.endsOn?.toString() ?? null,
    reading: agreement.basis?.reading ?? null,
    middle: agreement.basis?.middle ?? null,
    evidence: agreement.evidence,
    note: agreement.note,
    reference: agreement.reference,
    recordedBy: agreement.recordedBy,
    recordedAt: dateOf(agreement.recordedAt),
    undoneBy: null,
    undoneAt: null,
  });
}

/** Consultations of a month in order of recording, those taken back too. */
export async function listOutboundAgreements(
  tx: Tx,
  month: YearMonth,
): Promise<readonly StoredOutboundAgreement[]> {
  const rows = await tx.find(
    OutboundAgreementRow,
    { month: month.toString() },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(agreementOf);
}

/**
 * Keeps others who plan or record outbound work of a month waiting until this transaction is over, so that what is
 * counted stays true. Without a consultation nothing may be recorded, and nobody has to wait.
 */
export async function lockOutboundMonth(tx: Tx, month: YearMonth): Promise<void> {
  await tx.execute('select id from outbound_agreement where month = ? order by id for update', [
    month.toString(),
  ]);
}

/** Takes back a consultation that was entered wrong. @returns false when there is none such, or it is taken back already */
export async function undoOutboundAgreement(
  tx: Tx,
  month: YearMonth,
  id: number,
  undo: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    OutboundAgreementRow,
    { id, month: month.toString(), undoneAt: null },
    { undoneBy: undo.by, undoneAt: dateOf(undo.at) },
  );
  return changed === 1;
}

function agreementOf(row: OutboundAgreementRow): StoredOutboundAgreement {
  const undoneAt = instantOrNull(row.undoneAt);
  return {
    id: row.id,
    month: YearMonth.parse(row.month),
    kind: row.kind,
    agreedOn: LocalDate.parse(row.agreedOn),
    cityPerson: row.cityPerson,
    contractorPerson: row.contractorPerson,
    terms: row.terms,
    startsOn: LocalDate.parse(row.startsOn),
    endsOn: row.endsOn === null ? null : LocalDate.parse(row.endsOn),
    basis: row.reading === null || row.middle === null ? null : { reading: row.reading, middle: row.middle },
    evidence: row.evidence,
    note: row.note,
    reference: row.reference,
    recordedBy: row.recordedBy,
    recordedAt: instantOf(row.recordedAt),
    undone: undoneAt === null || row.undoneBy === null ? null : { by: row.undoneBy, at: undoneAt },
  };
}
