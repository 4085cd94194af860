import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { loadReadings, type ReadVersion } from '../app/load-readings.ts';
import {
  type IssuedAddress,
  issueShiftAddresses,
  loadShiftAddresses,
  revokeShiftAddress,
} from '../app/shift-addresses.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { dateTimeText, monthText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { fieldsOf, monthParam } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const personForm = z.object({ staff: z.string().min(1).max(64) });

/** What is published to the staff: who has read what, and the addresses at which they read it. */
export function publicationRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/months/:month/readings', async (req, res) => {
    const month = monthParam(req);
    const { language } = visitOf(res);
    const { versions, names, reachable } = await loadReadings(ctx, actorIn(res), { month });
    const personOf = ({ staffId, changes, readAt }: ReadVersion['people'][number]): object => ({
      staffId,
      name: names.get(staffId) ?? staffId,
      days: changes.length,
      readAt: readAt === null ? null : dateTimeText(japanDateTimeOf(readAt), language),
      isReachable: reachable.has(staffId),
    });
    sendPage(ctx, req, res, {
      view: 'pages/readings',
      title: ctx.render.translate(language, 'shifts:readings.title', { month: monthText(month, language) }),
      data: {
        month: month.toString(),
        monthText: monthText(month, language),
        versions: versions.map((entry, index) => ({
          version: entry.version,
          href: `/plans/${month}/${entry.version}`,
          kindKey: `web:kind.${entry.kind}`,
          publishedAt: dateTimeText(japanDateTimeOf(entry.publishedAt), language),
          isInForce: index === 0,
          isFirst: entry.isFirst,
          concerned: entry.people.length,
          read: entry.people.filter(({ readAt }) => readAt !== null).length,
          // Those whom somebody has to call stand first.
          people: entry.people
            .toSorted((one, other) => Number(one.readAt !== null) - Number(other.readAt !== null))
            .map(personOf),
        })),
      },
      place: 'month',
    });
  });

  async function addressPage(req: Request, res: Response, issued: readonly IssuedAddress[]): Promise<void> {
    const { language } = visitOf(res);
    const holders = await loadShiftAddresses(ctx, actorIn(res));
    sendPage(ctx, req, res, {
      view: 'pages/shift-addresses',
      title: ctx.render.translate(language, 'shifts:address.title'),
      data: {
        issued: issued.map(({ staffId, name, token }) => ({
          staffId,
          name,
          link: `${req.protocol}://${req.host}/shifts/${token}`,
        })),
        holders: holders.map(({ staffId, name, since }) => ({
          staffId,
          name,
          since: since === null ? null : dateTimeText(japanDateTimeOf(since), language),
        })),
        without: holders.filter(({ since }) => since === null).length,
      },
      place: 'month',
      scripts: ['desk.js'],
    });
  }

  router.get('/shift-addresses', (req, res) => addressPage(req, res, []));

  // Shown in the answer itself: a token is kept nowhere, so it cannot be shown after a redirect.
  router.post('/shift-addresses', async (req, res) => {
    const { staff } = fieldsOf(personForm, req.body);
    await addressPage(req, res, await issueShiftAddresses(ctx, actorIn(res), { staffIds: [staff] }));
  });

  router.post('/shift-addresses/missing', async (req, res) => {
    const actor = actorIn(res);
    const holders = await loadShiftAddresses(ctx, actor);
    const staffIds = holders.filter(({ since }) => since === null).map(({ staffId }) => staffId);
    await addressPage(req, res, await issueShiftAddresses(ctx, actor, { staffIds }));
  });

  router.post('/shift-addresses/revoke', async (req, res) => {
    const { staff } = fieldsOf(personForm, req.body);
    await revokeShiftAddress(ctx, actorIn(res), { staffId: staff });
    await leaveFlash(req, 'shifts:flash.revoked', { staff });
    res.redirect(303, '/shift-addresses');
  });

  return router;
}
