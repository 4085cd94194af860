import { z } from 'zod';
import { boundsFormat, forecastFormat, mailingFormat, partsFormat } from './forecast-format.ts';
import { whatIfFormat } from './what-if-format.ts';

/** `HH:mm`; 24:00 is the end of a day. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const fraction = z.number().min(0).max(1);
const bilingual = z.object({ ja: z.string(), en: z.string() });
const breakFormat = z.object({ start: time, end: time, kind: z.enum(['meal', 'rest']) });

const shiftFormat = z.object({
  staffId: z.string(),
  role: z.enum(['operator', 'supervisor', 'manager']),
  /** Code of the contract's shift pattern, or 待 for a standby. */
  pattern: z.string(),
  start: time,
  end: time,
  /** On call, off site: start to end are the on-call hours and breaks is empty. */
  standby: z.boolean(),
  breaks: z.array(breakFormat),
});

const intervalFormat = z.object({
  start: time,
  end: time,
  /** Expected calls offered. */
  calls: z.number().min(0),
  /** Operators needed on the phone: the most of the interval's requirements, or its part in the day's or month's target. */
  requiredSeats: z.number().int().min(0),
  /** Which requirement decided. */
  requiredBy: z.enum(['serviceLevel', 'answerRate', 'minimumPresence', 'dayTarget', 'monthTarget']),
  /** Real number of seats that just meets the interval's targets, before rounding; only where intervals have targets. */
  exactSeats: z.number().min(0).nullable().optional(),
  /** Least number of operators on the phone at any minute of the interval, after breaks and rests. */
  scheduledSeats: z.number().int().min(0),
  /** 応答率: expected answered ÷ offered by Erlang A at the scheduled seats. */
  answerRate: fraction,
  /** Expected share answered within the threshold, by Erlang C (nobody hangs up) at the scheduled seats. */
  serviceLevel: fraction,
});

const dayFormat = z.object({
  date: z.iso.date(),
  season: z.enum(['normal', 'busy']),
  seasonReason: bilingual,
  open: time,
  close: time,
  /** Calls that the plan counts with: the forecast, or its override. */
  forecastCalls: z.number().min(0),
  forecastBounds: boundsFormat,
  /** What the forecast is made of; adds up to the model's calls. */
  forecastParts: partsFormat,
  /** The parts as one sentence; plans made before it was kept have none. */
  explanation: bilingual.optional(),
  queues: z.array(z.object({ id: z.string(), calls: z.number().min(0) })),
  /** A manager's correction; the model's value is kept beside it. */
  override: z.object({ modelCalls: z.number(), calls: z.number(), reason: z.string() }).nullable(),
  answerRate: fraction,
  serviceLevel: fraction,
  intervals: z.array(intervalFormat),
  shifts: z.array(shiftFormat),
  /** People whose duty or breaks of the day were changed by hand, in order; only where somebody's were. */
  editedIds: z.array(z.string()).optional(),
});

const staffFormat = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['operator', 'supervisor', 'manager']),
  employment: z.enum(['full', 'part']),
  skills: z.array(z.string()),
  limits: z.object({
    maximumWeeklyMinutes: z.number().int(),
    maximumDailyMinutes: z.number().int(),
    maximumWeeklyDays: z.number().int(),
    minimumMonthlyMinutes: z.number().int(),
  }),
  /** Days of leave and of unavailability in the month; the reason is private and not here. */
  daysOff: z.array(z.object({ date: z.iso.date(), kind: z.enum(['leave', 'unavailable']) })),
});

const findingFormat = z.object({
  rule: z.string(),
  level: z.enum(['H', 'W', 'I']),
  /** Date, times and person by code, as far as they apply. */
  where: z.string(),
  text: z.string(),
  textEn: z.string(),
  /** Where everybody is and which rule keeps them there; for the contractor only, empty in the city's copies. */
  why: z.string(),
  whyEn: z.string(),
});

/** A mean of simulated months with its 95 % confidence interval. */
const simulatedShare = z.object({ mean: fraction, low95: fraction, high95: fraction });

/** What simulated calls met with: shares of the offered, of the operators' time at the phone, and waits. */
const simulatedService = {
  answerRate: fraction,
  serviceLevel: fraction,
  /** Over answered calls, in seconds. */
  meanWaitSeconds: z.number().min(0),
  occupancyFraction: fraction,
};

const sizingFormat = z.object({
  /** Whether every interval, every day or the month as a whole was to reach the target. */
  by: z.enum(['interval', 'day', 'month']),
  /** Hours of required seats. */
  seatHours: z.number().min(0),
  /** Seat-hours placed where they save most calls for the month, and the probability that the month reaches its target. */
  curve: z.array(z.object({ seatHours: z.number().min(0), probabilityTargetMet: fraction })),
});

/** The part of a plan that simulated months fill. */
export const simulationFormat = z.object({
  /** Simulated months and the seed of their calls; the same again gives the same. */
  months: z.number().int().positive(),
  seed: z.number().int().min(0),
  answerRate: simulatedShare,
  /** Share of the months that reach the target. */
  probabilityTargetMet: simulatedShare,
  /** 応答率 that 5, 50 and 95 % of the months stay under. */
  answerRateQuantiles: z.object({ low5: fraction, median: fraction, high95: fraction }),
  serviceLevel: fraction,
  meanWaitSeconds: z.number().min(0),
  occupancyFraction: fraction,
  offeredCalls: z.number().min(0),
  answeredCalls: z.number().min(0),
  abandonedCalls: z.number().min(0),
  /** Calls that ended at the automatic answer: no answers by an operator. */
  automaticCalls: z.number().min(0),
  /** 応答率 of the month step by step from the formula to the simulation: each step adds one thing as it really is. */
  steps: z.array(
    z.object({
      adds: z.enum(['formula', 'wholeDay', 'breaks', 'handling', 'volume', 'attendance']),
      answerRate: fraction,
    }),
  ),
  /** Days in the plan's order. */
  days: z.array(
    z.object({
      ...simulatedService,
      probabilityTargetMet: fraction,
      intervals: z.array(z.object(simulatedService)),
    }),
  ),
});

/** What one absent operator a day does; see docs/plan-format.md. */
const absenceFormat = z.object({
  /** Most days with one operator absent that the month's target survives with the confidence, whichever days they are. */
  budgetDays: z.number().int().min(0),
  /** The same when the standby comes each time. */
  budgetDaysWithStandby: z.number().int().min(0),
  /** Days in the plan's order, each with the operator away whose absence loses most calls. */
  days: z.array(
    z.object({
      /** Least operators on the phone at any open minute with any one of them away and nobody moved. */
      leastOnPhone: z.number().int().min(0),
      /** 応答率 of the day when nobody comes. */
      answerRate: fraction,
      /** 応答率 until the standby has arrived, and from then on; 1 where no call is expected. */
      beforeArrival: fraction,
      afterArrival: fraction,
    }),
  ),
});

/** What the roster costs in hours of paid work, and what no roster of the month costs less than; see docs/plan-format.md. */
const rosterFormat = z.object({
  costHours: z.number(),
  /** Not above the cost; null when nothing is proven. */
  boundHours: z.number().nullable(),
});

/** What a plan says; hashed with the fields of its envelope left out. See docs/plan-format.md. */
export const planContentFormat = z.object({
  format: z.literal('sekisu.plan/1'),
  contractId: z.string(),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** Only what was known before this day was used. */
  knowledgeDate: z.iso.date(),
  fictitiousDataNotice: bilingual.nullable(),
  assumptions: z.object({
    /** Mean handling time, weighted by the month's calls per queue, in seconds. */
    ahtSeconds: z.number().positive(),
    /** Per queue; plans made before it was kept have the contract's. */
    queueAhts: z.array(z.object({ queueId: z.string(), ahtSeconds: z.number().positive() })).optional(),
    patienceSeconds: z.number().positive(),
    /** Threshold T of the service level, in seconds. */
    serviceLevelSeconds: z.number().min(0),
    serviceLevelFraction: fraction,
    targetAnswerRate: fraction,
    confidenceFraction: fraction,
    minimumOperators: z.number().int(),
    /** Handling time that the history shows, in seconds; null without history. */
    measuredAhtSeconds: z.number().nullable(),
    /** Open days of history that the forecast was fitted to. */
    historyDays: z.number().int(),
    /** Uncertainty that all days of the month share, and that of one day beyond chance: standard deviation ÷ mean. */
    volumeCvFraction: z.number().min(0),
    dayCvFraction: z.number().min(0),
  }),
  mailings: z.array(mailingFormat),
  /** How the forecast was made; plans made before it was kept have none. */
  forecast: forecastFormat.optional(),
  staff: z.array(staffFormat),
  days: z.array(dayFormat),
  monthForecastCalls: z.number().min(0),
  monthForecastBounds: boundsFormat,
  monthAnswerRate: fraction,
  monthServiceLevel: fraction,
  /** Probability that the month's measured 応答率 reaches the target. */
  probabilityTargetMet: fraction,
  /** How the seats were sized; plans made before it was kept have none. */
  sizing: sizingFormat.optional(),
  /** The month's calls simulated one by one under this plan; plans made before it was kept have none. */
  simulation: simulationFormat.optional(),
  /** How the month stands one operator's absence; plans made before it was kept, and changed ones, have none. */
  absence: absenceFormat.optional(),
  /** How near the roster is to the best; plans made before it was kept, and changed ones, have none. */
  roster: rosterFormat.optional(),
  /** What the plan was made on the assumption of; only in what-if plans. */
  whatIf: whatIfFormat.optional(),
  /** Whether the roster covers every interval. */
  coverage: z.enum(['covered', 'partial']),
  findings: z.array(findingFormat),
});

/** The public format of plan.json, `sekisu.plan/1`. */
export const planFormat = planContentFormat.extend({
  version: z.number().int().positive(),
  state: z.enum(['draft', 'submitted', 'confirmed', 'returned']),
  /** SHA-256, hex, over the RFC 8785 form of the content. */
  contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  publishedAt: z.string().nullable(),
  createdAt: z.string(),
});

/** The hashed content of a plan. */
export type PlanContent = Readonly<z.infer<typeof planContentFormat>>;
/** A plan as plan.json holds it. */
export type PlanDocument = Readonly<z.infer<typeof planFormat>>;
/** What a plan's simulated months say. */
export type PlanSimulation = NonNullable<PlanContent['simulation']>;
/** One day of a plan. */
export type PlanDay = PlanContent['days'][number];
