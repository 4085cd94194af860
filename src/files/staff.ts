import type { LocalDate } from '@js-joda/core';
import type { Contract, Role } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import type { StaffMember, Unavailability } from '../roster/staff.ts';
import {
  dateOf,
  minuteOf,
  minutesOfHours,
  optionalDateOf,
  partsOf,
  requireDate,
  textOf,
  wholeNumberOf,
  wordOf,
} from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import { labourColumns, labourFrom } from './staff-labour.ts';
import { profileColumns, profileFrom, skillsFrom } from './staff-profile.ts';
import { type Row, readTable } from './table.ts';
import { employmentWords, queueWords, roleWords, weekdayWords, yesNoWords } from './vocabulary.ts';

const columns = {
  id: { ja: '職員番号' },
  name: { ja: '氏名' },
  role: { ja: '役割' },
  employer: { ja: '雇用主' },
  skills: { ja: '担当キュー' },
  employment: { ja: '雇用形態' },
  maximum_weekly_hours: { ja: '週上限時間' },
  maximum_daily_hours: { ja: '日上限時間' },
  maximum_weekly_days: { ja: '週上限日数' },
  minimum_monthly_hours: { ja: '月最低時間' },
  patterns: { ja: '勤務パターン' },
  can_stand_by: { ja: '待機可' },
  exempt_from_overtime: { ja: '時間外免除' },
  starts_on: { ja: '雇用開始日' },
  ends_on: { ja: '雇用終了日' },
  birth_date: { ja: '生年月日' },
  management_since: { ja: '管理経験開始日' },
  leave: { ja: '年休' },
  unavailable: { ja: '勤務不可' },
  ...labourColumns,
  ...profileColumns,
} as const;

type StaffRow = Row<keyof typeof columns>;

interface Words {
  readonly queues: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly patterns: ReadonlyMap<string, string>;
}

/**
 * Staff of a file, in the file's order.
 * @param bytes whole content @param file its name, for messages @param contract names queues, roles and shift patterns
 * @throws SekisuError `file.*`; `file.bad-row` also when an id stands twice; `file.no-rows` below a header without people
 */
export function parseStaffCsv(bytes: Uint8Array, file: string, contract: Contract): StaffMember[] {
  const words: Words = {
    queues: queueWords(contract),
    roles: roleWords(contract),
    patterns: new Map(contract.shiftPatterns.map((pattern) => [pattern.code, pattern.code])),
  };
  const lineOfId = new Map<string, number>();
  const staff = readTable(bytes, file, columns, (row) => {
    const earlierLine = lineOfId.get(row.id.text);
    if (earlierLine !== undefined) throw badCell(row.id, expected.unique(earlierLine));
    lineOfId.set(row.id.text, row.id.line);
    return memberOf(row, words);
  });
  // No calls and no letters are a true answer; nobody at all is a file gone wrong.
  if (staff.length === 0) throw new SekisuError('file.no-rows', { file });
  return staff;
}

function memberOf(row: StaffRow, words: Words): StaffMember {
  const labour = labourFrom(row);
  const { skills, skillLevels } = skillsFrom(row.skills, words.queues);
  const profile = profileFrom(row, skillLevels, words.patterns);
  const member: StaffMember = {
    id: textOf(row.id),
    name: textOf(row.name),
    role: wordOf(row.role, words.roles),
    employer: textOf(row.employer),
    skills,
    employment: wordOf(row.employment, employmentWords),
    maximumWeeklyMinutes: minutesOfHours(row.maximum_weekly_hours, 168),
    maximumDailyMinutes: minutesOfHours(row.maximum_daily_hours, 24),
    maximumWeeklyDays: wholeNumberOf(row.maximum_weekly_days, 0, 7),
    minimumMonthlyMinutes: minutesOfHours(row.minimum_monthly_hours, 744),
    patternCodes: partsOf(row.patterns).map((part) => wordOf(row.patterns, words.patterns, part)),
    canStandBy: wordOf(row.can_stand_by, yesNoWords),
    isExemptFromOvertime: wordOf(row.exempt_from_overtime, yesNoWords),
    startsOn: dateOf(row.starts_on),
    endsOn: optionalDateOf(row.ends_on),
    birthDate: optionalDateOf(row.birth_date),
    managementSince: optionalDateOf(row.management_since),
    leave: partsOf(row.leave).map((part): LocalDate => requireDate(row.leave, part, expected.date)),
    unavailable: partsOf(row.unavailable).map((part) => unavailabilityOf(row.unavailable, part)),
    ...(labour === undefined ? {} : { labour }),
    ...(profile === undefined ? {} : { profile }),
  };
  if (member.patternCodes.length === 0) throw badCell(row.patterns, expected.notEmpty);
  if (member.endsOn?.isBefore(member.startsOn)) {
    throw badCell(row.ends_on, expected.notBefore(row.starts_on.column));
  }
  return member;
}

function unavailabilityOf(cell: Cell, part: string): Unavailability {
  const match = /^(\S+)(?: +([\d:]+) *[-~～] *([\d:]+))?$/.exec(part);
  if (match === null) throw badCell(cell, expected.unavailability, part);
  const startMinute = match[2] === undefined ? 0 : minuteOf(match[2]);
  const endMinute = match[3] === undefined ? 1440 : minuteOf(match[3]);
  if (startMinute === undefined || endMinute === undefined || endMinute <= startMinute) {
    throw badCell(cell, expected.unavailability, part);
  }
  const isoWeekday = weekdayWords.get(match[1]!) ?? null;
  const date = isoWeekday === null ? requireDate(cell, match[1]!, expected.unavailability) : null;
  return { date, isoWeekday, startMinute, endMinute };
}
