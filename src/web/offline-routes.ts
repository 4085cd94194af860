import { LocalDate } from '@js-joda/core';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type AppContext, requireRole } from '../app/context.ts';
import { loadPlanVersion } from '../app/load-plan-version.ts';
import { loadShownDocument } from '../app/print-document.ts';
import {
  listDecisions,
  loadDecisionFile,
  type PaperDecision,
  recordDocumentDecision,
  recordPlanDecision,
} from '../app/record-decision.ts';
import { documentReviewPackage, planReviewPackage, type ReviewPackage } from '../app/review-package.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { httpStatusOf, type Language, SekisuError } from '../errors.ts';
import { dateTimeText } from '../report/index.ts';
import { hrefOf } from './documents-page.ts';
import { refOf } from './documents-routes.ts';
import { uploadedFileOf, uploadedForm } from './import-routes.ts';
import { sendPage } from './page.ts';
import { fieldsOf, monthParam, textParam, versionParam } from './params.ts';
import { mostMegabytes } from './problem.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const decisionForm = z.object({
  decision: z.enum(['confirmed', 'returned']),
  decidedOn: z.iso.date(),
  comment: z.string().max(2000).default(''),
});

/** One version as the way without the service sees it. */
interface Subject {
  readonly address: string;
  readonly contract: Contract;
  readonly title: string;
  readonly state: string;
  readonly holder: Parameters<typeof listDecisions>[2];
  readonly pack: () => Promise<ReviewPackage>;
  readonly record: (decision: PaperDecision) => Promise<void>;
  readonly file: (id: number) => ReturnType<typeof loadDecisionFile>;
}

/** The way without the service: a package to take out, and the city's decision on paper with the file that proves it. */
export function offlineRoutes(ctx: AppContext): Router {
  const router = Router();
  const upload = express.raw({ type: 'multipart/form-data', limit: `${mostMegabytes}mb` });
  // Who may not record is refused before a file of any size is read.
  const mayRecord = (_req: Request, res: Response, next: NextFunction): void => {
    requireRole(actorIn(res), 'manager');
    next();
  };

  const planOf = async (req: Request, res: Response): Promise<Subject> => {
    const actor = actorIn(res);
    const of = { month: monthParam(req), version: versionParam(req) };
    const { contract, plan } = await loadPlanVersion(ctx, actor, of);
    const { language } = visitOf(res);
    return {
      address: `/plans/${of.month}/${of.version}`,
      contract,
      title: `${contract.documents.staffingPlan.name[language]} ${of.month}`,
      state: plan.state,
      holder: { holder: 'plan', holderId: plan.id },
      pack: () => planReviewPackage(ctx, actor, of),
      record: (decision) => recordPlanDecision(ctx, actor, { ...of, ...decision }),
      file: (id) => loadDecisionFile(ctx, actor, of, id),
    };
  };
  const documentOf = async (req: Request, res: Response): Promise<Subject> => {
    const actor = actorIn(res);
    const of = refOf(req);
    const { contract, document } = await loadShownDocument(ctx, actor, of);
    return {
      address: hrefOf(of.kind, of.subject, of.version),
      contract,
      title: `${document.content.name} ${document.content.about}`,
      state: document.state,
      holder: { holder: 'document', holderId: document.id },
      pack: () => documentReviewPackage(ctx, actor, of),
      record: (decision) => recordDocumentDecision(ctx, actor, { ...of, ...decision }),
      file: (id) => loadDecisionFile(ctx, actor, of, id),
    };
  };

  for (const [base, subjectOf] of [
    ['/plans/:month/:version', planOf],
    ['/documents/:kind/:subject/:version', documentOf],
  ] as const) {
    router.get(`${base}/paper`, async (req, res) => {
      await page(req, res, await subjectOf(req, res), null);
    });

    router.get(`${base}/review.zip`, async (req, res) => {
      const { name, bytes } = await (await subjectOf(req, res)).pack();
      sendFile(res, 'application/zip', name, bytes);
    });

    router.get(`${base}/paper/:file`, async (req, res) => {
      const id = Number(textParam(req, 'file'));
      if (!Number.isSafeInteger(id)) throw new SekisuError('decision.no-file');
      const file = await (await subjectOf(req, res)).file(id);
      sendFile(res, file.contentType, file.name, file.bytes);
    });

    router.post(`${base}/paper`, mayRecord, upload, async (req, res) => {
      const subject = await subjectOf(req, res);
      try {
        await subject.record(await decisionIn(req, subject.contract));
      } catch (error) {
        if (!(error instanceof SekisuError) || !['InvalidInput', 'Conflict'].includes(error.kind))
          throw error;
        await page(req, res, subject, error);
        return;
      }
      await leaveFlash(req, 'paper:flash');
      res.redirect(303, subject.address);
    });
  }

  async function page(
    req: Request,
    res: Response,
    subject: Subject,
    error: SekisuError | null,
  ): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const files = await listDecisions(ctx, actor, subject.holder);
    const title = ctx.render.translate(language, 'paper:title');
    const data = {
      address: subject.address,
      subject: subject.title,
      error: error?.sentence(language) ?? null,
      canPack: subject.state !== 'draft' && actor.role !== 'lead',
      canRecord: subject.state === 'submitted' && actor.role === 'manager',
      steps: subject.contract.documents.citySteps.map((step, index) => ({ index, label: step[language] })),
      files: files.map((file) => fileLine(file, subject.address, language)),
    };
    const status = error === null ? 200 : httpStatusOf[error.kind];
    const place = subject.holder.holder === 'plan' ? 'plans' : 'documents';
    sendPage(ctx, req, res, { view: 'pages/paper', title, data, place, status });
  }

  return router;
}

function fileLine(
  file: Awaited<ReturnType<typeof listDecisions>>[number],
  address: string,
  language: Language,
): object {
  const [decision = '', on = ''] = (file.note ?? '').split(' ');
  return {
    href: `${address}/paper/${file.id}`,
    name: file.name,
    decisionKey: `paper:decision.${decision}`,
    on,
    at: dateTimeText(japanDateTimeOf(file.at), language),
    sha256: file.sha256,
  };
}

async function decisionIn(req: Request, contract: Contract): Promise<PaperDecision> {
  const form = await uploadedForm(req);
  const text = (name: string): string => String(form.get(name) ?? '');
  const { decision, decidedOn, comment } = fieldsOf(decisionForm, {
    decision: text('decision'),
    decidedOn: text('decidedOn'),
    comment: text('comment'),
  });
  return {
    decision,
    decidedOn: LocalDate.parse(decidedOn),
    comment: comment.trim() === '' ? null : comment,
    signers: contract.documents.citySteps.flatMap((_, stepIndex) => {
      const name = text(`signer-${stepIndex}`).trim();
      return name === '' ? [] : [{ stepIndex, name }];
    }),
    file: await uploadedFileOf(form),
  };
}

/** Downloaded, never shown in the page's own origin: it came from outside. */
function sendFile(res: Response, contentType: string, name: string, bytes: Uint8Array): void {
  res
    .set('Cache-Control', 'no-store')
    .set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(contentType)
    .send(Buffer.from(bytes));
}
