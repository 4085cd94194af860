import { z } from 'zod';

const fraction = z.number().min(0).max(1);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Bounds of calls, 80 and 95 %. */
export const boundsFormat = z.object({
  low95: z.number().min(0),
  low80: z.number().min(0),
  high80: z.number().min(0),
  high95: z.number().min(0),
});

/** What a day's forecast is made of, in calls; adds up to the model's calls. Parts other than letters may be negative. */
export const partsFormat = z.object({
  /** Calls without letters, and those from letters. */
  base: z.number(),
  mailings: z.number(),
  /** What `base` is made of; plans made before it was kept have none. */
  level: z.number().optional(),
  weekday: z.number().optional(),
  season: z.number().optional(),
  events: z.number().optional(),
  /** Calls per batch that brings any, most first. */
  byMailing: z
    .array(z.object({ postedOn: z.iso.date(), kind: z.string(), calls: z.number().min(0) }))
    .optional(),
});

/** A batch of letters of a plan. */
export const mailingFormat = z.object({
  postedOn: z.iso.date(),
  announcedOn: z.iso.date(),
  letters: z.number(),
  kind: z.string(),
  expectedCalls: z.number(),
  /** Day on which booking opens, and day by which to act; null for none. */
  bookingOpensOn: z.iso.date().nullable().optional(),
  dueOn: z.iso.date().nullable().optional(),
  /** How likely the batch is posted at all. */
  chanceFraction: fraction.optional(),
  /** Whether nobody announced it: so many letters are to be expected, on any day of the rest of the month. */
  isExpected: z.boolean().optional(),
  /** Whether it is only assumed, by a what-if plan; left out for all others. */
  isAssumed: z.boolean().optional(),
});

/** How a plan's forecast was made. */
export const forecastFormat = z.object({
  /** Weeks from Monday to Sunday, as far as they lie in the month. */
  weeks: z.array(
    z.object({ start: z.iso.date(), end: z.iso.date(), calls: z.number().min(0), bounds: boundsFormat }),
  ),
  /** Methods per queue, of days and of their intervals: share in the forecast, absolute error ÷ calls in the past. */
  methods: z.array(
    z.object({
      queueId: z.string(),
      of: z.enum(['days', 'intervals']),
      name: z.string(),
      weightFraction: fraction,
      pastErrorFraction: z.number().min(0).nullable(),
    }),
  ),
  /** Days of history that were not taken as they were counted. */
  cleaned: z.array(
    z.object({
      date: z.iso.date(),
      queueId: z.string(),
      reason: z.enum(['doubted', 'outage', 'redials', 'leftOut']),
      countedCalls: z.number().min(0),
      /** Null when the day tells nothing any more. */
      usedCalls: z.number().min(0).nullable(),
      /** Of an outage; null otherwise. */
      start: time.nullable(),
      end: time.nullable(),
    }),
  ),
});
