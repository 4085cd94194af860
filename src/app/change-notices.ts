import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import {
  acknowledgeChangeNotice,
  type ChangeNotice,
  findChangeNotice,
  hasLaterNotice,
  listChangeNotices,
  renewChangeNotice,
} from '../db/change-notices.ts';
import { findContract } from '../db/contracts.ts';
import { listDeskCases } from '../db/desk-cases.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import type { NoticeLink } from './desk-step.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** What the holder of a link sees: their own days, and nothing of anybody else or of why. */
export interface OwnNotice {
  readonly notice: ChangeNotice;
  readonly name: string;
  /** A later notice says something else of the same day. */
  readonly isOutdated: boolean;
  readonly contract: Contract | null;
}

/** The notice of a link; whoever holds the link is the person. @throws SekisuError `notice.not-found` */
export async function openNotice(ctx: AppContext, token: string): Promise<OwnNotice> {
  return ctx.db.transaction(async (tx) => {
    const notice = await noticeOf(tx, token);
    const person = (await loadStaff(tx)).find(({ id }) => id === notice.staffId);
    return {
      notice,
      name: person?.name ?? notice.staffId,
      isOutdated: await hasLaterNotice(tx, notice),
      contract: (await findContract(tx))?.contract ?? null,
    };
  });
}

/** Notes that the person of a link has read it; the first time counts. @throws SekisuError `notice.not-found` */
export async function acknowledgeNotice(ctx: AppContext, token: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const notice = await noticeOf(tx, token);
    const at = ctx.now();
    if (!(await acknowledgeChangeNotice(tx, notice.id, at))) return;
    const subject = `notice ${notice.id}`;
    await appendAudit(tx, {
      at,
      actor: notice.staffId,
      action: 'notice.acknowledged',
      subject,
      detail: null,
    });
  });
}

/**
 * A new link to a notice, in the place of the old one, which leads nowhere from then on.
 * @throws SekisuError `role.not-allowed`, `notice.not-found`
 */
export async function renewNoticeLink(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly noticeId: number },
): Promise<NoticeLink> {
  requireRole(actor, 'lead', 'manager');
  return ctx.db.transaction(async (tx) => {
    const cases = await listDeskCases(tx, input.date);
    const notices = await listChangeNotices(
      tx,
      cases.map(({ id }) => id),
    );
    const notice = notices.find(({ id }) => id === input.noticeId);
    if (notice === undefined) throw new SekisuError('notice.not-found');
    const token = newToken();
    await renewChangeNotice(tx, notice.id, hashOfToken(token));
    const subject = `notice ${notice.id}`;
    const detail = { staffId: notice.staffId };
    const at = ctx.now();
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'notice.link-renewed',
      subject,
      detail,
    });
    return { staffId: notice.staffId, token };
  });
}

async function noticeOf(tx: Tx, token: string): Promise<ChangeNotice> {
  const notice = await findChangeNotice(tx, hashOfToken(token));
  if (notice === null) throw new SekisuError('notice.not-found');
  return notice;
}
