import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import { parseTime } from '../calendar/index.ts';
import { outboundOutcomes } from '../plan/outbound-records.ts';

const day = z.iso.date().transform((text) => LocalDate.parse(text));
const line = z.string().max(200);
/** An empty field is nothing said. */
const optionalText = z
  .string()
  .max(2000)
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

/** What the city agreed to, as its form sends it; a stop has neither an end nor a reading. */
export const agreementForm = z.object({
  kind: z.enum(['start', 'stop']),
  agreedOn: day,
  cityPerson: line,
  contractorPerson: line,
  terms: z.string().max(2000),
  startsOn: day,
  endsOn: day.optional(),
  basis: z
    .enum(['projection-openDay', 'cumulative-openDay', 'projection-fifteenth', 'cumulative-fifteenth'])
    .optional(),
  note: optionalText,
  reference: optionalText,
});

/** The same as it was typed, to fill the form again. */
export const typedAgreement = z.object({
  kind: z.enum(['start', 'stop']).catch('start'),
  agreedOn: z.string().catch(''),
  cityPerson: z.string().catch(''),
  contractorPerson: z.string().catch(''),
  terms: z.string().catch(''),
  startsOn: z.string().catch(''),
  endsOn: z.string().catch(''),
  basis: z.string().catch('projection-openDay'),
  note: z.string().catch(''),
  reference: z.string().catch(''),
});

/** One attempt of a day. */
export const attemptForm = z.object({
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm')
    .transform(parseTime),
  staffId: z.string().min(1).max(100),
  organisation: z.string().trim().min(1).max(200),
  outcome: z.enum(outboundOutcomes),
  note: optionalText,
  urgent: z.literal('yes').optional(),
});

/** The same as it was typed. */
export const typedAttempt = z.object({
  time: z.string().catch(''),
  staffId: z.string().catch(''),
  organisation: z.string().catch(''),
  outcome: z.string().catch(''),
  note: z.string().catch(''),
  urgent: z.string().catch(''),
});

/** Whom the city's telephone reached. */
export const reportForm = z.object({ reportedTo: line });
