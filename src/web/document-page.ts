import type { Actor } from '../app/context.ts';
import { filesOfDocument } from '../app/document-files.ts';
import type { ShownDocument } from '../app/print-document.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Language, SekisuError } from '../errors.ts';
import { dateText, dateTimeText } from '../report/index.ts';
import { hrefOf } from './documents-page.ts';
import { signOffView } from './sign-off-view.ts';

/** What can be noted on a confirmed document, and for which kinds. */
const notableKinds = ['completionReport'] as const;

/** One version of a document: where it stands, who signed, what may be done now, and its other versions. */
export function documentPage(
  view: ShownDocument,
  actor: Actor,
  language: Language,
  error: SekisuError | null,
): object {
  const { contract, document, events, signOff, versions } = view;
  const { content, state } = document;
  const signatures = events
    .filter(({ action, contentSha256 }) => action === 'approved' && contentSha256 === document.contentSha256)
    .map(({ side, stepIndex, actor: by, at }) => ({ side, stepIndex, name: by.name, at }));
  const shown = signOffView(contract, signatures, signOff, language);
  const isNewest = versions[0]?.version === document.version;
  const isCity = actor.role === 'city';
  // A lead draws up and reads; signing is for managers and the city.
  const maySign = actor.role !== 'lead' && (isCity || isNewest);
  return {
    error: error?.sentence(language) ?? null,
    address: hrefOf(document.kind, document.subject, document.version),
    files: filesOfDocument(view).map((file) => ({
      href: `${hrefOf(document.kind, document.subject, document.version)}/${file}`,
      key: `document:file.${file.replaceAll('.', '-')}`,
    })),
    // Texts that citizens meet and that call the card otherwise than agreed (D47).
    wording: wordingOf(content),
    kind: document.kind,
    subject: document.subject,
    name: content.name,
    about: content.about,
    number: content.number,
    version: document.version,
    state,
    stateKey: `web:state.${state}`,
    issuedOn: content.issuedOn,
    contentSha256: document.contentSha256,
    createdAt: dateTimeText(japanDateTimeOf(document.createdAt), language),
    submittedAt:
      document.submittedAt === null ? null : dateTimeText(japanDateTimeOf(document.submittedAt), language),
    signOff: shown,
    mine: shown.mine.join(language === 'ja' ? '・' : ', '),
    canSign: maySign && shown.mine.length > 0,
    canReturn: maySign && signOff.mayReturn,
    canComment: state !== 'draft' && actor.role !== 'lead',
    canRedraw: !isCity && isNewest,
    isTyped: document.kind === 'minutes' || document.kind === 'adHocReport',
    canNote:
      actor.role === 'manager' &&
      state === 'confirmed' &&
      (notableKinds as readonly string[]).includes(document.kind),
    notes: ['inspected', 'invoiceSent', 'paid'].flatMap((what) => {
      const latest = events.findLast(({ action, place }) => action === 'noted' && place === what);
      return latest === undefined ? [] : [{ key: `document:note.${what}`, on: latest.comment }];
    }),
    events: events
      .filter(({ action }) => action !== 'noted')
      .map((event) => ({
        step: event.action,
        stepKey: `document:event.${event.action}`,
        name: event.actor.name,
        role: stepLabel(view, event.side, event.stepIndex, language),
        at: dateTimeText(japanDateTimeOf(event.at), language),
        place: event.place,
        comment: event.comment,
      })),
    versions: versions.map((own) => ({
      href: hrefOf(own.kind, own.subject, own.version),
      version: own.version,
      state: own.state,
      stateKey: `web:state.${own.state}`,
      isCurrent: own.version === document.version,
      createdAt: dateText(japanDateTimeOf(own.createdAt).toLocalDate(), language),
    })),
  };
}

interface Wording {
  readonly findings: readonly { readonly place: string; readonly found: string; readonly use: string }[];
}

function wordingOf({ body }: ShownDocument['document']['content']): Wording['findings'] {
  return (body['wording'] as Wording | undefined)?.findings ?? [];
}

function stepLabel(
  { contract }: ShownDocument,
  side: 'contractor' | 'city',
  index: number,
  language: Language,
): string {
  const { contractorSteps, citySteps } = contract.documents;
  return (side === 'city' ? citySteps : contractorSteps)[index]?.[language] ?? '';
}
