import type { SpreadableView, SpreadView } from '../app/spread-mailing.ts';
import type { Language } from '../errors.ts';
import type { Mailing } from '../forecast/index.ts';
import type { SpreadSide } from '../plan/spread-effect.ts';
import { callsText, dayText } from '../report/index.ts';
import { callsIn80, signedCallsText, tenthsText } from './forecast-texts.ts';

/** Most posting days offered; more would be a month. */
export const mostPostingDays = 20;

/** The choice of a batch and of its posting days. */
export function spreadForm(
  view: SpreadableView,
  chosen: { readonly key: string; readonly postingDays: number },
  language: Language,
) {
  return {
    batches: view.batches.map(({ key, mailing }) => ({
      key,
      text: batchText(mailing, language),
      letters: callsText(mailing.letters),
      isChosen: key === chosen.key,
    })),
    counts: Array.from({ length: mostPostingDays - 1 }, (_, index) => ({
      days: index + 2,
      isChosen: index + 2 === chosen.postingDays,
    })),
  };
}

/** The month before and after side by side. */
export function spreadPage(view: SpreadView, language: Language) {
  const { before, after, mailing, parts } = view;
  const moved = before.calls - after.calls;
  return {
    batch: batchText(mailing, language),
    letters: callsText(mailing.letters),
    postingDays: parts.length,
    parts: parts.map((part) => ({ day: dayText(part.postedOn, language), letters: callsText(part.letters) })),
    before: sideTexts(before, language),
    after: sideTexts(after, language),
    changes: {
      calls: signedCallsText(after.calls - before.calls),
      heaviest: signedCallsText((after.heaviest?.calls ?? 0) - (before.heaviest?.calls ?? 0)),
      busyDays: signedCallsText(after.busyDays - before.busyDays),
      seatHours: signedHours(after.seatHours - before.seatHours),
      mostSeats: signedCallsText(after.mostSeats - before.mostSeats),
    },
    moved: Math.abs(moved) < 0.5 ? null : { calls: callsText(Math.abs(moved)), isLater: moved > 0 },
    correctedDays: view.correctedDays,
    days: before.days.map((day, index) => {
      const then = after.days[index]!;
      return {
        day: dayText(day.date, language),
        before: callsIn80(day, language),
        after: callsIn80(then, language),
        change: signedCallsText(Math.round(then.calls) - Math.round(day.calls)),
        isBusyBefore: day.isBusy,
        isBusyAfter: then.isBusy,
        seatsBefore: day.mostSeats,
        seatsAfter: then.mostSeats,
      };
    }),
  };
}

function sideTexts(side: SpreadSide, language: Language) {
  return {
    calls: callsText(side.calls),
    range80: `${callsText(side.bounds.low80)}–${callsText(side.bounds.high80)}`,
    heaviestDay: side.heaviest === null ? '—' : dayText(side.heaviest.date, language),
    heaviestCalls: side.heaviest === null ? '—' : callsText(side.heaviest.calls),
    busyDays: side.busyDays,
    seatHours: hours(side.seatHours),
    mostSeats: side.mostSeats,
  };
}

function hours(seatHours: number): string {
  return tenthsText(seatHours);
}

function signedHours(seatHours: number): string {
  const text = tenthsText(seatHours);
  if (text === '0.0') return '±0';
  return text.startsWith('−') ? text : `+${text}`;
}

function batchText(mailing: Mailing, language: Language): string {
  return `${dayText(mailing.postedOn, language)} ${mailing.kind}`;
}
