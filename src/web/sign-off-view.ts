import type { Instant } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { SigningRight, SignOffProgress, SignOffSide } from '../documents/index.ts';
import type { Language } from '../errors.ts';
import { dateTimeText } from '../report/index.ts';

/** A signature on the content that is shown. */
export interface ShownSignature {
  readonly side: SignOffSide;
  readonly stepIndex: number;
  readonly name: string;
  readonly at: Instant;
}

/** How far a sign-off has come, as a page shows it; see `parts/sign-off.hbs`. */
export interface SignOffView {
  readonly sides: readonly {
    readonly titleKey: string;
    readonly steps: readonly {
      readonly label: string;
      /** signed, next: waits for its signature, or open. */
      readonly state: 'signed' | 'next' | 'open';
      readonly name: string | null;
      readonly at: string | null;
    }[];
  }[];
  /** Locale key of a sentence that says why the reader cannot sign; null when they can. */
  readonly whyKey: string | null;
  /** Step whose turn it is. */
  readonly waiting: string;
  /** Labels of the steps that the reader may sign now, in order. */
  readonly mine: readonly string[];
}

/** The boxes of both sides, whose turn it is and what the reader may sign. @param signatures on this content alone */
export function signOffView(
  contract: Contract,
  signatures: readonly ShownSignature[],
  state: { readonly progress: SignOffProgress; readonly right: SigningRight },
  language: Language,
): SignOffView {
  const { contractorSteps, citySteps } = contract.documents;
  const stepsOf = { contractor: contractorSteps, city: citySteps };
  const { progress, right } = state;
  const waitingFor = progress.kind === 'open' ? progress : null;
  return {
    sides: (['contractor', 'city'] as const).map((side) => ({
      titleKey: `signoff:side.${side}`,
      steps: stepsOf[side].map((step, index) => {
        const signed = signatures.findLast((entry) => entry.side === side && entry.stepIndex === index);
        const isNext = waitingFor?.side === side && waitingFor.stepIndex === index;
        return {
          label: step[language],
          state: signed !== undefined ? 'signed' : isNext ? 'next' : 'open',
          name: signed?.name ?? null,
          at: signed === undefined ? null : dateTimeText(japanDateTimeOf(signed.at), language),
        };
      }),
    })),
    whyKey: right.kind === 'may' ? null : `signoff:why.${right.why}`,
    waiting: waitingFor === null ? '' : stepsOf[waitingFor.side][waitingFor.stepIndex]![language],
    mine: right.kind === 'may' ? right.steps.map((index) => stepsOf[right.side][index]![language]) : [],
  };
}
