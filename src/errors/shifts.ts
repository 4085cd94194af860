import type { ErrorEntry } from '../errors.ts';

/** Codes of the addresses at which people see their own published shifts. */
export const shiftErrors = {
  'shifts.address-not-found': {
    kind: 'NotFound',
    ja: 'このアドレスは使えません（誤り、または新しいアドレスに替わっています）。責任者に新しいアドレスを頼んでください。',
    en: 'This address leads nowhere: it is wrong or was replaced by a new one. Ask your lead for a new address.',
  },
  'shifts.no-person': {
    kind: 'NotFound',
    ja: '{staff} は職員に見つからないか、使えるアドレスがありません。職員のアドレスの画面を開き直してください。',
    en: 'There is no {staff} on the staff, or no address of theirs to revoke. Open the page of addresses again.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
