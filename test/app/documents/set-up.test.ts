import { expect } from 'chai';
import { draftDocument } from '../../../src/app/draft-document.ts';
import { printDocument } from '../../../src/app/print-document.ts';
import type { DocumentKind } from '../../../src/contract/index.ts';
import type { SekisuError } from '../../../src/errors.ts';
import { readBack } from '../../build/pdf-text.ts';
import {
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  operatorNames,
  sampleContent,
  type TestContext,
} from '../fixtures.ts';

const minutes = {
  title: '定例報告・協議',
  heldOn: '2024-04-19',
  place: '戸籍住民課',
  contractorAttendees: ['坂口 隆'],
  cityAttendees: ['山田 一郎'],
  topics: [{ topic: '入電の状況', discussion: '髙橋 美咲の応対を例に報告した。', decision: '続ける。' }],
  plan: { month: may.toString(), version: 1 },
};

/** Every kind about organisation and set-up, with words that its pages have to say. */
const kinds: readonly (readonly [DocumentKind, string | null, unknown, readonly string[]])[] = [
  [
    'openingPlan',
    'term',
    undefined,
    ['仕様書第2章2(2)ア・イ', '工程表', '業務開始前の教育訓練', '非常用電源', '連絡先'],
  ],
  ['organisation', 'term', undefined, ['体制図', '坂口隆', '緊急時の連絡順', '再委託は行いません']],
  ['careerRecord', 'SV01', undefined, ['藤原誠', '業務管理の経験', '6年0か月', '満たす']],
  ['emergencyPlan', 'term', undefined, ['個人情報の漏えい', '時間帯ごとの最低人数', '15分以内']],
  ['surgePlan', may.toString(), undefined, ['1.5倍', '3倍の必要席', '待機者を招集する']],
  ['minutes', null, minutes, ['定例報告・協議', '令和6年4月19日（金）', '続ける。', '第1版']],
  ['handover', 'term', undefined, ['引き継ぐデータ', '監査ログ', '業務体制表', '未完了の事項']],
];

describe('documents about organisation and set-up', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx);
    await keepDraft(ctx, 1, await sampleContent());
  });
  after(() => ctx.close());

  for (const [kind, subject, input, words] of kinds) {
    it(`draws up and prints ${kind}, without any operator's name`, async () => {
      const drawn = await draftDocument(ctx, manager, { kind, subject, input });
      const again = await draftDocument(ctx, manager, { kind, subject: drawn.subject, input });
      expect(again.contentSha256).to.equal(drawn.contentSha256);
      const ref = { kind, subject: drawn.subject, version: 'latest' as const };
      const { pages, fonts, isTagged } = await readBack(await printDocument(ctx, manager, ref));
      // The font has one shape for both middle dots, and a reader gets the other.
      const text = pages.join('').replaceAll('‧', '・');
      for (const word of words) expect(text, word).to.include(word);
      for (const name of operatorNames) expect(text).not.to.include(name.replace(' ', ''));
      expect(isTagged).to.equal(true);
      expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
      expect(pages.at(-1)).to.include(`${pages.length}/${pages.length}`);
    });
  }

  it('refuses a subject that the kind has not, and minutes that say nothing', async () => {
    const codeOf = async (kind: DocumentKind, subject: string, input?: unknown) =>
      (
        (await draftDocument(ctx, manager, { kind, subject, input }).catch(
          (error: unknown) => error,
        )) as SekisuError
      ).code;
    for (const kind of ['openingPlan', 'organisation', 'emergencyPlan', 'handover'] as const) {
      expect(await codeOf(kind, '2024-05')).to.equal('document.bad-subject');
    }
    expect(await codeOf('careerRecord', 'OP01')).to.equal('document.bad-subject');
    expect(await codeOf('surgePlan', '2024-06')).to.equal('plan.not-found');
    expect(await codeOf('minutes', '1', { ...minutes, topics: [] })).to.equal('input.invalid');
    expect(await codeOf('minutes', '1', { ...minutes, plan: { month: '2024-05', version: 9 } })).to.equal(
      'plan.not-found',
    );
  });
});
