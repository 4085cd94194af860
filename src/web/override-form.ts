import { z } from 'zod';
import type { SekisuError } from '../errors.ts';

/** Digits as people type them, full-width ones too; an empty field is no zero. */
const wholeNumber = z
  .string()
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(
    z
      .string()
      .regex(/^\d{1,6}$/, '0–100000')
      .transform(Number),
  );

/** Fields of the form that corrects a day's forecast. */
export const overrideForm = z.object({
  date: z.iso.date(),
  calls: wholeNumber,
  reason: z.string(),
  isConfirmed: z
    .literal('yes')
    .optional()
    .transform((value) => value === 'yes'),
});

/** The same form as it was typed, right or wrong, to be shown again. */
export const typedOverride = z.object({
  date: z.string().catch(''),
  calls: z.string().catch(''),
  reason: z.string().catch(''),
  isConfirmed: z
    .string()
    .catch('')
    .transform((value) => value === 'yes'),
});

/** Whether a failure is about what was typed, so that the form is shown again with it. */
export function isRefusedOverride({ kind, code }: SekisuError): boolean {
  return kind === 'InvalidInput' || code === 'override.outside-bounds';
}

/**
 * Whether the form shows the box of the confirmation: after the refusal that asks for it, and while it is ticked.
 * @param error why the form was refused, or null
 */
export function asksConfirmation(
  error: SekisuError | null,
  typed: { readonly isConfirmed: boolean },
): boolean {
  return error?.code === 'override.outside-bounds' || typed.isConfirmed;
}
