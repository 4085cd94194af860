import { type AppContext, commandLineActor } from '../app/context.ts';
import { type ImportInput, importFile } from '../app/import-file.ts';
import { recordActuals } from '../app/record-actuals.ts';
import { parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { decodeText, parseHistoryCsv, parseStaffCsv } from '../files/index.ts';
import { streamOf } from '../sample/random.ts';
import type { Archive } from './archive.ts';
import { castOf } from './cast.ts';
import { handedIn } from './play-days.ts';
import type { PlayClock, Stage } from './stage.ts';

/** Days between the conclusion of the contract, where it is not said, and the term. */
const usualPreparationDays = 35;

/**
 * The stage of a year: accounts, the data folder's files, and of its calls those from before the term; the others are kept
 * for the play.
 */
export async function setUp(
  ctx: AppContext,
  clock: PlayClock,
  files: readonly ImportInput[],
  archive: Archive,
  note: (line: string) => void,
): Promise<Stage> {
  const fileOf = (kind: ImportInput['kind']): ImportInput | undefined =>
    files.find((file) => file.kind === kind);
  const [contractFile, staffFile, historyFile] = [fileOf('contract'), fileOf('staff'), fileOf('history')];
  if (contractFile === undefined || staffFile === undefined) {
    throw new SekisuError('data.missing', { what: 'contract.json, staff.csv' });
  }
  const json: unknown = JSON.parse(decodeText(contractFile.bytes, contractFile.name));
  const contract = parseContract(json, contractFile.name);
  const staff = parseStaffCsv(staffFile.bytes, staffFile.name, contract);
  const nameOf = (role: 'manager' | 'supervisor'): string =>
    staff.find((person) => person.role === role)?.name ?? contract.contractor.representative;
  const { concludedOn } = contract.service;
  clock.set(concludedOn ?? contract.term.start.minusDays(usualPreparationDays), '09:00');
  // Whose steps there are the contract says.
  await importFile(ctx, commandLineActor, contractFile);
  const cast = await castOf(ctx, contract, { manager: nameOf('manager'), supervisor: nameOf('supervisor') });
  const author = cast.contractor[0]!;
  for (const file of files) {
    if (!['contract', 'history', 'cases'].includes(file.kind)) await importFile(ctx, author, file);
  }
  const history =
    historyFile === undefined ? [] : parseHistoryCsv(historyFile.bytes, historyFile.name, contract);
  const before = history.filter(({ date }) => date.isBefore(contract.term.start));
  if (before.length > 0) await recordActuals(ctx, author, before.map(handedIn));
  const actual = Map.groupBy(
    history.filter(({ date }) => !date.isBefore(contract.term.start)),
    ({ date }) => date.toString(),
  );
  const random = streamOf(`${contract.id} play`);
  return {
    ctx,
    clock,
    contract,
    cast,
    archive,
    random,
    actual,
    waiting: [],
    toPrint: [],
    callingDays: [],
    note,
  };
}
