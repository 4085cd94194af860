import { LocalDate, MonthDay } from '@js-joda/core';
import { z } from 'zod';
import { parseTime } from '../calendar/index.ts';

/** Text in both languages. */
export const bilingual = z.object({ ja: z.string().min(1), en: z.string().min(1) });
/** `HH:mm` in the file, minutes since midnight inside. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:mm')
  .transform(parseTime);
/** `YYYY-MM-DD` in the file, LocalDate inside. */
export const day = z.iso.date().transform((text) => LocalDate.parse(text));
/** `MM-DD` in the file, MonthDay inside. */
export const monthDay = z
  .string()
  .regex(
    /^(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])$|^(0[469]|11)-(0[1-9]|[12]\d|30)$|^02-(0[1-9]|[12]\d)$/,
    'MM-DD',
  )
  .transform((text) => MonthDay.parse(`--${text}`));
