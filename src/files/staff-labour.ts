import type { LocalDate } from '@js-joda/core';
import {
  type AgreedChange,
  type HourlyLeave,
  type LeaveGrant,
  type PersonalLabour,
  type Restriction,
  type RestrictionKind,
  restrictionKinds,
  unknownLabour,
} from '../roster/personal-labour.ts';
import {
  decimalOf,
  minuteOf,
  minutesOfHours,
  optionalDateOf,
  partsOf,
  requireDate,
  wholeNumberOf,
  wordOf,
} from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import type { Row } from './table.ts';
import { restrictionNames, yesNoWords } from './vocabulary.ts';

/** The columns of staff.csv on labour law; a file may leave out any of them. */
export const labourColumns = {
  restrictions: { ja: '就業制限', isOptional: true },
  hourly_wage: { ja: '時給', isOptional: true },
  student: { ja: '学生', isOptional: true },
  managerial: { ja: '管理監督者', isOptional: true },
  weekly_contract_hours: { ja: '週所定時間', isOptional: true },
  leave_granted_on: { ja: '年休付与日', isOptional: true },
  leave_granted_days: { ja: '年休付与日数', isOptional: true },
  leave_taken_days: { ja: '年休取得済日数', isOptional: true },
  hourly_leave: { ja: '時間休', isOptional: true },
  care_leave: { ja: '看護等休暇', isOptional: true },
  agreed_changes: { ja: '変更同意', isOptional: true },
} as const;

type LabourRow = Row<keyof typeof labourColumns>;

const restrictionWords: ReadonlyMap<string, RestrictionKind> = new Map(
  restrictionKinds.flatMap((kind): [string, RestrictionKind][] => [
    [kind, kind],
    [restrictionNames[kind], kind],
  ]),
);
const mostWageYen = 1_000_000;
const mostLeaveDays = 40;

/** What a row says on labour law; undefined where all of it is empty. @throws SekisuError `file.bad-row` */
export function labourFrom(row: LabourRow): PersonalLabour | undefined {
  const labour: PersonalLabour = {
    restrictions: partsOf(row.restrictions).map((part) => restrictionFrom(row.restrictions, part)),
    hourlyWageYen: row.hourly_wage.text === '' ? null : wholeNumberOf(row.hourly_wage, 1, mostWageYen),
    isStudent: row.student.text !== '' && wordOf(row.student, yesNoWords),
    isManagerial: row.managerial.text !== '' && wordOf(row.managerial, yesNoWords),
    weeklyContractMinutes:
      row.weekly_contract_hours.text === '' ? null : minutesOfHours(row.weekly_contract_hours, 168),
    leaveGrant: grantFrom(row),
    hourlyLeave: partsOf(row.hourly_leave).map((part) => hourlyLeaveFrom(row.hourly_leave, part)),
    careLeave: partsOf(row.care_leave).map((part) => requireDate(row.care_leave, part, expected.date)),
    agreedChanges: partsOf(row.agreed_changes).map((part) => agreedFrom(row.agreed_changes, part)),
  };
  return JSON.stringify(labour) === JSON.stringify(unknownLabour) ? undefined : labour;
}

function restrictionFrom(cell: Cell, part: string): Restriction {
  const match = /^(\S+) +([\d/-]+) *[~～] *(\d{4}[/-][\d/-]+)?(?: *(\S+))?$/.exec(part);
  const kind = match === null ? undefined : restrictionWords.get(match[1]!);
  if (match === null || kind === undefined) throw badCell(cell, expected.restriction, part);
  const dateIn = (text: string): LocalDate => requireDate(cell, text, expected.restriction);
  const from = dateIn(match[2]!);
  const to = match[3] === undefined ? null : dateIn(match[3]);
  const hours = match[4];
  if (to?.isBefore(from) || (hours !== undefined && kind !== 'shortHours')) {
    throw badCell(cell, expected.restriction, part);
  }
  const minutes = hours === undefined ? null : minutesOfHours({ ...cell, text: hours }, 24);
  return { kind, from, to, minutes };
}

/** Date and days of a grant belong together. */
function grantFrom(row: LabourRow): LeaveGrant | null {
  const grantedOn = optionalDateOf(row.leave_granted_on);
  if (grantedOn === null) {
    const stray = [row.leave_granted_days, row.leave_taken_days].find((cell) => cell.text !== '');
    if (stray !== undefined) throw badCell(row.leave_granted_on, expected.notEmpty);
    return null;
  }
  return {
    grantedOn,
    days: decimalOf(row.leave_granted_days, 0, mostLeaveDays),
    takenDays: row.leave_taken_days.text === '' ? 0 : decimalOf(row.leave_taken_days, 0, mostLeaveDays),
  };
}

function hourlyLeaveFrom(cell: Cell, part: string): HourlyLeave {
  const match = /^(\S+) +([\d:]+) *[-~～] *([\d:]+)$/.exec(part);
  const startMinute = minuteOf(match?.[2] ?? '');
  const endMinute = minuteOf(match?.[3] ?? '');
  if (match === null || startMinute === undefined || endMinute === undefined || endMinute <= startMinute) {
    throw badCell(cell, expected.hourlyLeave, part);
  }
  return { date: requireDate(cell, match[1]!, expected.hourlyLeave), startMinute, endMinute };
}

function agreedFrom(cell: Cell, part: string): AgreedChange {
  const [date = '', ...ground] = part.split(/\s+/);
  return { date: requireDate(cell, date, expected.agreedChange), ground: ground.join(' ') };
}
