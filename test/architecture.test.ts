import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { importsOf, mostLines, violations } from './architecture/violations.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort();
const sourceOf = (path: string): string => readFileSync(src + path, 'utf8');

describe('the architecture', () => {
  it('is kept by every source file', () => {
    const found = files.flatMap((path) => violations(path, sourceOf(path)).map((what) => `${path}: ${what}`));
    expect(found).to.deep.equal([]);
  });

  it('is checked on all of the product, imports included', () => {
    expect(files).to.include.members(['main.ts', 'errors.ts', 'roster/rules/index.ts', 'web/app.ts']);
    const count = files.reduce((sum, path) => sum + importsOf(sourceOf(path)).length, 0);
    expect(count).to.be.greaterThan(files.length);
    for (const path of files) {
      // A way of importing that the checker cannot read must not slip through.
      const sources = sourceOf(path).match(/\bfrom '[^']+';$/gm) ?? [];
      expect(importsOf(sourceOf(path)).length, path).to.be.at.least(sources.length);
    }
  });
});

describe('violations', () => {
  const refused: readonly (readonly [path: string, source: string, what: string])[] = [
    ['calendar/a.ts', "import { x } from '../roster/index.ts';", 'imports ../roster/index.ts'],
    ['roster/rules/a.ts', "import type { X } from '../../plan/index.ts';", 'imports ../../plan/index.ts'],
    ['plan/a.ts', "import {\n  x,\n  y,\n} from '../db/plans.ts';", 'imports ../db/plans.ts'],
    ['report/a.ts', "export { x } from '../app/x.ts';", 'imports ../app/x.ts'],
    ['errors.ts', "import { x } from './config.ts';", 'imports ./config.ts'],
    ['forecast/a.ts', "import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ['erlang/a.ts', "import { z } from 'zod';", 'imports zod'],
    ['contract/a.ts', "import h from '@holiday-jp/holiday_jp';", 'imports @holiday-jp/holiday_jp'],
    ['app/a.ts', "import { MikroORM } from '@mikro-orm/core';", 'imports @mikro-orm/core'],
    ['app/a.ts', "import express from 'express';", 'imports express'],
    ['roster/a.ts', "import highs from 'highs';", 'imports highs'],
    ['web/a.ts', "import Handlebars from 'handlebars';", 'imports handlebars'],
    ['web/a.ts', "import type { User } from '../db/users.ts';", 'imports ../db/users.ts'],
    ['web/a.ts', "import { runPlan } from '../cli/plan.ts';", 'imports ../cli/plan.ts'],
    ['web/a.ts', "import { print } from '../render/pdf.ts';", 'imports ../render/pdf.ts'],
    ['web/a.ts', "const x = await import('../db/open.ts');", 'imports ../db/open.ts'],
    ['cli/a.ts', "import { createWeb } from '../web/app.ts';", 'imports ../web/app.ts'],
    ['cli/a.ts', "import '../db/open.ts';", 'imports ../db/open.ts'],
    ['files/a.ts', "import { readFile } from 'node:fs/promises';", 'imports node:fs/promises'],
    ['db/a.ts', "import { parse } from 'csv-parse/sync';", 'imports csv-parse/sync'],
    ['db/a.ts', "import { x } from '../app/x.ts';", 'imports ../app/x.ts'],
    ['main.ts', "import { x } from './db/open.ts';", 'imports ./db/open.ts'],
    ['utils/a.ts', '', 'utils is no known folder'],
    ['plan/a.ts', 'const at = new Date();', 'new Date in the core'],
    ['plan/a.ts', 'const at = Date.now();', 'Date. in the core'],
    ['roster/a.ts', 'const x = Math.random();', 'Math.random in the core'],
    ['erlang/a.ts', 'console.log(1);', 'console in the core'],
    ['calendar/a.ts', "const zone = process.env['TZ'];", 'process in the core'],
    ['web/a.ts', 'export enum Colour { Red }', 'export enum Colour cannot be erased'],
    ['db/a.ts', 'namespace Rows {}', 'namespace Rows cannot be erased'],
    ['db/a.ts', '@Entity()\nclass Row {}', '@Entity cannot be erased'],
    ['app/a.ts', 'export function makePlan() {}', 'makePlan has no docstring'],
    ['app/a.ts', '// A note.\nexport const most = 3;', 'most has no docstring'],
    ['app/a.ts', '/** One. */\n\nexport interface Two {}', 'Two has no docstring'],
    ['app/a.ts', 'x;\n'.repeat(mostLines + 1), `${mostLines + 1} lines`],
  ];
  for (const [path, source, what] of refused) {
    it(`finds in ${path}: ${what}`, () => {
      expect(violations(path, source)).to.deep.equal([what]);
    });
  }

  const kept: readonly (readonly [path: string, source: string])[] = [
    ['roster/rules/a.ts', "import { x } from '../staff.ts';\nimport { y } from '../../errors.ts';"],
    ['plan/a.ts', "import { LocalDate } from '@js-joda/core';\nimport { z } from 'zod';"],
    ['calendar/a.ts', "import h from '@holiday-jp/holiday_jp/lib/holidays.js';"],
    ['web/a.ts', "import { render } from '../render/html.ts';\nimport { x } from '../app/x.ts';"],
    ['plan/a.ts', "/** No Date.now() and no console here. */\nexport const words = 'process Date.now()';"],
    ['plan/a.ts', '/** A day; LocalDate, no Date. */\nexport type Day = LocalDate;\nconst processed = 1;'],
    ['app/a.ts', '/** What it does. */\nexport async function act() {}'],
    ['app/a.ts', 'x;\n'.repeat(mostLines)],
  ];
  for (const [path, source] of kept) {
    it(`lets ${path} have ${JSON.stringify(source.slice(0, 70))}`, () => {
      expect(violations(path, source)).to.deep.equal([]);
    });
  }
});
