/**
 * Answers: which tables the store has, as MikroORM entities; one set for both databases.
 * Assumes: rows stay inside `db/`; the stores beside map them to types of the core.
 * May import: MikroORM and types of the core.
 */
import { AbsenceRow, ChangeNoticeRow, DeskCaseRow, DeskEventRow } from './desk.ts';
import { CallCaseRow, DocumentEventRow, DocumentVersionRow, KeptFileRow } from './documents.ts';
import { RosterEditRow, SwapRequestRow } from './edited.ts';
import {
  ContractRow,
  DriverDayRow,
  ForecastOverrideRow,
  HistoryDecisionRow,
  HistoryIntervalRow,
  ImportFileRow,
  KnownEventRow,
  MailingRow,
  StaffMemberRow,
  WishRow,
} from './imported.ts';
import { ImprovementCaseRow, ImprovementEventRow, MachineTokenRow } from './improvement.ts';
import { AuditLogRow, InvitationRow, UserAccountRow, WebSessionRow, WorkItemRow } from './operated.ts';
import { OutboundAgreementRow, OutboundAttemptRow } from './outbound.ts';
import { PlanEventRow, PlanVersionRow } from './planned.ts';
import { ShiftAddressRow, VersionReadingRow } from './publication.ts';

/** Every entity of the store. */
export const entities = [
  ContractRow,
  ImportFileRow,
  HistoryIntervalRow,
  MailingRow,
  KnownEventRow,
  DriverDayRow,
  StaffMemberRow,
  WishRow,
  ForecastOverrideRow,
  HistoryDecisionRow,
  PlanVersionRow,
  PlanEventRow,
  DeskCaseRow,
  DeskEventRow,
  AbsenceRow,
  ChangeNoticeRow,
  RosterEditRow,
  SwapRequestRow,
  OutboundAgreementRow,
  OutboundAttemptRow,
  UserAccountRow,
  InvitationRow,
  WebSessionRow,
  WorkItemRow,
  AuditLogRow,
  ImprovementCaseRow,
  ImprovementEventRow,
  MachineTokenRow,
  ShiftAddressRow,
  VersionReadingRow,
  DocumentVersionRow,
  DocumentEventRow,
  KeptFileRow,
  CallCaseRow,
];
