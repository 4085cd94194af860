import type { WhatIfView } from '../app/what-if.ts';
import { formatTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { WhatIfDay, WhatIfSide } from '../plan/what-if.ts';
import { type WhatIfChange, whatIfOf, whatIfText } from '../plan/what-if-format.ts';
import { openProbabilityText } from '../report/format.ts';
import { callsText, clockText, dayText, floorPercentText } from '../report/index.ts';
import { tenthsText } from './forecast-texts.ts';
import { fieldsOfVariant } from './what-if-forms.ts';

/** The plan and its variants side by side: the worst in a sentence, the figures, and what lacks when. */
export function whatIfPage(view: WhatIfView, language: Language) {
  const { base, targetAnswerRate, confidenceFraction } = view;
  const columns = view.variants.map(({ changes, side }) => ({
    ...sideTexts(side, base, view, language),
    title: changes.length === 1 ? listOf(changes, side, view.version, language) : null,
    list: listOf(changes, side, view.version, language),
    fields: fieldsOfVariant(changes),
    gapDays: side.days.flatMap((day) => gapDay(day, language)),
    newBusyDays: side.days.flatMap((day, index) =>
      day.isBusy && base.days[index]?.isBusy === false
        ? [{ day: dayText(day.date, language), reason: day.seasonReason[language] }]
        : [],
    ),
  }));
  const worst = view.variants.reduce<number>(
    (most, { side }, index) => (side.answerRate < (view.variants[most]?.side.answerRate ?? 2) ? index : most),
    0,
  );
  const side = view.variants[worst]?.side;
  return {
    version: view.version,
    isOutdated: view.isOutdated,
    plan: sideTexts(base, base, view, language),
    columns,
    worst: columns[worst] ?? null,
    tone:
      side === undefined
        ? 'done'
        : side.answerRate < targetAnswerRate || side.probabilityTargetMet < confidenceFraction
          ? 'error'
          : side.missingSeatIntervals > 0
            ? 'warn'
            : 'done',
    target: floorPercentText(targetAnswerRate),
    hasYen: base.extraYen !== null,
  };
}

function sideTexts(side: WhatIfSide, base: WhatIfSide, view: WhatIfView, language: Language) {
  return {
    calls: callsText(side.calls),
    range: `${callsText(side.bounds.low80)}–${callsText(side.bounds.high80)}`,
    ahtSeconds: callsText(side.ahtSeconds),
    busyDays: side.busyDays,
    mostSeats: side.mostSeats,
    seatHours: tenthsText(side.seatHours),
    moreSeatHours: side === base ? null : signed(side.seatHours - base.seatHours),
    missingSeatIntervals: callsText(side.missingSeatIntervals),
    missingSeatHours: tenthsText(side.missingSeatHours),
    extraPaidHours: tenthsText(side.extraPaidHours),
    extraYen: side.extraYen === null ? null : callsText(side.extraYen),
    answerRate: floorPercentText(side.answerRate),
    isBelow: side.answerRate < view.targetAnswerRate,
    probability: openProbabilityText(side.probabilityTargetMet, language),
    isUnsure: side.probabilityTargetMet < view.confidenceFraction,
  };
}

function listOf(
  changes: readonly WhatIfChange[],
  side: WhatIfSide,
  version: number,
  language: Language,
): string {
  const texts = whatIfOf(changes, version, side.leftOutIds).changes.map(
    (change) => whatIfText(change)[language],
  );
  return texts.join(language === 'ja' ? '、' : ', ');
}

function gapDay(day: WhatIfDay, language: Language) {
  if (day.gaps.length === 0) return [];
  const clock = (minute: number): string => clockText(formatTime(minute));
  return [
    {
      day: dayText(day.date, language),
      answerRate: floorPercentText(day.answerRate),
      gaps: day.gaps.map(({ startMinute, endMinute, seats }) => ({
        range: `${clock(startMinute)}–${clock(endMinute)}`,
        seats,
      })),
    },
  ];
}

function signed(hours: number): string {
  const text = tenthsText(hours);
  if (text === '0.0') return '±0';
  return text.startsWith('−') ? text : `+${text}`;
}
