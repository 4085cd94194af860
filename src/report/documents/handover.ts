import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import { callsText, dateText } from '../format.ts';
import { contactRows } from './contact-rows.ts';

/** A document that is handed over: the version that counts, its number and hash. */
export interface HandedDocument {
  readonly name: string;
  readonly about: string;
  readonly number: string;
  readonly version: number;
  readonly state: 'draft' | 'submitted' | 'confirmed' | 'returned';
  readonly contentSha256: string;
  /** Newest version that was published to the staff after the one shown; left out or null without any. */
  readonly publishedTo?: number | null;
}

/** Data that are handed over as a file. */
export interface HandedData {
  readonly name: string;
  readonly format: string;
  /** Null for what grows while it is handed over: all of it. */
  readonly rows: number | null;
}

/** What a handover is made from. */
export interface HandoverInput {
  readonly contract: Contract;
  readonly date: LocalDate;
  readonly documents: readonly HandedDocument[];
  readonly data: readonly HandedData[];
  /** What is not finished: each in one line, without names. */
  readonly openMatters: readonly { readonly kind: string; readonly text: string }[];
}

const stateTexts: Readonly<Record<HandedDocument['state'], string>> = {
  draft: '提出前',
  submitted: '提出済み',
  confirmed: '市確認済み',
  returned: '差戻し',
};

/** The 業務引継書, ready to print: documents, data, what is open, and whom to ask (第3章6ウ). */
export function handoverBody(input: HandoverInput): DocumentContent['body'] {
  const { contract, documents } = input;
  const kinds = Map.groupBy(documents, ({ name }) => name);
  return {
    asOf: dateText(input.date, 'ja'),
    term: `${dateText(contract.term.start, 'ja')}～${dateText(contract.term.end, 'ja')}`,
    contractor: contract.contractor.name.ja,
    site: contract.contractor.site.ja,
    summary: [...kinds].map(([name, own]) => ({
      name,
      count: own.length,
      confirmed: own.filter(({ state }) => state === 'confirmed').length,
    })),
    total: documents.length,
    totalConfirmed: documents.filter(({ state }) => state === 'confirmed').length,
    data: input.data.map(({ name, format, rows }) => ({
      name,
      format,
      rows: rows === null ? '全件' : `${callsText(rows)} 件`,
    })),
    openMatters: input.openMatters.map(({ kind, text }) => ({ kind, text })),
    contacts: contactRows(contract),
    documents: documents.map((own) => ({
      name: `${own.name}${own.about === '' ? '' : `（${own.about}）`}`,
      number: own.number,
      version: `第${own.version}版`,
      state: stateTexts[own.state],
      publishedTo: own.publishedTo == null ? '' : `第${own.publishedTo}版まで公開`,
      hash: own.contentSha256.slice(0, 16),
    })),
  };
}
