import express, { type Express } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import { browserSessions } from '../app/browser-sessions.ts';
import type { Actor, AppContext } from '../app/context.ts';
import { actorOf } from '../app/sign-in.ts';
import { SekisuError } from '../errors.ts';
import { absenceRoutes } from './absence-routes.ts';
import { accountRoutes } from './account-routes.ts';
import { actualsRoutes } from './actuals-routes.ts';
import { addAssets } from './assets.ts';
import { auditRoutes } from './audit-routes.ts';
import { candidateRoutes } from './candidate-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { dayRoutes } from './day-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { documentFileRoutes } from './document-file-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { documentsRoutes } from './documents-routes.ts';
import { editRoutes } from './edit-routes.ts';
import { fairnessRoutes } from './fairness-routes.ts';
import { forecastRoutes } from './forecast-routes.ts';
import { importRoutes } from './import-routes.ts';
import { improvementRoutes } from './improvement-routes.ts';
import { addLanguageSwitch, languageOf } from './language.ts';
import { monthRoutes } from './month-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { offlineRoutes } from './offline-routes.ts';
import { outboundRoutes } from './outbound-routes.ts';
import { ownShiftRoutes } from './own-shift-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { answerProblems } from './problem.ts';
import { progressRoutes } from './progress-routes.ts';
import { publicationRoutes } from './publication-routes.ts';
import { remedyRoutes } from './remedy-routes.ts';
import { requireSameSite } from './same-site.ts';
import { SessionStore, sessionHours } from './session-store.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { simulationRoutes } from './simulation-routes.ts';
import { typedDocumentRoutes } from './typed-document-routes.ts';
import { actorIn, startVisit } from './visit.ts';
import { whatIfRoutes } from './what-if-routes.ts';

/** Where each role begins. */
const startOf: Readonly<Record<Actor['role'], string>> = {
  manager: '/months',
  lead: '/days',
  city: '/plans',
  administrator: '/accounts',
};

/** The screens as a web application, ready to listen. */
export async function createWeb(ctx: AppContext): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  // A proxy on this machine that ends TLS is believed when it says so (X-Forwarded-Proto): the session cookie is Secure then.
  app.set('trust proxy', 'loopback');
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy } }));
  const sessions = await browserSessions(ctx);
  app.get('/healthz', async (_req, res) => {
    // Nobody has this id; the look at the store is what counts.
    await sessions.load('healthz');
    res.json({ status: 'ok' });
  });
  addAssets(app);
  app.use((req, res, next) => {
    startVisit(res, { language: languageOf(req), actor: null });
    next();
  });
  addLanguageSwitch(app);
  app.use(
    session({
      name: 'sekisu',
      secret: sessions.secret,
      store: new SessionStore(sessions),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: sessionHours * 3_600_000 },
    }),
  );
  app.use(async (req, res, next) => {
    const { userId } = req.session;
    const known = userId === undefined ? null : await actorOf(ctx, userId);
    const actor = known === null || req.ip === undefined ? known : { ...known, origin: req.ip };
    startVisit(res, { language: languageOf(req), actor });
    next();
  });
  app.use(requireSameSite);
  app.use(express.urlencoded({ extended: false, limit: '200kb' }));
  app.use(signInRoutes(ctx));
  app.use(accountRoutes(ctx));
  app.use(auditRoutes(ctx));
  app.use(importRoutes(ctx));
  app.use(monthRoutes(ctx));
  app.use(fairnessRoutes(ctx));
  app.use(editRoutes(ctx));
  app.use(forecastRoutes(ctx));
  app.use(dayRoutes(ctx));
  app.use(absenceRoutes(ctx));
  app.use(deskRoutes(ctx));
  app.use(noticeRoutes(ctx));
  app.use(ownShiftRoutes(ctx));
  app.use(publicationRoutes(ctx));
  app.use(planRoutes(ctx));
  app.use(changeRoutes(ctx));
  app.use(candidateRoutes(ctx));
  app.use(remedyRoutes(ctx));
  app.use(simulationRoutes(ctx));
  app.use(outboundRoutes(ctx));
  app.use(actualsRoutes(ctx));
  app.use(progressRoutes(ctx));
  app.use(documentsRoutes(ctx));
  app.use(typedDocumentRoutes(ctx));
  app.use(documentFileRoutes(ctx));
  app.use(documentRoutes(ctx));
  app.use(offlineRoutes(ctx));
  app.use(improvementRoutes(ctx));
  app.use(whatIfRoutes(ctx));
  app.get('/', (_req, res) => {
    res.redirect(303, startOf[actorIn(res).role]);
  });
  app.use((req) => {
    throw new SekisuError('page.not-found', { path: req.path });
  });
  app.use(answerProblems(ctx));
  return app;
}

/**
 * Everything comes from here and no script stands in a page. Style attributes are allowed: the charts and time lines
 * place their parts with them. Nothing upgrades to https, for an office may serve the screens on its own network without.
 */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};
