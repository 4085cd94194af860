import type { LocalDateTime } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import { dateText, dateTimeText } from './format.ts';

/** One act of somebody on one version of a plan, in Asia/Tokyo. */
export interface SignOffEvent {
  readonly side: 'contractor' | 'city';
  /** Index of the step in the contract's `contractorSteps` or `citySteps`, from 0. */
  readonly stepIndex: number;
  readonly action: 'approved' | 'returned' | 'commented';
  readonly name: string;
  /** What the person is, for example 総括管理責任者. */
  readonly role: string;
  readonly at: LocalDateTime;
  readonly comment: string | null;
  /** Where in the document the comment belongs; null or left out for the whole. */
  readonly place?: string | null;
}

/** One box of the 承認欄: blank for a seal, or who approved and when. */
export interface ApprovalBox {
  readonly step: string;
  /** Whether a later box of the side is signed and this one is not: crossed out, for nobody signs it any more. */
  readonly isPassedOver: boolean;
  readonly approval: {
    readonly name: string;
    /** For whom somebody of the city signs who has no step of their own; empty where the box itself says who they are. */
    readonly role: string;
    readonly date: string;
    readonly time: string;
  } | null;
}

/** The boxes of both sides and what was said along the way. */
export interface Approvals {
  readonly contractor: readonly ApprovalBox[];
  readonly city: readonly ApprovalBox[];
  /** Comments and returns in order of time. */
  readonly comments: readonly {
    readonly step: string;
    readonly isReturn: boolean;
    readonly name: string;
    readonly at: string;
    readonly text: string;
  }[];
  /** Time of the city's last approval, null until its last step is signed. */
  readonly confirmedAt: string | null;
}

/** The 承認欄 of a version from its events, in order of time; a step's last approval stands in its box. */
export function approvalsOf(
  contract: Contract,
  events: readonly SignOffEvent[],
  language: Language,
  mask: (text: string) => string,
): Approvals {
  const ordered = events.toSorted((a, b) => a.at.compareTo(b.at));
  const steps = {
    contractor: contract.documents.contractorSteps.map((step) => step[language]),
    city: contract.documents.citySteps.map((step) => step[language]),
  };
  const lastApproval = (side: SignOffEvent['side'], stepIndex: number) =>
    ordered.findLast(
      (event) => event.side === side && event.stepIndex === stepIndex && event.action === 'approved',
    );
  const boxes = (side: SignOffEvent['side']): ApprovalBox[] =>
    steps[side].map((step, index) => {
      const event = lastApproval(side, index);
      const isLaterSigned = steps[side].some((_, later) => later > index && lastApproval(side, later));
      return {
        step,
        isPassedOver: event === undefined && isLaterSigned,
        approval:
          event === undefined
            ? null
            : {
                name: event.name,
                role: side === 'city' && !steps.city.includes(event.role) ? event.role : '',
                date: dateText(event.at.toLocalDate(), language),
                time: dateTimeText(event.at, language).slice(-5),
              },
      };
    });
  // An approval in the last box closes those before it.
  const isComplete = lastApproval('city', steps.city.length - 1) !== undefined;
  const last = ordered.findLast((event) => event.side === 'city' && event.action === 'approved');
  return {
    contractor: boxes('contractor'),
    city: boxes('city'),
    comments: ordered.flatMap((event) =>
      event.comment === null && event.action !== 'returned'
        ? []
        : [
            {
              step: steps[event.side][event.stepIndex] ?? event.role,
              isReturn: event.action === 'returned',
              name: event.name,
              at: dateTimeText(event.at, language),
              text: mask(`${event.place == null ? '' : `【${event.place}】`}${event.comment ?? ''}`),
            },
          ],
    ),
    confirmedAt: isComplete && last !== undefined ? dateTimeText(last.at, language) : null,
  };
}
