import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { createInvitation } from '../app/create-invitation.ts';
import { disableAccount } from '../app/disable-account.ts';
import { listAccounts } from '../app/list-accounts.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { dateTimeText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { fieldsOf, textParam } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const roles = ['manager', 'lead', 'city', 'administrator'] as const;
const invitationForm = z.object({
  name: z.string(),
  role: z.enum(roles),
  cityStep: z.string().default(''),
  contractorStep: z.string().default(''),
});
const stateForm = z.object({ state: z.enum(['disabled', 'enabled']) });

/** Accounts and invitations, for administrators. */
export function accountRoutes(ctx: AppContext): Router {
  const router = Router();

  async function page(
    req: Request,
    res: Response,
    shown: { readonly link?: string; readonly invitedName?: string; readonly error?: SekisuError },
  ): Promise<void> {
    const { language } = visitOf(res);
    const accounts = await listAccounts(ctx, actorIn(res));
    const at = (instant: (typeof accounts.users)[number]['createdAt']): string =>
      dateTimeText(japanDateTimeOf(instant), language);
    const data = {
      users: accounts.users.map((user) => ({
        id: user.id,
        login: user.login,
        name: user.name,
        roleKey: `web:role.${user.role}`,
        cityStep: user.cityStep ?? user.contractorStep ?? '',
        createdAt: at(user.createdAt),
        isDisabled: user.disabledAt !== null,
        isSelf: user.id === actorIn(res).userId,
      })),
      invitations: accounts.invitations.map((invitation) => ({
        name: invitation.name,
        roleKey: `web:role.${invitation.role}`,
        cityStep: invitation.cityStep ?? invitation.contractorStep ?? '',
        expiresAt: at(invitation.expiresAt),
      })),
      roles: roles.map((role) => ({
        value: role,
        textKey: `web:role.${role}`,
        helpKey: `account:roleHelp.${role}`,
      })),
      citySteps: accounts.citySteps.map((step) => ({ value: step.ja, text: step[language] })),
      contractorSteps: accounts.contractorSteps.map((step) => ({ value: step.ja, text: step[language] })),
      link: shown.link ?? null,
      invitedName: shown.invitedName ?? '',
      error: shown.error?.sentence(language) ?? null,
    };
    const title = ctx.render.translate(language, 'account:title');
    const status = shown.error === undefined ? 200 : httpStatusOf[shown.error.kind];
    sendPage(ctx, req, res, { view: 'pages/accounts', title, data, place: 'accounts', status });
  }

  router.get('/accounts', (req, res) => page(req, res, {}));

  router.post('/accounts/invitations', async (req, res) => {
    try {
      const fields = fieldsOf(invitationForm, req.body);
      const cityStep = fields.cityStep === '' ? null : fields.cityStep;
      const contractorStep = fields.contractorStep === '' ? null : fields.contractorStep;
      const { token } = await createInvitation(ctx, actorIn(res), { ...fields, cityStep, contractorStep });
      // Shown in the answer itself: the token is kept nowhere, so it cannot be shown after a redirect.
      const link = `${req.protocol}://${req.host}/start/${token}`;
      await page(req, res, { link, invitedName: fields.name });
    } catch (error) {
      if (!(error instanceof SekisuError) || error.kind !== 'InvalidInput') throw error;
      await page(req, res, { error });
    }
  });

  router.post('/accounts/:userId/state', async (req, res) => {
    const { state } = fieldsOf(stateForm, req.body);
    const isDisabled = state === 'disabled';
    await disableAccount(ctx, actorIn(res), { userId: textParam(req, 'userId'), isDisabled });
    await leaveFlash(req, isDisabled ? 'account:flash.disabled' : 'account:flash.enabled');
    res.redirect(303, '/accounts');
  });

  return router;
}
