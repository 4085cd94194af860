import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { errorPage } from '../src/docs/error-page.ts';
import { planSchema } from '../src/docs/plan-schema.ts';
import {
  type ErrorCode,
  type ErrorEntry,
  errorRegistry,
  exitCodeOf,
  httpStatusOf,
  SekisuError,
} from '../src/errors.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const entries: [string, ErrorEntry][] = Object.entries(errorRegistry);
const placeholders = (sentence: string): string[] =>
  // A value that is itself a sentence has an English twin, for example {expected} and {expectedEn}.
  [...sentence.matchAll(/\{(\w+?)(?:En)?\}/g)].map((match) => match[1]!).sort();

describe('errorRegistry', () => {
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^errors\b/.test(path))
    .map((path) => readFileSync(`${root}src/${path}`, 'utf8'))
    .join('\n');
  // In code, not in a docstring that only mentions it.
  const code = sources.replaceAll(/\/\*[\s\S]*?\*\//g, '');

  for (const [name, { kind, ja, en }] of entries) {
    it(`says ${name} in both languages with the same values, and the product uses it`, () => {
      expect(name).to.match(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
      expect(placeholders(ja)).to.deep.equal(placeholders(en));
      expect(ja, 'Japanese').to.match(/[ぁ-ん]/);
      expect(en, 'English').to.match(/^[\x20-\x7e–…]+$/);
      expect(httpStatusOf[kind]).to.be.within(400, 599);
      expect(exitCodeOf[kind]).to.be.within(2, 6);
      expect(code).to.include(`'${name}'`);
    });
  }

  it('has an exit code and a status of its own for each kind', () => {
    expect(new Set(Object.values(exitCodeOf)).size).to.equal(5);
    expect(new Set(Object.values(httpStatusOf)).size).to.equal(5);
  });
});

describe('SekisuError', () => {
  it('fills its sentence in both languages and keeps its cause', () => {
    const cause = new Error('below');
    const error = new SekisuError('plan.not-found', { month: '2024-05', version: 3 }, cause);
    expect(error.sentence('ja')).to.include('2024-05').and.include('3').and.not.match(/[{}]/);
    expect(error.message).to.equal(error.sentence('en')).and.include('2024-05, version 3');
    expect(error).to.include({ kind: 'NotFound', code: 'plan.not-found', cause });
  });

  it('fills in values as they are, even such that look like placeholders', () => {
    const error = new SekisuError('input.invalid', { field: '{problem}', problem: '$&' });
    expect(error.sentence('en')).to.include('"{problem}"').and.include('$&');
  });

  it('leaves a placeholder without a value to be seen', () => {
    expect(new SekisuError('user.not-found').message).to.include('{id}');
  });
});

describe('docs', () => {
  const page = readFileSync(`${root}docs/errors.md`, 'utf8');

  it('have every code in errors.md once, with both sentences', () => {
    for (const [name, { ja, en }] of entries) {
      const rows = page.split('\n').filter((line) => line.startsWith(`| \`${name as ErrorCode}\` |`));
      expect(rows, name).to.have.lengthOf(1);
      expect(rows[0]).to.include(ja).and.include(en);
    }
  });

  it('are up to date: errors.md and plan.schema.json are what the source makes of them', () => {
    expect(page).to.equal(errorPage());
    expect(readFileSync(`${root}docs/plan.schema.json`, 'utf8')).to.equal(planSchema());
  });

  it('explain every queueing function of the command line in formulas.md', () => {
    const text = readFileSync(`${root}docs/formulas.md`, 'utf8');
    const cases = readFileSync(`${root}test/golden/erlang/cases.jsonl`, 'utf8').trim().split('\n');
    const names = new Set(cases.map((line) => (JSON.parse(line) as { fn: string }).fn));
    expect(names.size).to.equal(49);
    expect([...names].filter((name) => !text.includes(`\`${name}\``))).to.deep.equal([]);
  });

  it('name every field of the plan format in plan-format.md', () => {
    const text = readFileSync(`${root}docs/plan-format.md`, 'utf8');
    const missing = fieldsOf(JSON.parse(planSchema())).filter((field) => !text.includes(`${field}\``));
    expect(missing).to.deep.equal([]);
  });
});

/** Every property name of a JSON Schema, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
  return [
    ...new Set([
      ...Object.keys(properties ?? {}),
      ...Object.values(properties ?? {}).flatMap(fieldsOf),
      ...Object.values(rest).flatMap(fieldsOf),
    ]),
  ];
}
