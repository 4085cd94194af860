import { LocalDate } from '@js-joda/core';
import { z } from 'zod';

const day = z.iso.date().transform((text) => LocalDate.parse(text));

/** Most days that one ad-hoc report tells of. */
const mostDays = 366;

/** What the city asked for and of which days (第2章3(3)ウ, D36), as it is typed in. */
export const adHocFormat = z
  .object({
    /** First and last day, both included. */
    from: day,
    to: day,
    topic: z.string().trim().min(1).max(200),
    /** What was asked, in the city's words. */
    question: z.string().trim().min(1).max(2000),
    /** The contractor's answer beside the figures. */
    answer: z.string().trim().max(4000).default(''),
  })
  .refine(({ from, to }) => !to.isBefore(from), { path: ['to'], message: 'to < from' })
  .refine(({ from, to }) => to.toEpochDay() - from.toEpochDay() < mostDays, {
    path: ['to'],
    message: `at most ${mostDays} days`,
  });

/** A question of the city: days are LocalDate. */
export type AdHocQuestion = Readonly<z.output<typeof adHocFormat>>;
