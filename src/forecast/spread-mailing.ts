import type { LocalDate } from '@js-joda/core';
import { nationalHoliday } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import type { Mailing } from './mailing.ts';

/** Most days over which a batch can be spread: two months of posting. */
const mostPostingDays = 40;

/** Whether letters can be handed to the post: Monday to Friday, not on national holidays. */
export function isPostingDay(date: LocalDate): boolean {
  return date.dayOfWeek().value() <= 5 && nationalHoliday(date) === undefined;
}

/** The first days from a date on, itself included, on which letters can be posted. @param count whole, 1 to 40 */
export function postingDaysFrom(date: LocalDate, count: number): readonly LocalDate[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= mostPostingDays)) {
    const expected = `1–${mostPostingDays}`;
    throw new SekisuError('number.out-of-range', { name: 'postingDays', value: count, expected });
  }
  const days: LocalDate[] = [];
  for (let day = date; days.length < count; day = day.plusDays(1)) if (isPostingDay(day)) days.push(day);
  return days;
}

/**
 * A batch as several smaller ones, posted one a day from the batch's own day on. Letters are whole and sum exactly; no
 * two days differ by more than one letter, the earlier ones have the more. What else is said of the batch stays, but a
 * day by which to act is never before posting. A day on which none would be left to post has no batch.
 * @param count posting days, whole, 1 to 40
 * @throws SekisuError `number.out-of-range` for another count, or letters that are not whole
 */
export function spreadMailing(mailing: Mailing, count: number): readonly Mailing[] {
  if (!(Number.isSafeInteger(mailing.letters) && mailing.letters >= 0)) {
    const details = { name: 'letters', value: mailing.letters, expected: '0, 1, 2, …' };
    throw new SekisuError('number.out-of-range', details);
  }
  const days = postingDaysFrom(mailing.postedOn, count);
  const each = Math.floor(mailing.letters / count);
  const more = mailing.letters - each * count;
  return days.flatMap((postedOn, index) => {
    const letters = each + (index < more ? 1 : 0);
    const dueOn = mailing.dueOn?.isBefore(postedOn) ? postedOn : mailing.dueOn;
    return letters === 0 && index > 0 ? [] : [{ ...mailing, postedOn, letters, dueOn }];
  });
}
