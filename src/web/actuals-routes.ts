import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Actor, AppContext } from '../app/context.ts';
import { addMachine, listMachines, revokeMachine } from '../app/machines.ts';
import { machineOf, recordActuals } from '../app/record-actuals.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { dateTimeText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { fieldsOf } from './params.ts';
import { mostMegabytes } from './problem.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const cell = z.union([z.string().max(60), z.number()]);
/** What a machine hands in: rows with the columns of the history file; what a cell must hold is checked as in a file. */
const actualsBody = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        interval_start: cell,
        interval_minutes: cell.optional(),
        queue: cell,
        offered: cell,
        answered: cell,
        abandoned: cell,
        handling_seconds: cell,
      }),
    )
    .min(1)
    .max(20_000),
});
const machineForm = z.object({ name: z.string().trim().min(1).max(100) });
const revokeForm = z.object({ id: z.coerce.number().int().positive() });

/** Counted calls that machines hand in, and the tokens with which they may. */
export function actualsRoutes(ctx: AppContext): Router {
  const router = Router();
  const json = express.json({ limit: `${mostMegabytes}mb` });

  // Who may not hand anything in is refused before a body of any size is read.
  router.post(
    '/api/actuals',
    async (req, res, next) => {
      res.locals['sender'] = await senderOf(req, res);
      next();
    },
    json,
    async (req, res) => {
      const { rows } = fieldsOf(actualsBody, req.body);
      const saved = await recordActuals(ctx, res.locals['sender'] as Actor, rows);
      res.json({ rows: rows.length, ...saved });
    },
  );

  /** The machine of the token that the request carries, or the person who is signed in. */
  async function senderOf(req: Request, res: Response): Promise<Actor> {
    const token = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
    return token === undefined ? actorIn(res) : machineOf(ctx, token);
  }

  router.get('/imports/machines', (req, res) => page(req, res, null));

  router.post('/imports/machines', async (req, res) => {
    const { name } = fieldsOf(machineForm, req.body);
    const token = await addMachine(ctx, actorIn(res), name);
    await page(req, res, { name, token });
  });

  router.post('/imports/machines/revoke', async (req, res) => {
    await revokeMachine(ctx, actorIn(res), fieldsOf(revokeForm, req.body).id);
    await leaveFlash(req, 'progress:machine.revokedFlash');
    res.redirect(303, '/imports/machines');
  });

  async function page(
    req: Request,
    res: Response,
    added: { readonly name: string; readonly token: string } | null,
  ): Promise<void> {
    const { language } = visitOf(res);
    const at = (moment: Parameters<typeof japanDateTimeOf>[0] | null): string =>
      moment === null ? '' : dateTimeText(japanDateTimeOf(moment), language);
    const machines = await listMachines(ctx, actorIn(res));
    sendPage(ctx, req, res, {
      view: 'pages/machines',
      title: ctx.render.translate(language, 'progress:machine.title'),
      data: {
        added,
        address: `${req.protocol}://${req.get('host') ?? ''}/api/actuals`,
        machines: machines.map(({ id, name, createdAt, revokedAt }) => ({
          id,
          name,
          createdAt: at(createdAt),
          revokedAt: at(revokedAt),
        })),
      },
      place: 'imports',
    });
  }

  return router;
}
