import { LocalDate, type YearMonth } from '@js-joda/core';
import { z } from 'zod';
import type { AskableView } from '../app/what-if.ts';
import { SekisuError } from '../errors.ts';
import type { WhatIfChange } from '../plan/what-if-format.ts';

/** Surges offered. */
export const surgeFactors = ['1.5', '2', '3'] as const;

const text = (most: number) => z.string().max(most).default('');
const dayText = z.iso.date().or(z.literal('')).default('');
/** Nothing, or a whole number in digits of either width. */
const whole = text(9)
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(z.string().regex(/^\d*$/, '0, 1, 2, …'));
/** Nothing, or a number with a sign or without. */
const decimal = text(9)
  .transform((value) => value.normalize('NFKC').replace('−', '-').trim())
  .pipe(z.string().regex(/^(-?\d{1,3}(\.\d+)?)?$/, '−50–200'));

/** What may be otherwise, as its form sends it; an empty field asks for nothing. */
export const whatIfForm = z.object({
  ask: z.literal('yes').optional(),
  surge: z
    .union([z.enum(surgeFactors), z.array(z.enum(surgeFactors))])
    .default([])
    .transform((value) => [value].flat()),
  from: dayText,
  to: dayText,
  handlingPercent: decimal,
  fewer: whole,
  letters: whole,
  postedOn: dayText,
  letterKind: text(100),
  callsPerHundred: decimal,
  phonePercent: decimal,
  together: z.literal('yes').optional(),
  keep: z.literal('yes').optional(),
});
/** The form's fields, read. */
export type WhatIfFields = z.output<typeof whatIfForm>;

/** The form as it was typed, to fill it again. */
export const typedWhatIf = z.object({
  surge: z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .transform((value) => [value].flat()),
  from: z.string().catch(''),
  to: z.string().catch(''),
  handlingPercent: z.string().catch(''),
  fewer: z.string().catch(''),
  letters: z.string().catch(''),
  postedOn: z.string().catch(''),
  letterKind: z.string().catch(''),
  callsPerHundred: z.string().catch(''),
  phonePercent: z.string().catch(''),
  together: z.string().catch(''),
});

/** Responses per letter of a kind that nobody knows yet: those of 交付通知書 in the sample. */
const usualCallsPerLetter = 0.12;

/** What the form offers before anything is asked. */
export const usualQuestion = { surge: [...surgeFactors], handlingPercent: '10', fewer: '1' };

/** The changes that a form asks for, each by itself. @throws SekisuError `input.invalid` */
export function changesIn(
  fields: WhatIfFields,
  month: YearMonth,
  { knowledgeDate, letterKinds }: Pick<AskableView, 'knowledgeDate' | 'letterKinds'>,
): readonly WhatIfChange[] {
  const refuse = (field: string, problem: string): never => {
    throw new SekisuError('input.invalid', { field, problem });
  };
  const within = (field: string, value: number, least: number, most: number): number =>
    value >= least && value <= most ? value : refuse(field, `${least}–${most}`);
  const changes: WhatIfChange[] = [];
  if (fields.letters !== '') {
    if (fields.postedOn === '') refuse('postedOn', 'YYYY-MM-DD');
    if (fields.letterKind.trim() === '') refuse('letterKind', '1–');
    const postedOn = LocalDate.parse(fields.postedOn);
    const kind = fields.letterKind.trim();
    const known = letterKinds.find((own) => own.kind === kind);
    const share = (field: 'callsPerHundred' | 'phonePercent', usual: number): number =>
      within(field, fields[field] === '' ? usual : Number(fields[field]), 0, 100) / 100;
    changes.push({
      kind: 'mailing',
      mailing: {
        postedOn,
        // Known to whoever made the plan, or it would change nothing.
        announcedOn: postedOn.isBefore(knowledgeDate) ? postedOn : knowledgeDate,
        letters: within('letters', Number(fields.letters), 1, 9_999_999),
        kind,
        callsPerLetter: share('callsPerHundred', (known?.callsPerLetter ?? usualCallsPerLetter) * 100),
        bookingOpensOn: null,
        dueOn: null,
        phoneFraction: share('phonePercent', (known?.phoneFraction ?? 1) * 100),
        chanceFraction: 1,
      },
    });
  }
  if (fields.handlingPercent !== '') {
    const increase = within('handlingPercent', Number(fields.handlingPercent), -50, 200) / 100;
    if (increase !== 0) changes.push({ kind: 'handling', increaseFraction: increase });
  }
  if (fields.fewer !== '' && Number(fields.fewer) > 0) {
    changes.push({ kind: 'fewer', people: within('fewer', Number(fields.fewer), 1, 1000) });
  }
  const from = fields.from === '' ? month.atDay(1) : LocalDate.parse(fields.from);
  const to = fields.to === '' ? month.atEndOfMonth() : LocalDate.parse(fields.to);
  for (const factor of fields.surge) changes.push({ kind: 'surge', factor: Number(factor), from, to });
  return changes;
}

/** Each change by itself, and where asked for all together with the least surge. */
export function variantsOf(changes: readonly WhatIfChange[], isTogether: boolean): WhatIfChange[][] {
  const alone = changes.map((change) => [change]);
  const first = changes.find(({ kind }) => kind === 'surge');
  const all = changes.filter((change) => change.kind !== 'surge' || change === first);
  return isTogether && all.length > 1 ? [...alone, all] : alone;
}

/** A field of a form. */
interface Field {
  readonly name: string;
  readonly value: string;
}

/** A variant as fields of a form, for what is done with it next. */
export function fieldsOfVariant(changes: readonly WhatIfChange[]): readonly Field[] {
  return changes.flatMap(fieldsOfChange);
}

function fieldsOfChange(change: WhatIfChange): Field[] {
  switch (change.kind) {
    case 'mailing': {
      const { mailing } = change;
      return [
        { name: 'letters', value: String(mailing.letters) },
        { name: 'postedOn', value: mailing.postedOn.toString() },
        { name: 'letterKind', value: mailing.kind },
        { name: 'callsPerHundred', value: percentField(mailing.callsPerLetter) },
        { name: 'phonePercent', value: percentField(mailing.phoneFraction) },
      ];
    }
    case 'handling':
      return [{ name: 'handlingPercent', value: percentField(change.increaseFraction) }];
    case 'fewer':
      return [{ name: 'fewer', value: String(change.people) }];
    case 'surge':
      return [
        { name: 'surge', value: String(change.factor) },
        { name: 'from', value: change.from.toString() },
        { name: 'to', value: change.to.toString() },
      ];
  }
}

function percentField(fraction: number): string {
  return String(Number((fraction * 100).toFixed(4)));
}
