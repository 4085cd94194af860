import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import { maximumChangePrice } from '../app/make-plan.ts';

/** What the form says at first that a changed person-day costs, in hours of paid work: a day's work. */
export const usualChangePrice = 8;

/** Fields of the form that makes a month's plan. */
export const planForm = z.object({
  knowledgeDate: z.iso
    .date()
    .or(z.literal(''))
    .default('')
    .transform((text) => (text === '' ? null : LocalDate.parse(text))),
  keep: z.literal('yes').optional(),
  changePrice: z
    .string()
    .default(String(usualChangePrice))
    .transform((text) => text.normalize('NFKC').trim())
    .pipe(
      z
        .string()
        .regex(/^\d{1,3}(\.\d+)?$/, `0–${maximumChangePrice}`)
        .transform(Number)
        .pipe(z.number().max(maximumChangePrice)),
    ),
});
