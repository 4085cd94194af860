import { LocalDate } from '@js-joda/core';
import { z } from 'zod';

const day = z.iso.date().transform((text) => LocalDate.parse(text));
const line = z.string().trim().min(1).max(400);

/** A record of a consultation as it is typed in (第2章2(1)イ, 2(5)イ, 3(1)ク). */
export const minutesFormat = z.object({
  title: line,
  heldOn: day,
  place: line,
  contractorAttendees: z.array(line).min(1),
  cityAttendees: z.array(line).min(1),
  topics: z.array(z.object({ topic: line, discussion: line, decision: line })).min(1),
  nextSteps: z.array(z.object({ what: line, who: line, dueOn: day.nullable().default(null) })).default([]),
  /** Version of a month's staffing plan that it was about. */
  plan: z
    .object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), version: z.number().int().positive() })
    .nullable()
    .default(null),
  /** Date of `opening.exceptions` whose agreement it records, if it does. */
  openingDate: day.nullable().default(null),
});

/** A record of a consultation: days are LocalDate. */
export type Minutes = Readonly<z.output<typeof minutesFormat>>;
