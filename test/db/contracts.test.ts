import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseContract } from '../../src/contract/index.ts';
import { findContract, loadContract, saveContract } from '../../src/db/contracts.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { noon } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

const file = new URL('../../forecasts/matsusaka/contract.json', import.meta.url);

describe('saveContract', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());

  const json = JSON.parse(readFileSync(file, 'utf8')) as { id: string };
  const given = { id: json.id, json, sha256: 'a'.repeat(64), importedAt: noon };

  it('gives the contract back as its file says it', async () => {
    expect(await database.transaction((tx) => saveContract(tx, given))).to.equal('added');
    const loaded = await database.transaction(loadContract);
    // The store keeps no order of keys.
    const plain = (contract: object): unknown => JSON.parse(JSON.stringify(contract));
    expect(plain(loaded)).to.deep.equal(plain(parseContract(json, 'contract.json')));
    expect((await database.transaction(findContract))?.sha256).to.equal(given.sha256);
  });

  it('changes nothing for the same file and replaces for another', async () => {
    await database.transaction((tx) => saveContract(tx, given));
    expect(await database.transaction((tx) => saveContract(tx, given))).to.equal('unchanged');
    const corrected = { ...given, json: { ...json, minimumOperators: 7 }, sha256: 'b'.repeat(64) };
    expect(await database.transaction((tx) => saveContract(tx, corrected))).to.equal('changed');
    expect((await database.transaction(loadContract)).minimumOperators).to.equal(7);
  });

  it('puts an earlier contract in force again when its file comes again', async () => {
    const later = (seconds: number) => ({ importedAt: noon.plusSeconds(seconds) });
    const other = { ...given, id: 'other', json: { ...json, id: 'other' }, sha256: 'c'.repeat(64) };
    await database.transaction((tx) => saveContract(tx, given));
    await database.transaction((tx) => saveContract(tx, { ...other, ...later(1) }));
    expect((await database.transaction(loadContract)).id).to.equal('other');
    expect(await database.transaction((tx) => saveContract(tx, { ...given, ...later(2) }))).to.equal(
      'unchanged',
    );
    expect((await database.transaction(loadContract)).id).to.equal(given.id);
  });

  it('is asked for when there is none', async () => {
    expect(await database.transaction(findContract)).to.equal(null);
    expect((await rejectionOf(database.transaction(loadContract))).code).to.equal('contract.not-found');
  });
});
