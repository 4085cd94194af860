/**
 * Answers: a plan as plain data for a page or a PDF, every number and date already written as a reader reads it.
 * Assumes: the plan was checked by `planFormat`; sentences stay in the locale files, and only their values are here.
 * May import: errors, calendar, contract, erlang, forecast, roster, plan and js-joda.
 */
export type { ApprovalBox, Approvals, SignOffEvent } from './approvals.ts';
export type { DaySheet, DaySheetPerson } from './day-sheets.ts';
export { type DocumentFrame, documentFrame } from './document-frame.ts';
export { type Attachment, attachmentOf } from './documents/attachment.ts';
export { monthDaysTable, type PlainTable } from './documents/plain-table.ts';
export { type FairnessSection, fairnessSection } from './fairness-section.ts';
export type { FindingGroup } from './findings.ts';
export type { ForecastSection } from './forecast-section.ts';
export {
  boundsText,
  callsText,
  ceilPercentText,
  clockText,
  dateText,
  dateTimeText,
  dayText,
  finePercentText,
  fiscalYearText,
  floorPercentText,
  monthText,
  probabilityText,
  weekdayText,
} from './format.ts';
export { type HalfHoursSection, halfHoursSection } from './half-hours-section.ts';
export { type MonthRoster, rosterOrder } from './month-roster.ts';
export { type Audience, isNamed, nameMask } from './naming.ts';
export {
  type CalendarEntry,
  calendarEntries,
  type OwnDuty,
  type OwnMonth,
  ownDuty,
  ownMonth,
} from './own-shifts.ts';
export { type PoolingSection, poolingSection } from './pooling-section.ts';
export { type AbsentDay, rosterSheet } from './roster-sheet.ts';
export type { SeatsSection } from './seats-section.ts';
export type { SimulationSection } from './simulation-section.ts';
export { type StaffingPlanReport, staffingPlanReport } from './staffing-plan.ts';
