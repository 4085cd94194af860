import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { listDocuments } from '../db/documents.ts';
import type { Tx } from '../db/tx.ts';
import { type CareerRecordOnFile, careerRecordsDue } from '../documents/index.ts';
import type { StaffMember } from '../roster/index.ts';
import type { AppContext } from './context.ts';

/** Codes of the people whose 業務履歴書 the city is to get after the staff has changed (第2章2(3)キ). @param before as it was */
export async function recordsDueAfter(
  tx: Tx,
  ctx: AppContext,
  contract: Contract,
  before: readonly StaffMember[],
  after: readonly StaffMember[],
): Promise<readonly string[]> {
  const { labels } = contract.roles;
  const onFile = (await listDocuments(tx, { kind: 'careerRecord' })).flatMap(
    ({ subject, submittedAt, content }): CareerRecordOnFile[] => {
      const post = (['manager', 'supervisor'] as const).find(
        (role) => labels[role].ja === content.body['role'],
      );
      return submittedAt === null || post === undefined ? [] : [{ staffId: subject, role: post }];
    },
  );
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  return careerRecordsDue(contract, before.length === 0 ? null : before, after, onFile, today).map(
    ({ staffId }) => staffId,
  );
}
