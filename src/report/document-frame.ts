import { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { DocumentContent, DocumentState } from '../documents/index.ts';
import { type Approvals, approvalsOf, type SignOffEvent } from './approvals.ts';
import { dateText, fiscalYearText } from './format.ts';

/** What every form prints around what it says: whose it is, which version, who signed, the hash. */
export interface DocumentFrame {
  readonly document: {
    readonly name: string;
    readonly about: string;
    readonly number: string;
    readonly version: number;
    readonly issuedOn: string;
    readonly fiscalYear: string;
    readonly contractTitle: string;
    readonly contentSha256: string;
    readonly shortHash: string;
    /** Null when the data are real. */
    readonly fictitiousDataNotice: string | null;
    readonly state: DocumentState;
  };
  readonly parties: {
    readonly addressee: string;
    readonly city: string;
    readonly department: string;
    readonly contractor: string;
    readonly site: string;
    readonly representative: string;
  };
  readonly approvals: Approvals;
}

/**
 * The frame of a version, in Japanese.
 * @param input content and hash of the version; its events in Asia/Tokyo
 */
export function documentFrame(input: {
  readonly contract: Contract;
  readonly content: DocumentContent;
  readonly contentSha256: string;
  readonly version: number;
  readonly state: DocumentState;
  readonly events: readonly SignOffEvent[];
}): DocumentFrame {
  const { contract, content, contentSha256 } = input;
  return {
    document: {
      name: content.name,
      about: content.about,
      number: content.number,
      version: input.version,
      issuedOn: dateText(LocalDate.parse(content.issuedOn), 'ja'),
      fiscalYear: fiscalYearText(LocalDate.parse(content.fiscalDay), 'ja'),
      contractTitle: contract.title.ja,
      contentSha256,
      shortHash: contentSha256.slice(0, 16),
      fictitiousDataNotice: contract.fictitiousDataNotice?.ja ?? null,
      state: input.state,
    },
    parties: {
      addressee: content.addressee,
      city: contract.city.name.ja,
      department: contract.city.department.ja,
      contractor: contract.contractor.name.ja,
      site: contract.contractor.site.ja,
      representative: contract.contractor.representative,
    },
    approvals: approvalsOf(contract, input.events, 'ja', (text) => text),
  };
}
