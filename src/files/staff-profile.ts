import {
  type ContractChange,
  emptyProfile,
  type PersonalProfile,
  type Qualification,
  type SkillLevel,
} from '../roster/personal-profile.ts';
import { minutesOfHours, partsOf, requireDate, textOf, wholeNumberOf, wordOf } from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import type { Row } from './table.ts';

/** The columns of staff.csv on how a person's work changes with time; a file may leave out any of them. */
export const profileColumns = {
  contract_changes: { ja: '契約変更', isOptional: true },
  stands_in_for: { ja: '代行できる人', isOptional: true },
  qualifications: { ja: '資格', isOptional: true },
  home_centre: { ja: '所属センター', isOptional: true },
} as const;

type ProfileRow = Row<keyof typeof profileColumns | 'skills' | 'id'>;
type Words = ReadonlyMap<string, string>;

/** Queue ids and levels of a cell such as `booking:2; enquiry 2024-05-08`. @throws SekisuError `file.bad-row` */
export function skillsFrom(
  cell: Cell,
  queues: Words,
): { readonly skills: string[]; readonly skillLevels: readonly SkillLevel[] } {
  const skills: string[] = [];
  const skillLevels: SkillLevel[] = [];
  for (const part of partsOf(cell)) {
    // A queue's name may have spaces and colons in it: only what can be a level or a date is taken off its end.
    const match = /^(.*?)(?:\s*[:：]\s*([1-5]))?(?:\s+(\d{4}[-/]\d{1,2}[-/]\d{1,2}))?$/.exec(part)!;
    const queueId = wordOf(cell, queues, match[1]);
    const trainedFrom = match[3] === undefined ? null : requireDate(cell, match[3], expected.skill);
    const level = match[2] === undefined ? 1 : Number(match[2]);
    skills.push(queueId);
    if (level !== 1 || trainedFrom !== null) skillLevels.push({ queueId, level, trainedFrom });
  }
  return { skills, skillLevels };
}

/** What a row says of a person's work over time; undefined where all of it is empty. @throws SekisuError `file.bad-row` */
export function profileFrom(
  row: ProfileRow,
  skillLevels: readonly SkillLevel[],
  patterns: Words,
): PersonalProfile | undefined {
  const changes = partsOf(row.contract_changes).map((part) =>
    changeFrom(row.contract_changes, part, patterns),
  );
  changes.sort((one, other) => one.from.compareTo(other.from));
  const twice = changes.find(({ from }, index) => changes[index - 1]?.from.equals(from));
  if (twice !== undefined)
    throw badCell(row.contract_changes, expected.contractChange, twice.from.toString());
  const standsInFor = partsOf(row.stands_in_for);
  if (standsInFor.includes(textOf(row.id))) throw badCell(row.stands_in_for, expected.otherPerson);
  const profile: PersonalProfile = {
    skillLevels,
    changes,
    standsInFor,
    qualifications: partsOf(row.qualifications).map((part) => qualificationFrom(row.qualifications, part)),
    ...(row.home_centre.text === '' ? {} : { homeCentre: row.home_centre.text }),
  };
  return JSON.stringify(profile) === JSON.stringify(emptyProfile) ? undefined : profile;
}

type Values = Omit<ContractChange, 'from'>;

const valueWords: ReadonlyMap<string, keyof Values> = new Map([
  ['weekly_hours', 'maximumWeeklyMinutes'],
  ['週時間', 'maximumWeeklyMinutes'],
  ['daily_hours', 'maximumDailyMinutes'],
  ['日時間', 'maximumDailyMinutes'],
  ['weekly_days', 'maximumWeeklyDays'],
  ['週日数', 'maximumWeeklyDays'],
  ['monthly_hours', 'minimumMonthlyMinutes'],
  ['月最低', 'minimumMonthlyMinutes'],
  ['patterns', 'patternCodes'],
  ['勤務', 'patternCodes'],
]);

function changeFrom(cell: Cell, part: string, patterns: Words): ContractChange {
  const [date = '', ...entries] = part.split(/\s+/);
  const from = requireDate(cell, date, expected.contractChange);
  if (entries.length === 0) throw badCell(cell, expected.contractChange, part);
  const values: { -readonly [Key in keyof Values]: Values[Key] } = {
    maximumWeeklyMinutes: null,
    maximumDailyMinutes: null,
    maximumWeeklyDays: null,
    minimumMonthlyMinutes: null,
    patternCodes: null,
  };
  for (const entry of entries) {
    const [word = '', text = ''] = entry.split(/[=＝]/);
    const name = valueWords.get(word);
    const value = { ...cell, text };
    if (name === undefined) throw badCell(cell, expected.contractChange, entry);
    if (name === 'patternCodes') {
      values[name] = text.split(/[+・]/).map((code) => wordOf(cell, patterns, code));
    } else if (name === 'maximumWeeklyDays') {
      values[name] = wholeNumberOf(value, 0, 7);
    } else {
      values[name] = minutesOfHours(value, mostHours[name]);
    }
  }
  return { from, ...values };
}

const mostHours = { maximumWeeklyMinutes: 168, maximumDailyMinutes: 24, minimumMonthlyMinutes: 744 } as const;

function qualificationFrom(cell: Cell, part: string): Qualification {
  const match = /^(.+?)\s+(\d{4}[-/][\d/-]+)(?:\s*[~～]\s*(\d{4}[-/][\d/-]+)?)?$/.exec(part);
  if (match === null) throw badCell(cell, expected.qualification, part);
  const from = requireDate(cell, match[2]!, expected.qualification);
  const to = match[3] === undefined ? null : requireDate(cell, match[3], expected.qualification);
  if (to?.isBefore(from)) throw badCell(cell, expected.qualification, part);
  return { name: match[1]!, from, to };
}
