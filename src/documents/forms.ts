import type { Contract, DocumentKind } from '../contract/index.ts';
import type { Language } from '../errors.ts';

/** What a kind of document is called and how it is numbered unless the contract says otherwise. */
interface UsualForm {
  readonly ja: string;
  readonly en: string;
  /** Follows the staffing plan's prefix in numbers: 松マ予計 → 松マ予計日. */
  readonly mark: string;
  readonly view: string;
}

const usualForms: Readonly<Record<DocumentKind, UsualForm>> = {
  openingPlan: { ja: 'コールセンター開設準備計画書', en: 'Opening plan', mark: '開', view: 'opening-plan' },
  organisation: { ja: '業務体制表', en: 'Organisation', mark: '体', view: 'organisation' },
  careerRecord: { ja: '業務履歴書', en: 'Career record', mark: '歴', view: 'career-record' },
  emergencyPlan: {
    ja: '緊急時体制・事件事故対応策',
    en: 'Emergency plan',
    mark: '緊',
    view: 'emergency-plan',
  },
  surgePlan: { ja: '入電急増時対応計画書', en: 'Surge plan', mark: '増', view: 'surge-plan' },
  dailyReport: { ja: '業務日報', en: 'Daily report', mark: '日', view: 'daily-report' },
  monthlyReport: { ja: '業務月報', en: 'Monthly report', mark: '月', view: 'monthly-report' },
  performanceReport: { ja: '実績報告書', en: 'Performance report', mark: '実', view: 'performance-report' },
  completionReport: {
    ja: '委託業務完了報告書',
    en: 'Completion report',
    mark: '完',
    view: 'completion-report',
  },
  improvementReport: { ja: '改善報告書', en: 'Improvement report', mark: '改', view: 'improvement-report' },
  outboundEvidence: {
    ja: '勧奨業務実施判定資料',
    en: 'Outbound evidence',
    mark: '勧',
    view: 'outbound-evidence',
  },
  minutes: { ja: '協議記録・議事録', en: 'Minutes', mark: '議', view: 'minutes' },
  adHocReport: { ja: '随時報告書', en: 'Ad-hoc report', mark: '随', view: 'ad-hoc-report' },
  handover: { ja: '業務引継書', en: 'Handover', mark: '引', view: 'handover' },
};

/** How one kind of document is called, numbered and printed under a contract. */
export interface DocumentForm {
  readonly name: string;
  readonly numberPrefix: string;
  /** View below `views/print/forms/`, without `.hbs`. */
  readonly view: string;
  readonly addressee: string;
  /** Article of the specification that asks for it; null where the contract does not say. */
  readonly basis: string | null;
}

/** The form of a kind under a contract: what the contract says of it, and what is usual for the rest. */
export function formOf(contract: Contract, kind: DocumentKind, language: Language = 'ja'): DocumentForm {
  const usual = usualForms[kind];
  const said = contract.documents.forms[kind];
  return {
    name: said?.name?.[language] ?? usual[language],
    numberPrefix: said?.numberPrefix ?? `${contract.documents.staffingPlan.numberPrefix}${usual.mark}`,
    view: said?.view ?? usual.view,
    addressee: said?.addressee ?? contract.city.addressee,
    basis: said?.basis ?? null,
  };
}

/** 文書番号 of a document: prefix and subject, 松マ予日-2024-05-14; one about the whole term has its fiscal year. */
export function documentNumber(form: DocumentForm, subject: string, fiscalYear: number): string {
  return `${form.numberPrefix}-${subject === 'term' ? fiscalYear : subject}`;
}
