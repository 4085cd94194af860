import type { CaseOutcome } from '../plan/call-cases.ts';

/** How calls that somebody answered end; assumptions after the specification's order of them (第2章2(4)キ・ク・ケ). */
export const outcomeShares: Readonly<Partial<Record<CaseOutcome, number>>> = {
  answered: 0.91,
  escalated: 0.03,
  cityCallback: 0.035,
  referred: 0.025,
};

/** Shares of the reasons within their queue, by code; assumptions. */
export const reasonShares: Readonly<Record<string, number>> = {
  book: 0.55,
  change: 0.16,
  cancel: 0.06,
  vacancy: 0.08,
  status: 0.11,
  'booking-other': 0.04,
  certificate: 0.38,
  password: 0.22,
  portal: 0.1,
  insurance: 0.14,
  account: 0.08,
  'enquiry-other': 0.08,
};

/** Shares of the venues, by code; assumptions. */
export const venueShares: Readonly<Record<string, number>> = {
  residents: 0.38,
  centre: 0.34,
  ureshino: 0.1,
  mikumo: 0.1,
  iinan: 0.04,
  iitaka: 0.04,
};

/** What may stand in the notes of a case; nothing that could name a caller. */
export const caseNotes: Readonly<Partial<Record<CaseOutcome, readonly string[]>>> & {
  readonly complaint: readonly string[];
} = {
  escalated: [
    '代理人が受け取る場合の書類について、業務責任者が案内',
    '予約システムの表示と通知書の内容が異なるため、業務責任者が確認して案内',
    '未成年者の同行の要否について、業務責任者が案内',
  ],
  cityCallback: [
    '氏名変更の届出との前後について市の判断が要るため、戸籍住民課へ引継ぎ',
    '交付通知書が届かないとの申出。戸籍住民課へ引継ぎ',
    '施設入所者の受取方法について、戸籍住民課へ引継ぎ',
  ],
  referred: [
    '紛失による一時利用停止のため、国の総合フリーダイヤルを案内',
    '制度の内容のため、国の総合フリーダイヤルを案内',
    '他課の手続のため、担当課の代表番号を案内',
  ],
  complaint: [
    '電話がつながりにくいとの苦情。業務責任者が謝罪し、空いている時間帯を案内',
    '希望する日の予約枠がないとの苦情。業務責任者が対応し、市に報告',
    '案内した持ち物が足りなかったとの苦情。業務責任者が謝罪と訂正、市に報告',
  ],
};
