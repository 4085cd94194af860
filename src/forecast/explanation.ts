import type { ForecastOverride, ForecastParts, Sentence } from './month-forecast.ts';
import { fillSentence, seasonTexts } from './season-texts.ts';

/** Batches named one by one; the rest together. */
const namedBatches = 2;

/**
 * One sentence with a day's parts as numbers of one decimal that add up to the model's calls, and the correction. What
 * rounding leaves is in the level.
 */
export function explanationOf(
  parts: ForecastParts,
  modelCalls: number,
  override: ForecastOverride | null,
): Sentence {
  const tenths = (calls: number) => Math.round(calls * 10);
  const rest = [
    { text: seasonTexts.partWeekday, value: tenths(parts.weekday) },
    { text: seasonTexts.partSeason, value: tenths(parts.season) },
    { text: seasonTexts.partEvents, value: tenths(parts.events) },
    ...mailingParts(parts, tenths),
  ].filter(({ value }) => value !== 0);
  const total = tenths(modelCalls);
  const level = total - rest.reduce((sum, { value }) => sum + value, 0);
  const terms = (language: 'ja' | 'en') =>
    [
      `${seasonTexts.partLevel[language]} ${(level / 10).toFixed(1)}`,
      ...rest.map(
        ({ text, value }) =>
          `${value < 0 ? '−' : '＋'}${text[language]} ${(Math.abs(value) / 10).toFixed(1)}`,
      ),
    ].join(' ');
  const values = {
    terms: { ja: terms('ja'), en: terms('en').replaceAll('＋', '+ ').replaceAll('−', '− ') },
    sum: (total / 10).toFixed(1),
    calls: override === null ? '' : String(override.calls),
    reason: override?.reason ?? '',
  };
  return fillSentence(override === null ? seasonTexts.explained : seasonTexts.explainedOverride, values);
}

function mailingParts(
  parts: ForecastParts,
  tenths: (calls: number) => number,
): { readonly text: Sentence; readonly value: number }[] {
  const named = parts.byMailing.slice(0, namedBatches).map(({ mailing, calls }) => ({
    text: fillSentence(
      mailing.expectedOfKind === undefined ? seasonTexts.partMailing : seasonTexts.partExpected,
      {
        month: mailing.postedOn.monthValue(),
        day: mailing.postedOn.dayOfMonth(),
        kind: mailing.kind,
      },
    ),
    value: tenths(calls),
  }));
  const others = parts.byMailing.slice(namedBatches).reduce((sum, { calls }) => sum + calls, 0);
  return [...named, { text: seasonTexts.partOtherMailings, value: tenths(others) }];
}
