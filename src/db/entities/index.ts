/**
 * Answers: which tables the store has, as MikroORM entities; one set for both databases.
 * Assumes: rows stay inside `db/`; the stores beside map them to types of the core.
 * May import: MikroORM and types of the core.
 */
import {
  ContractRow,
  ForecastOverrideRow,
  HistoryIntervalRow,
  ImportFileRow,
  MailingRow,
  StaffMemberRow,
} from './imported.ts';
import { AuditLogRow, InvitationRow, UserAccountRow, WebSessionRow, WorkItemRow } from './operated.ts';
import { AbsenceRow, PlanEventRow, PlanVersionRow } from './planned.ts';

/** Every entity of the store. */
export const entities = [
  ContractRow,
  ImportFileRow,
  HistoryIntervalRow,
  MailingRow,
  StaffMemberRow,
  ForecastOverrideRow,
  PlanVersionRow,
  PlanEventRow,
  AbsenceRow,
  UserAccountRow,
  InvitationRow,
  WebSessionRow,
  WorkItemRow,
  AuditLogRow,
];
