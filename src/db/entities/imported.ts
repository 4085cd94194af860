import type { LocalDate } from '@js-joda/core';
import { defineEntity, p } from '@mikro-orm/core';
import type { PersonalLabour } from '../../roster/personal-labour.ts';
import type { PersonalProfile } from '../../roster/personal-profile.ts';

const ContractSchema = defineEntity({
  name: 'ContractRow',
  tableName: 'contract',
  properties: {
    id: p.text().primary(),
    /** The JSON of the contract's file. */
    content: p.json<unknown>(),
    sha256: p.text(),
    importedAt: p.datetime(),
  },
});
/** One city's contract as it was imported. */
export class ContractRow extends ContractSchema.class {}
ContractSchema.setClass(ContractRow);

const ImportFileSchema = defineEntity({
  name: 'ImportFileRow',
  tableName: 'import_file',
  properties: {
    id: p.integer().primary(),
    sha256: p.text().index('import_file_sha256'),
    kind: p.enum(['history', 'mailings', 'staff', 'contract', 'events', 'drivers', 'wishes', 'cases']),
    name: p.text(),
    rows: p.integer(),
    importedAt: p.datetime(),
    importedBy: p.text(),
  },
});
/** One run of an import; the same file imported twice is two rows. */
export class ImportFileRow extends ImportFileSchema.class {}
ImportFileSchema.setClass(ImportFileRow);

const HistoryIntervalSchema = defineEntity({
  name: 'HistoryIntervalRow',
  tableName: 'history_interval',
  // The date leads the key, so that everything before a day is one range of the index.
  primaryKeys: ['date', 'queueId', 'startMinute'],
  properties: {
    date: p.date().primary(),
    queueId: p.text().primary(),
    startMinute: p.integer().primary(),
    endMinute: p.integer(),
    offered: p.integer(),
    answered: p.integer(),
    abandoned: p.integer(),
    handlingSeconds: p.double().$type<number>(),
  },
});
/** What one queue saw in one interval. */
export class HistoryIntervalRow extends HistoryIntervalSchema.class {}
HistoryIntervalSchema.setClass(HistoryIntervalRow);

const MailingSchema = defineEntity({
  name: 'MailingRow',
  tableName: 'mailing',
  properties: {
    id: p.integer().primary(),
    postedOn: p.date(),
    announcedOn: p.date(),
    letters: p.integer(),
    kind: p.text(),
    callsPerLetter: p.double().$type<number>(),
    bookingOpensOn: p.date().strictNullable(),
    dueOn: p.date().strictNullable(),
    phoneFraction: p.double().$type<number>().default(1),
    chanceFraction: p.double().$type<number>().default(1),
  },
});
/** One batch of letters; the table is replaced as a set. */
export class MailingRow extends MailingSchema.class {}
MailingSchema.setClass(MailingRow);

const KnownEventSchema = defineEntity({
  name: 'KnownEventRow',
  tableName: 'known_event',
  uniques: [{ name: 'known_event_date_name', properties: ['date', 'name'] }],
  properties: {
    id: p.integer().primary(),
    date: p.date(),
    name: p.text(),
    announcedOn: p.date().strictNullable(),
  },
});
/** A special day known ahead; the table is replaced as a set. */
export class KnownEventRow extends KnownEventSchema.class {}
KnownEventSchema.setClass(KnownEventRow);

const DriverDaySchema = defineEntity({
  name: 'DriverDayRow',
  tableName: 'driver_day',
  properties: {
    date: p.date().primary(),
    /** Value by the driver's name; a driver that is not there is unknown on the day. */
    values: p.json<Record<string, number>>(),
  },
});
/** Values of a day that are known ahead; the table is replaced as a set. */
export class DriverDayRow extends DriverDaySchema.class {}
DriverDaySchema.setClass(DriverDayRow);

/** A person's `labour` with dates as `YYYY-MM-DD`. */
export type StoredLabour = Dated<PersonalLabour>;
/** A person's `profile` likewise. */
export type StoredProfile = Dated<PersonalProfile>;
type Dated<Value> = Value extends LocalDate
  ? string
  : Value extends readonly (infer Item)[]
    ? Dated<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Dated<Value[Key]> }
      : Value;

const StaffMemberSchema = defineEntity({
  name: 'StaffMemberRow',
  tableName: 'staff_member',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    role: p.enum(['operator', 'supervisor', 'manager']),
    employer: p.text(),
    skills: p.json<string[]>(),
    employment: p.enum(['full', 'part']),
    maximumWeeklyMinutes: p.integer(),
    maximumDailyMinutes: p.integer(),
    maximumWeeklyDays: p.integer(),
    minimumMonthlyMinutes: p.integer(),
    patternCodes: p.json<string[]>(),
    canStandBy: p.boolean(),
    isExemptFromOvertime: p.boolean(),
    startsOn: p.date(),
    endsOn: p.date().strictNullable(),
    birthDate: p.date().strictNullable(),
    managementSince: p.date().strictNullable(),
    /** Dates, `YYYY-MM-DD`. */
    leave: p.json<string[]>(),
    unavailable:
      p.json<{ date: string | null; isoWeekday: number | null; startMinute: number; endMinute: number }[]>(),
    /** Restrictions, wage, leave granted and the like; null where nothing of it is known. */
    labour: p.json<StoredLabour>().strictNullable(),
    /** Levels of skills, contract values with dates and the like; null where nothing of it is known. */
    profile: p.json<StoredProfile>().strictNullable(),
  },
});
/** A person who can be placed; the table is replaced as a set. */
export class StaffMemberRow extends StaffMemberSchema.class {}
StaffMemberSchema.setClass(StaffMemberRow);

const WishSchema = defineEntity({
  name: 'WishRow',
  tableName: 'wish',
  properties: {
    id: p.integer().primary(),
    staffId: p.text(),
    kind: p.enum(['off', 'on', 'pattern', 'pin']),
    startsOn: p.date(),
    endsOn: p.date(),
    patternCode: p.text().strictNullable(),
    weight: p.integer(),
  },
});
/** A wish of a person, or what a planner has fixed for them; replaced month by month. */
export class WishRow extends WishSchema.class {}
WishSchema.setClass(WishRow);

const ForecastOverrideSchema = defineEntity({
  name: 'ForecastOverrideRow',
  tableName: 'forecast_override',
  properties: {
    id: p.integer().primary(),
    date: p.date().index('forecast_override_date'),
    calls: p.double().$type<number>(),
    reason: p.text(),
    by: p.text(),
    at: p.datetime(),
    undoneBy: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
  },
});
/** A manager's correction of one day's calls; kept when it is undone. */
export class ForecastOverrideRow extends ForecastOverrideSchema.class {}
ForecastOverrideSchema.setClass(ForecastOverrideRow);

const HistoryDecisionSchema = defineEntity({
  name: 'HistoryDecisionRow',
  tableName: 'history_decision',
  properties: {
    id: p.integer().primary(),
    date: p.date().index('history_decision_date'),
    /** Null for all queues. */
    queueId: p.text().strictNullable(),
    use: p.enum(['asCounted', 'leftOut']),
    reason: p.text(),
    by: p.text(),
    at: p.datetime(),
    undoneBy: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
  },
});
/** What a person decided about a day of the history; kept when it is undone. */
export class HistoryDecisionRow extends HistoryDecisionSchema.class {}
HistoryDecisionSchema.setClass(HistoryDecisionRow);
