import { type Request, Router } from 'express';
import { z } from 'zod';
import { acceptInvitation, openInvitation } from '../app/accept-invitation.ts';
import type { AppContext } from '../app/context.ts';
import { passwordCharacters } from '../app/password.ts';
import { signIn } from '../app/sign-in.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { sendPage } from './page.ts';
import { fieldsOf, localPath, textParam } from './params.ts';
import { storeSession, visitOf } from './visit.ts';

const signInForm = z.object({ login: z.string(), password: z.string(), next: z.string().optional() });
const startForm = z.object({
  login: z.string(),
  name: z.string().default(''),
  password: z.string(),
  repeated: z.string(),
});

/** Signing in and out, and the first visit of an invited person. */
export function signInRoutes(ctx: AppContext): Router {
  const router = Router();
  const text = (res: Parameters<typeof visitOf>[0], key: string): string =>
    ctx.render.translate(visitOf(res).language, key);

  router.get('/sign-in', (req, res) => {
    const data = { login: '', next: localPath(req.query['next']), error: null };
    sendPage(ctx, req, res, { view: 'pages/sign-in', title: text(res, 'account:signIn.title'), data });
  });

  router.post('/sign-in', async (req, res) => {
    const fields = fieldsOf(signInForm, req.body);
    const next = localPath(fields.next);
    try {
      const actor = await signIn(ctx, { ...fields, origin: req.ip });
      await renewSession(req, actor.userId);
      res.redirect(303, next);
    } catch (error) {
      if (!(error instanceof SekisuError) || !error.code.startsWith('sign-in.')) throw error;
      const data = { login: fields.login, next, error: error.sentence(visitOf(res).language) };
      const title = text(res, 'account:signIn.title');
      sendPage(ctx, req, res, { view: 'pages/sign-in', title, data, status: httpStatusOf[error.kind] });
    }
  });

  router.post('/sign-out', async (req, res) => {
    await new Promise<void>((resolve, reject) => {
      req.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
    });
    res.clearCookie('sekisu').redirect(303, '/sign-in');
  });

  router.get('/start/:token', async (req, res) => {
    const invitation = await openInvitation(ctx, textParam(req, 'token'));
    const data = {
      invitation: shown(invitation),
      login: '',
      name: '',
      error: null,
      least: passwordCharacters.least,
    };
    sendPage(ctx, req, res, { view: 'pages/start', title: text(res, 'account:start.title'), data });
  });

  router.post('/start/:token', async (req, res) => {
    const token = textParam(req, 'token');
    const invitation = await openInvitation(ctx, token);
    const fields = fieldsOf(startForm, req.body);
    try {
      if (fields.password !== fields.repeated) throw new SekisuError('password.not-repeated');
      const actor = await acceptInvitation(ctx, { ...fields, token });
      await renewSession(req, actor.userId);
      res.redirect(303, '/');
    } catch (error) {
      if (!(error instanceof SekisuError) || error.code === 'invitation.unusable') throw error;
      const data = {
        invitation: shown(invitation),
        login: fields.login,
        name: fields.name,
        error: error.sentence(visitOf(res).language),
        least: passwordCharacters.least,
      };
      const title = text(res, 'account:start.title');
      sendPage(ctx, req, res, { view: 'pages/start', title, data, status: httpStatusOf[error.kind] });
    }
  });

  return router;
}

function shown(invitation: Awaited<ReturnType<typeof openInvitation>>): object {
  return { name: invitation.name, roleKey: `web:role.${invitation.role}`, isFirst: invitation.name === '' };
}

/** A new session id for a person who signed in, so that an id planted before is worth nothing. */
async function renewSession(req: Request, userId: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
  req.session.userId = userId;
  await storeSession(req);
}
