import { acceptInvitation } from '../app/accept-invitation.ts';
import type { Actor, AppContext } from '../app/context.ts';
import { createInvitation, type InvitationInput } from '../app/create-invitation.ts';
import { firstInvitation } from '../app/first-invitation.ts';
import type { Contract } from '../contract/index.ts';
import type { Cast } from './stage.ts';

/** Long enough for the rule, and of no use to anybody: the store is thrown away. */
const password = 'a year that is played';

/** Names of who supervises and manages, as the staff file has them. */
export interface Officers {
  readonly manager: string;
  readonly supervisor: string;
}

/** Makes the accounts of a year: an administrator, one person per step of either side, and a lead. */
export async function castOf(ctx: AppContext, contract: Contract, officers: Officers): Promise<Cast> {
  let accounts = 0;
  const accept = (token: string, name: string): Promise<Actor> => {
    accounts += 1;
    return acceptInvitation(ctx, { token, login: `account-${accounts}`, name, password });
  };
  const token = await firstInvitation(ctx);
  const administrator = await accept(token!, '見本 管理');
  const invite = async (input: InvitationInput): Promise<Actor> =>
    accept((await createInvitation(ctx, administrator, input)).token, input.name);
  const { contractorSteps, citySteps } = contract.documents;
  // 作成 by the supervisor, 承認 by who manages; whoever stands between is one more person.
  const nameOf = (index: number): string =>
    index === 0
      ? officers.supervisor
      : index === contractorSteps.length - 1
        ? officers.manager
        : `見本 ${contractorSteps[index]!.ja}`;
  const contractor: Actor[] = [];
  for (const [index, { ja }] of contractorSteps.entries()) {
    contractor.push(
      await invite({ name: nameOf(index), role: 'manager', cityStep: null, contractorStep: ja }),
    );
  }
  const city: Actor[] = [];
  for (const { ja } of citySteps) {
    city.push(await invite({ name: `見本 ${ja}`, role: 'city', cityStep: ja }));
  }
  const office = await invite({ name: '見本 受付', role: 'city', cityStep: null });
  const lead = await invite({ name: officers.supervisor, role: 'lead', cityStep: null });
  return { administrator, contractor, lead, city, office };
}
