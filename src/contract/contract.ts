import { z } from 'zod';
import { SekisuError } from '../errors.ts';
import { documentsSchema, serviceSchema } from './documents.ts';
import { bilingual, clockTime, day, monthDay } from './fields.ts';
import { inconsistencyOf } from './inconsistency.ts';

const weekday = z.enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']);
const role = z.enum(['operator', 'supervisor', 'manager']);
const fraction = z.number().min(0).max(1);
/** A share that is to be reached; no number of seats reaches all. */
const wantedFraction = z.number().min(0).lt(1);
const positiveMinutes = z.number().int().positive().max(1440);
const nonNegativeMinutes = z.number().int().min(0).max(1440);

const opening = z.object({
  /** Opening hours per weekday; a weekday that is not listed is closed. */
  hours: z.array(z.object({ weekdays: z.array(weekday).min(1), open: clockTime, close: clockTime })).min(1),
  /** Days of a month that are open besides: the 2nd Sunday is `{ nth: 2, weekday: 'SUN' }`; they win over the weekday's hours. */
  monthlyDays: z
    .array(z.object({ nth: z.number().int().min(1).max(5), weekday, open: clockTime, close: clockTime }))
    .default([]),
  /** Whether the centre is closed on national holidays (ambiguity A4 of the specification: 平日 as 開庁日). */
  closedOnNationalHolidays: z.boolean(),
  /** Yearly closures, both ends included; a range may pass the turn of the year. */
  yearlyClosures: z.array(z.object({ from: monthDay, to: monthDay, reason: bilingual })),
  /** Days agreed with the city that differ from the rule, each with the record of its agreement. */
  exceptions: z.array(
    z.object({
      date: day,
      hours: z.object({ open: clockTime, close: clockTime }).nullable(),
      reason: bilingual,
      agreedOn: day,
    }),
  ),
});

const queue = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: bilingual,
  /** Assumed calls per month, average over the term. */
  monthlyCalls: z.number().min(0),
  /** Assumed mean handling time, talk and after-call work, in seconds. */
  ahtSeconds: z.number().positive(),
  /** Operators of at least a level who are on the phone in every open minute; null: no more than the seats. */
  minimumSkilled: z
    .object({ operators: z.number().int().positive(), level: z.number().int().min(1).max(5) })
    .nullable()
    .default(null),
});

const shiftPattern = z.object({
  /** One kanji that stands in the roster's cells. */
  code: z.string().min(1).max(2),
  name: bilingual,
  start: clockTime,
  end: clockTime,
  /** Unpaid meal break (労基法34条) in minutes, 0 when the shift has none. */
  mealMinutes: nonNegativeMinutes,
  roles: z.array(role).min(1),
});

/** The file format `sekisu.contract/1`; documented in forecasts/README.md. */
export const contractSchema = z.object({
  format: z.literal('sekisu.contract/1'),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: bilingual,
  /** Shown wherever the data are shown; null when the data are real. */
  fictitiousDataNotice: bilingual.nullable(),
  city: z.object({ name: bilingual, department: bilingual, addressee: z.string().min(1) }),
  contractor: z.object({ name: bilingual, site: bilingual, representative: z.string().min(1) }),
  /** Days of operation, both included. */
  term: z.object({ start: day, end: day }),
  opening,
  /** Length of a planning interval; must divide every opening span. */
  intervalMinutes: z.union([z.literal(15), z.literal(30), z.literal(60)]),
  queues: z.array(queue).min(1),
  target: z.object({
    /** Answered by an operator ÷ offered, whatever the wait (A1, A2). */
    measure: z.literal('answerRate'),
    fraction: wantedFraction,
    period: z.literal('month'),
    /** Probability with which the month is to reach the fraction. */
    confidenceFraction: fraction,
    /**
     * How seats are sized: every interval by itself, or so that whole days, or the whole month, reach the fraction with
     * the confidence and as few seats as possible. The last two leave the assumed service level out.
     */
    sizedBy: z.enum(['interval', 'day', 'month']).default('interval'),
  }),
  assumptions: z.object({
    /** Mean patience of a caller, exponential, in seconds. */
    patienceSeconds: z.number().positive(),
    serviceLevel: z.object({ answeredFraction: wantedFraction, withinSeconds: z.number().min(0) }),
    /**
     * Where a queue's mean handling time is taken from: `contract`, its own `ahtSeconds` (A12); `history`, the answered
     * calls, as far as they are many.
     */
    ahtFrom: z.enum(['contract', 'history']).default('contract'),
    /** Handling time of single calls: standard deviation ÷ mean, log-normal; used by the simulation. */
    handlingCvFraction: z.number().min(0).max(5).default(1),
    /**
     * Callers who hang up and call again the same day. The forecast takes them out of the calls offered, the simulation
     * lets them call again; 0: nobody does, but on days of the history that were jammed.
     */
    redial: z
      .object({ redialFraction: fraction, redialSeconds: z.number().positive() })
      .default({ redialFraction: 0, redialSeconds: 600 }),
    /** Chances that a person is absent or late on a day, and how late on average; used by the simulation. */
    attendance: z
      .object({ absentFraction: fraction, lateFraction: fraction, lateMinutes: z.number().positive() })
      .default({ absentFraction: 0, lateFraction: 0, lateMinutes: 15 }),
    /** Calls of Monday to Sunday relative to their mean; used until history says otherwise. */
    weekdayFactors: z.array(z.number().positive()).length(7),
    /** Shares of a day's calls per half hour from opening; rescaled to the opening hours. */
    halfHourShares: z.array(z.number().min(0)).min(1),
  }),
  /** What happens to calls that wait long; null: it does not. The automatic answer is no answer by an operator (A2). */
  overflow: z
    .object({
      /** A supervisor takes calls that have waited so many seconds. */
      supervisorAfterSeconds: z.number().min(0).nullable(),
      /** Calls that have waited so many seconds end at the automatic answer. */
      automaticAfterSeconds: z.number().min(0).nullable(),
      /** A call that finds so many waiting ends at the automatic answer. */
      waitingLimit: z.number().int().min(0).nullable(),
    })
    .default({ supervisorAfterSeconds: null, automaticAfterSeconds: null, waitingLimit: null }),
  /** Least number of operators on the phone in every open minute, after breaks and rests. */
  minimumOperators: z.number().int().min(0),
  roles: z.object({
    labels: z.object({ operator: bilingual, supervisor: bilingual, manager: bilingual }),
    /** Exactly so many people hold the role of manager (総括管理責任者). */
    managers: z.number().int().min(0),
    /** People of the role supervisor, or deputies, present in every open minute. */
    minimumSupervisors: z.number().int().min(0),
    /** Roles that may stand in for a supervisor. */
    supervisorDeputies: z.array(role),
    /** Years of experience in managing call-centre work that a supervisor needs. */
    supervisorExperienceYears: z.number().min(0),
    /** Qualifications without which nobody of a role is on duty. */
    requiredQualifications: z.array(z.object({ role, name: z.string().min(1) })).default([]),
  }),
  shiftPatterns: z.array(shiftPattern).min(1),
  breaks: z.object({
    /** Meals lie within these clock times. */
    mealWindow: z.object({ start: clockTime, end: clockTime }),
    /** Meals wholly within these clock times are nobody's burden; others are counted as lunch relay (昼当番). */
    usualMealTime: z
      .object({ start: clockTime, end: clockTime })
      .default({ start: 11 * 60 + 30, end: 13 * 60 + 30 }),
    /** Work before the meal and after it, at least, in minutes (労基法34条: 労働時間の途中). */
    minimumWorkAroundMealMinutes: nonNegativeMinutes,
    /** Longest run on the phone without a rest (VDT guideline), in minutes. */
    maximumPhoneMinutes: positiveMinutes,
    /** Length of a rest away from the phone, paid, in minutes. */
    restMinutes: positiveMinutes,
    /** Breaks and rests start on multiples of this, in minutes. */
    stepMinutes: z.union([z.literal(5), z.literal(10), z.literal(15)]),
  }),
  /** People on call per day and the hours in which they can be called. */
  standby: z.object({
    perDay: z.number().int().min(0),
    start: clockTime,
    end: clockTime,
    /** From the call to the first minute of work, in minutes. */
    arrivalMinutes: nonNegativeMinutes,
  }),
  labour: z.object({
    /** First day of the week for 労基法32条; Sunday unless the work rules say otherwise (昭63.1.1基発1号). */
    weekStartsOn: weekday,
    maximumDailyMinutes: positiveMinutes,
    maximumWeeklyMinutes: z.number().int().positive(),
    /** Effort duty between the end of a shift and the next start. */
    minimumRestBetweenShiftsMinutes: nonNegativeMinutes,
    /** Agreements on file; the date it was filed or concluded, or null. */
    agreements: z.object({
      overtime36: day.nullable(),
      staggeredBreaks: day.nullable(),
      /** What the 36協定 says; looked at only while it is on file. */
      overtime36Terms: z
        .object({
          /** Whether it has a special clause (特別条項, 労基法36条5項). */
          specialClause: z.boolean(),
          /** Month in which its year begins (起算日 on the 1st). */
          yearStartsInMonth: z.number().int().min(1).max(12),
          /** Days of work on statutory days off that it allows a person in a month. */
          holidayDaysPerMonth: z.number().int().min(0).max(5),
        })
        .default({ specialClause: false, yearStartsInMonth: 4, holidayDaysPerMonth: 0 }),
      /** Working hours varying by the year (労基法32条の4): the 36協定 then allows 42 and 320 hours. */
      yearlyVariableHours: day.nullable().default(null),
      /** Working hours varying within a month (労基法32条の2). */
      variableHours: z
        .object({
          concludedOn: day,
          /** 起算日: periods of a month begin on this day of every month from then on. */
          startsOn: day.refine((date) => date.dayOfMonth() <= 28, 'day of the month up to 28'),
        })
        .nullable()
        .default(null),
      /** Paid leave by the hour (労基法39条4項): days a year of it, five at most. */
      hourlyLeave: z
        .object({ concludedOn: day, daysPerYear: z.number().int().min(0).max(5) })
        .nullable()
        .default(null),
    }),
    /** Day from which four weeks with four days off are counted (労基法35条2項, 則12条の2); null: a day off every week. */
    fourWeekRestStartsOn: day.nullable().default(null),
    /** Whether the trade needs no agreement on breaks in turns (則31条); arguable for a call centre. */
    mayStaggerBreaks: z.boolean().default(false),
    /** Insured employees of the employer (適用拡大, 51 or more since 2024-10); null = not said. */
    insuredEmployees: z.number().int().min(0).nullable().default(null),
    /** Days agreed for the shift table, in days before the month's first (シフト制留意事項); null = not said. */
    shiftTable: z
      .object({
        wishesDaysBefore: z.number().int().min(0).max(92),
        publishedDaysBefore: z.number().int().min(0).max(92),
      })
      .nullable()
      .default(null),
  }),
  outbound: z.object({
    /** Outbound calls only when the projected month is under this share of the assumed calls. */
    belowFraction: fraction,
    maximumAttemptsPerDay: z.number().int().min(0),
    /** Time of an operator that an attempt takes, dialling and noting included, in seconds; an assumption until measured. */
    attemptSeconds: z.number().positive().max(900).default(300),
  }),
  /** A day is 繁忙期 when its forecast is at least this multiple of the contract's calls per open day. */
  busyFactor: z.number().positive(),
  documents: documentsSchema,
  service: serviceSchema.prefault({}),
});

/** A contract, parsed: days are LocalDate, clock times minutes since midnight. */
export type Contract = Readonly<z.output<typeof contractSchema>>;
/** One queue's terms. */
export type QueueTerms = Contract['queues'][number];
/** One pattern that a shift can follow. */
export type ShiftPattern = Contract['shiftPatterns'][number];
/** operator (オペレーター), supervisor (業務責任者) or manager (総括管理責任者). */
export type Role = z.output<typeof role>;

/**
 * A contract from the parsed JSON of its file.
 * @param json any value @param file its name, for the message
 * @throws SekisuError `contract.invalid` naming the first wrong place
 */
export function parseContract(json: unknown, file: string): Contract {
  const parsed = contractSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new SekisuError('contract.invalid', {
      file,
      path: issue.path.join('.') || '(root)',
      problem: issue.message,
    });
  }
  const contract = parsed.data;
  const problem = inconsistencyOf(contract);
  if (problem !== undefined) throw new SekisuError('contract.invalid', { file, ...problem });
  return contract;
}
