import { weekdayKanji } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { DayForecast, ForecastOverride, ForecastParts, Sentence } from './month-forecast.ts';
import type { CalendarDay } from './open-calendar.ts';
import { fillSentence, seasonTexts } from './season-texts.ts';

/** Letters are named as the cause when one batch, or all of them, bring at least this share of the day's calls. */
const namedBatchFraction = 0.15;
/** Weekday, season and events are named as the cause when they add at least this share to the level. */
const namedPartFraction = 0.05;

/**
 * Whether a day is 繁忙期 (第2章3(1)イ): its planned calls reach `busyFactor` times the usual day, and the sentence
 * that says why.
 * @param usualCalls the contract's calls of all queues per open day of usual length of the fiscal year
 */
export function seasonOf(input: {
  readonly contract: Contract;
  readonly day: CalendarDay;
  readonly calls: number;
  readonly usualCalls: number;
  readonly parts: ForecastParts;
  readonly override: ForecastOverride | null;
}): Pick<DayForecast, 'season' | 'seasonReason'> {
  const { calls, usualCalls, override } = input;
  const threshold = input.contract.busyFactor * usualCalls;
  const isBusy = calls > 0 && calls >= threshold;
  const values = {
    calls: Math.round(calls),
    usual: usualCalls.toFixed(1),
    threshold: threshold.toFixed(1),
    ratio: usualCalls > 0 ? (calls / usualCalls).toFixed(1) : '—',
    reason: override?.reason ?? '',
  };
  if (!isBusy) {
    const text = override === null ? seasonTexts.normal : seasonTexts.normalByOverride;
    return { season: 'normal', seasonReason: fillSentence(text, values) };
  }
  if (override === null) {
    const seasonReason = fillSentence(seasonTexts.busy, { ...values, cause: causeOf(input) });
    return { season: 'busy', seasonReason };
  }
  // Whoever corrected the day may have had something else in mind than the letters that make it busy.
  const letters = lettersOf(input);
  const seasonReason =
    letters === null
      ? fillSentence(seasonTexts.busyByOverride, values)
      : fillSentence(seasonTexts.busyByOverrideWithLetters, { ...values, letters });
  return { season: 'busy', seasonReason };
}

function causeOf(input: {
  readonly contract: Contract;
  readonly day: CalendarDay;
  readonly calls: number;
  readonly parts: ForecastParts;
}): Sentence {
  const letters = lettersOf(input);
  if (letters !== null) return letters;
  const { level, weekday, season, events } = input.parts;
  const [most] = [
    { text: seasonTexts.causeEvent, calls: events },
    {
      text: input.day.isAfterClosure ? seasonTexts.causeAfterClosure : seasonTexts.causeSeason,
      calls: season,
    },
    {
      text: fillSentence(seasonTexts.causeWeekday, { weekday: weekdayKanji(input.day.date) }),
      calls: weekday,
    },
  ].sort((a, b) => b.calls - a.calls);
  return most!.calls >= namedPartFraction * level ? most!.text : seasonTexts.causeLevel;
}

/** The batch that brings most of the day's calls, with all others; null where letters bring few. */
function lettersOf(input: { readonly calls: number; readonly parts: ForecastParts }): Sentence | null {
  const announced = input.parts.byMailing.filter(({ mailing }) => mailing.expectedOfKind === undefined);
  const [biggest, ...others] = announced;
  if (biggest === undefined) return null;
  const all = announced.reduce((sum, { calls }) => sum + calls, 0);
  const { postedOn, letters, kind } = biggest.mailing;
  const values = {
    month: postedOn.monthValue(),
    day: postedOn.dayOfMonth(),
    date: postedOn.toString(),
    letters: letters.toLocaleString('en-US'),
    kind,
    mailingCalls: Math.round(biggest.calls),
    others: others.length,
    allCalls: Math.round(all),
  };
  if (biggest.calls >= namedBatchFraction * input.calls)
    return fillSentence(seasonTexts.causeMailing, values);
  return all >= namedBatchFraction * input.calls ? fillSentence(seasonTexts.causeMailings, values) : null;
}
