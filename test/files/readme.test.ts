import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { z } from 'zod';
import { contractSchema } from '../../src/contract/contract.ts';
import {
  parseCasesCsv,
  parseEventsCsv,
  parseHistoryCsv,
  parseKnownDriversCsv,
  parseMailingsCsv,
  parseStaffCsv,
  parseWishesCsv,
} from '../../src/files/index.ts';
import { bytesOf, contract } from './sample-contract.ts';

const readme = readFileSync(new URL('../../forecasts/README.md', import.meta.url), 'utf8');

function examplesOf(name: string): Uint8Array[] {
  const section = readme.split('\n## ').find((text) => text.startsWith(name)) ?? '';
  return [...section.matchAll(/```csv\n([^`]+)```/g)].map((match) => bytesOf(match[1]!));
}

describe('the examples of forecasts/README.md', () => {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  const cases: readonly (readonly [string, (bytes: Uint8Array) => unknown])[] = [
    ['history.csv', (bytes) => parseHistoryCsv(bytes, 'history.csv', contract)],
    [
      'mailings.csv',
      (bytes) => parseMailingsCsv(bytes, 'mailings.csv').map(({ bookingOpensOn, ...rest }) => rest),
    ],
    ['events.csv', (bytes) => parseEventsCsv(bytes, 'events.csv')],
    [
      'drivers.csv',
      (bytes) => parseKnownDriversCsv(bytes, 'drivers.csv').map(({ name, values }) => [name, ...values]),
    ],
    ['staff.csv', (bytes) => parseStaffCsv(bytes, 'staff.csv', contract)],
  ];
  it('of wishes.csv say the same with English and with Japanese headers', () => {
    const staffIds = new Set(['OP01', 'OP10']);
    const [english, japanese] = examplesOf('wishes.csv').map((bytes) =>
      parseWishesCsv(bytes, 'wishes.csv', contract, staffIds),
    );
    expect(plain(english).wishes).to.have.length(5);
    expect(plain(japanese)).to.deep.equal(plain(english));
  });

  it('of cases.csv say the same with English and with Japanese headers and words', () => {
    const staffIds = new Set(['OP01', 'OP02']);
    const [english, japanese] = examplesOf('cases.csv').map((bytes) =>
      parseCasesCsv(bytes, 'cases.csv', { contract, staffIds }),
    );
    expect(plain(english)).to.have.length(3);
    expect(plain(japanese)).to.deep.equal(plain(english));
  });

  it('of mailings.csv show what may be added to a batch', () => {
    const added = parseMailingsCsv(examplesOf('mailings.csv')[2]!, 'mailings.csv');
    expect(plain(added)).to.have.length(1);
    expect(plain(added)[0]).to.include({ dueOn: '2024-06-28', phoneFraction: 0.4, chanceFraction: 0.7 });
  });

  it('of staff.csv show what may be said on labour law of some and not of others', () => {
    const [known, plain] = parseStaffCsv(examplesOf('staff.csv')[2]!, 'staff.csv', contract);
    expect(known!.labour!.restrictions.map(({ kind, minutes }) => [kind, minutes])).to.deep.equal([
      ['noNight', null],
      ['shortHours', 300],
    ]);
    expect(known!.labour).to.include({ hourlyWageYen: 1100 });
    expect(plain).not.to.have.property('labour');
  });

  for (const [name, parse] of cases) {
    it(`${name} says the same with English and with Japanese headers`, () => {
      const [english, japanese] = examplesOf(name).map(parse);
      expect(plain(english)).to.have.length(1);
      expect(plain(japanese)).to.deep.equal(plain(english));
    });
  }
});

describe('the table of contract.json in forecasts/README.md', () => {
  it('names every field of the format and no other', () => {
    const fields = new Set(fieldsOf(z.toJSONSchema(contractSchema, { io: 'input' }) as JsonSchema));
    const documented = documentedFields();
    expect(fields.size).to.be.greaterThan(60);
    expect([...fields].filter((field) => !documented.has(field))).to.deep.equal([]);
    const parents = [...fields].flatMap((field) =>
      field.split('.').map((_, at, all) => all.slice(0, at).join('.')),
    );
    const known = new Set([...fields, ...parents]);
    expect([...documented].filter((field) => !known.has(field))).to.deep.equal([]);
  });
});

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** Paths of the innermost fields of a schema, such as `queues.id`; a text in both languages is one field. */
function fieldsOf(schema: JsonSchema, path = ''): string[] {
  const { properties, items, anyOf } = schema;
  if (properties !== undefined && Object.keys(properties).join() !== 'ja,en') {
    return Object.entries(properties).flatMap(([key, child]) =>
      fieldsOf(child, path === '' ? key : `${path}.${key}`),
    );
  }
  const inner = items === undefined ? anyOf : [items];
  return inner === undefined ? [path] : inner.flatMap((child) => fieldsOf(child, path));
}

/** Paths that the table names: `a.b`, `.c` beside it is `a.c`; words in the second cell are fields below the first. */
function documentedFields(): Set<string> {
  const section = readme.split('\n## ').find((text) => text.startsWith('contract.json')) ?? '';
  const namesOf = (cell: string): string[] =>
    [...cell.matchAll(/`(\.?[a-z][\w.[\]]*)`/gi)].map((match) => match[1]!.replaceAll('[]', ''));
  const paths = new Set<string>();
  for (const row of section.split('\n').filter((line) => line.startsWith('| `'))) {
    const [, first = '', second = ''] = row.split('|');
    let path = '';
    for (const name of namesOf(first)) {
      path = name.startsWith('.') ? path.replace(/\.[^.]*$/, name) : name;
      paths.add(path);
    }
    for (const name of namesOf(second)) if (!/^[A-Z]{3}$/.test(name)) paths.add(`${path}.${name}`);
  }
  return paths;
}
