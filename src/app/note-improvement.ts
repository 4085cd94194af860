import { japanDateTimeOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { appendImprovementEvent } from '../db/improvements.ts';
import { SekisuError } from '../errors.ts';
import {
  type ImprovementAct,
  type ImprovementLack,
  type ImprovementState,
  improvementLacks,
  improvementState,
} from '../plan/improvement.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { requireCase } from './load-improvements.ts';

/** What a person does about a case; a new measure gets its number from the case. */
export type NotedAct =
  | Exclude<ImprovementAct, { readonly kind: 'measure' }>
  | Omit<Extract<ImprovementAct, { readonly kind: 'measure' }>, 'measure'>;

const lackWords: Readonly<Record<ImprovementLack, { readonly ja: string; readonly en: string }>> = {
  reported: { ja: '市への報告', en: 'the report to the city' },
  cause: { ja: '原因', en: 'the cause' },
  measure: { ja: '対策', en: 'a measure' },
  measureResult: { ja: '対策の結果', en: 'the result of every measure' },
};

/**
 * Records what was done about an improvement case. Nothing is overwritten: what was said before stays in its history.
 * @throws SekisuError `improvement.not-found`, `improvement.closed`, `improvement.incomplete` when it is to be closed too
 * early, `improvement.unknown-measure`, `improvement.acted-meanwhile`, `input.invalid` for a report of the future
 */
export async function noteImprovement(
  ctx: AppContext,
  actor: Actor,
  input: { readonly id: number; readonly act: NotedAct },
): Promise<void> {
  requireRole(actor, 'manager', 'lead');
  await ctx.db.transaction(async (tx) => {
    const { events } = await requireCase(tx, input.id);
    const state = improvementState(events);
    if (state.closed !== null) {
      const when = japanDateTimeOf(state.closed.at).toString().slice(0, 16).replace('T', ' ');
      throw new SekisuError('improvement.closed', { who: state.closed.byName, when });
    }
    const at = ctx.now();
    const act = decided(state, input.act, japanDateTimeOf(at).toString().slice(0, 16));
    await appendImprovementEvent(tx, input.id, {
      number: events.length + 1,
      at,
      by: actor.userId,
      byName: actor.name,
      act,
    });
    const action = `improvement.${act.kind}`;
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action,
      subject: String(input.id),
      detail: act,
    });
  });
}

/** @param now local date and time, `YYYY-MM-DDTHH:mm` */
function decided(state: ImprovementState, act: NotedAct, now: string): ImprovementAct {
  switch (act.kind) {
    case 'reported':
      if (`${act.date}T${act.time}` > now) {
        throw new SekisuError('input.invalid', { field: 'date', problem: `≤ ${now.replace('T', ' ')}` });
      }
      return act;
    case 'cause':
      return act;
    case 'measure':
      return { ...act, measure: state.measures.length + 1 };
    case 'measureResult':
      if (!state.measures.some(({ measure }) => measure === act.measure)) {
        throw new SekisuError('improvement.unknown-measure', { measure: act.measure });
      }
      return act;
    case 'closed': {
      const lacks = improvementLacks(state).map((name) => lackWords[name]);
      if (lacks.length === 0) return act;
      const missing = lacks.map(({ ja }) => ja).join('、');
      throw new SekisuError('improvement.incomplete', {
        missing,
        missingEn: lacks.map(({ en }) => en).join(', '),
      });
    }
  }
}
