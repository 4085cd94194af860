import { LocalDate, YearMonth } from '@js-joda/core';
import { z } from 'zod';
import type { Mailing } from '../forecast/index.ts';

const date = z.iso.date();

/** What a plan was made on the assumption of; see docs/plan-format.md. */
export const whatIfFormat = z.object({
  /** Version of the month that the question was about. */
  comparedWithVersion: z.number().int().positive(),
  changes: z
    .array(
      z.discriminatedUnion('kind', [
        /** A batch of letters that nobody has announced. */
        z.object({
          kind: z.literal('mailing'),
          postedOn: date,
          letters: z.number().int().min(1),
          letterKind: z.string(),
          callsPerLetter: z.number().min(0).max(1),
          phoneFraction: z.number().min(0).max(1),
          bookingOpensOn: date.nullable(),
          dueOn: date.nullable(),
        }),
        /** Handling times of all queues longer by this share of themselves, or shorter. */
        z.object({ kind: z.literal('handling'), increaseFraction: z.number().min(-0.5).max(2) }),
        /** So many operators fewer, all month; by code, those whom the plan would miss most. */
        z.object({
          kind: z.literal('fewer'),
          people: z.number().int().positive(),
          leftOutIds: z.array(z.string()),
        }),
        /** So many times the calls on the days from one to another, both included. */
        z.object({
          kind: z.literal('surge'),
          factor: z.number().min(0).max(10),
          from: date,
          to: date,
        }),
      ]),
    )
    .min(1),
});

/** What a plan was made on the assumption of. */
export type WhatIf = Readonly<z.infer<typeof whatIfFormat>>;

/** One thing that may be otherwise. People fewer are not named yet: who is left out follows from the plan. */
export type WhatIfChange =
  | { readonly kind: 'mailing'; readonly mailing: Mailing }
  | { readonly kind: 'handling'; readonly increaseFraction: number }
  | { readonly kind: 'fewer'; readonly people: number }
  | { readonly kind: 'surge'; readonly factor: number; readonly from: LocalDate; readonly to: LocalDate };

/** Changes as a plan keeps them. @param leftOutIds people left out, by code */
export function whatIfOf(
  changes: readonly WhatIfChange[],
  comparedWithVersion: number,
  leftOutIds: readonly string[],
): WhatIf {
  return {
    comparedWithVersion,
    changes: changes.map((change) => writtenChange(change, leftOutIds)),
  };
}

function writtenChange(change: WhatIfChange, leftOutIds: readonly string[]): WhatIf['changes'][number] {
  switch (change.kind) {
    case 'mailing': {
      const { mailing } = change;
      return {
        kind: 'mailing',
        postedOn: mailing.postedOn.toString(),
        letters: mailing.letters,
        letterKind: mailing.kind,
        callsPerLetter: mailing.callsPerLetter,
        phoneFraction: mailing.phoneFraction,
        bookingOpensOn: mailing.bookingOpensOn?.toString() ?? null,
        dueOn: mailing.dueOn?.toString() ?? null,
      };
    }
    case 'fewer':
      return { kind: 'fewer', people: change.people, leftOutIds: [...leftOutIds] };
    case 'surge':
      return { ...change, from: change.from.toString(), to: change.to.toString() };
    case 'handling':
      return change;
  }
}

/** One assumption in words, for screens, findings and corrections alike. */
export function whatIfText(change: WhatIf['changes'][number]): { readonly ja: string; readonly en: string } {
  switch (change.kind) {
    case 'mailing': {
      const posted = LocalDate.parse(change.postedOn);
      const letters = change.letters.toLocaleString('en-US');
      return {
        ja: `${posted.monthValue()}月${posted.dayOfMonth()}日に「${change.letterKind}」${letters}通を発送`,
        en: `${letters} letters of "${change.letterKind}" posted on ${change.postedOn}`,
      };
    }
    case 'handling': {
      const percent = signedPercent(change.increaseFraction);
      return { ja: `平均処理時間 ${percent} %`, en: `handling time ${percent} %` };
    }
    case 'fewer': {
      const ids = change.leftOutIds.join(', ');
      return {
        ja: `オペレーター${change.people}人減${ids === '' ? '' : `（${ids}）`}`,
        en: `${change.people} fewer operators${ids === '' ? '' : ` (${ids})`}`,
      };
    }
    case 'surge': {
      const [from, to] = [LocalDate.parse(change.from), LocalDate.parse(change.to)];
      const isMonth = from.dayOfMonth() === 1 && to.equals(YearMonth.from(from).atEndOfMonth());
      const [first, last] = [from, to].map((day) => `${day.monthValue()}/${day.dayOfMonth()}`);
      return {
        ja: `入電${change.factor}倍（${isMonth ? '月全体' : `${first}～${last}`}）`,
        en: `calls ×${change.factor} (${isMonth ? 'all month' : `${first} to ${last}`})`,
      };
    }
  }
}

/** The finding that stands with every version made on assumptions, whatever becomes of its roster. */
export function whatIfFinding(whatIf: WhatIf) {
  const texts = whatIf.changes.map(whatIfText);
  const [ja, en] = [texts.map((text) => text.ja).join('、'), texts.map((text) => text.en).join('; ')];
  return {
    rule: 'plan.what-if',
    level: 'W' as const,
    where: '',
    text: `この版は仮定の計画です（仮定：${ja}）。登録されたデータは変わっていません。実際の計画として使う前に、仮定が事実になったか確かめてください。`,
    textEn: `This version is a what-if plan (assumed: ${en}). No stored data were changed. Before it is used as the plan, check that the assumption has come true.`,
    why: '',
    whyEn: '',
  };
}

/** A plan's batches, with those marked that are only assumed. */
export function assumedMailings<Batch extends AssumableMailing>(
  batches: readonly Batch[],
  whatIf: WhatIf | undefined,
): Batch[] {
  const marked = [...batches];
  for (const change of whatIf?.changes ?? []) {
    if (change.kind !== 'mailing') continue;
    const { postedOn, letters, letterKind } = change;
    // Assumed ones stand behind real ones, so of equal batches the last is it.
    const index = marked.findLastIndex(
      (own) =>
        own.postedOn === postedOn &&
        own.letters === letters &&
        own.kind === letterKind &&
        own.isAssumed === undefined,
    );
    if (index >= 0) marked[index] = { ...marked[index]!, isAssumed: true };
  }
  return marked;
}

/** What tells a batch of a plan from the others. */
interface AssumableMailing {
  readonly postedOn: string;
  readonly letters: number;
  readonly kind: string;
  readonly isAssumed?: boolean | undefined;
}

function signedPercent(fraction: number): string {
  const percent = Number((fraction * 100).toFixed(1));
  return percent < 0 ? `−${-percent}` : `+${percent}`;
}
