/** What the files of one folder, or one file directly under src, may import. */
interface Allowed {
  /** Folders and files of src beside its own. */
  readonly own: readonly string[];
  /** Packages, by the beginning of their name. */
  readonly packages: readonly string[];
  readonly node: boolean;
}

/** The core from left to right: each imports only what stands to its left, and nothing of the outside world. */
export const coreOrder = [
  'errors',
  'calendar',
  'contract',
  'erlang',
  'calls',
  'simulate',
  'forecast',
  'roster',
  'plan',
  'documents',
  'report',
] as const;

const time = '@js-joda/core';
const corePackages: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  calendar: [time, '@holiday-jp/'],
  contract: [time, 'zod'],
  plan: [time, 'zod'],
};

const outside: Readonly<Record<string, Allowed>> = {
  sample: { own: coreOrder, packages: [time], node: false },
  'sample/write.ts': { own: coreOrder, packages: [time], node: true },
  files: {
    own: coreOrder,
    packages: [time, 'csv-parse', 'csv-stringify', 'iconv-lite', 'ical-generator', 'write-excel-file'],
    node: false,
  },
  db: {
    own: coreOrder,
    packages: [
      time,
      'canonicalize',
      '@mikro-orm/',
      '@electric-sql/pglite',
      '@electric-sql/pglite-prepopulatedfs',
    ],
    node: true,
  },
  solver: { own: coreOrder, packages: [time, 'highs'], node: true },
  render: {
    own: coreOrder,
    packages: [
      time,
      'handlebars',
      'puppeteer-core',
      'echarts',
      'i18next',
      '@sparticuz/chromium',
      'pdfjs-dist',
    ],
    node: true,
  },
  signing: { own: coreOrder, packages: [time, 'node-forge'], node: true },
  app: {
    own: [...coreOrder, 'files', 'db', 'solver', 'render', 'signing'],
    packages: [time, 'canonicalize', 'pino', 'fflate'],
    node: true,
  },
  web: {
    // Pages, their charts and their fonts; printing is a use case.
    own: [...coreOrder, 'app', 'render/html.ts', 'render/charts.ts', 'render/fonts.ts'],
    packages: [time, 'zod', 'express', 'express-session', 'helmet'],
    node: true,
  },
  // Plays a year as people would, through the use cases; its documents are read back for the index.
  scenario: {
    own: [...coreOrder, 'sample', 'files', 'render/html.ts', 'render/pdf-text.ts', 'app'],
    packages: [time],
    node: false,
  },
  cli: { own: [...coreOrder, 'app', 'scenario'], packages: [time], node: true },
  docs: { own: coreOrder, packages: ['zod'], node: true },
  'config.ts': { own: ['errors'], packages: ['zod'], node: false },
  'main.ts': { own: ['errors', 'config.ts', 'app', 'web'], packages: [], node: true },
};

/** Most lines of a source file. */
export const mostLines = 400;

/**
 * What a source file of src does against the architecture, in words.
 * @param path relative to src, for example `roster/weeks.ts` @param source its text
 */
export function violations(path: string, source: string): string[] {
  const folder = placeOf(path);
  const allowed = outside[path] ?? outside[folder] ?? core(folder);
  if (allowed === undefined) return [`${folder} is no known folder`];
  const code = withoutCommentsAndWords(source);
  const isCore = (coreOrder as readonly string[]).includes(folder);
  const lines = source.trimEnd().split('\n').length;
  return [
    ...importsOf(source).flatMap((target) => wrongImport(path, target, allowed)),
    ...(isCore ? [...code.matchAll(worldly)].map(([word]) => `${word.trim()} in the core`) : []),
    ...[...code.matchAll(unerasable)].map(([word]) => `${word.trim()} cannot be erased`),
    ...(lines > mostLines ? [`${lines} lines`] : []),
    ...undocumented(source).map((name) => `${name} has no docstring`),
  ];
}

function core(folder: string): Allowed | undefined {
  const position = (coreOrder as readonly string[]).indexOf(folder);
  if (position < 0) return undefined;
  return { own: coreOrder.slice(0, position), packages: corePackages[folder] ?? [time], node: false };
}

/** Folder of a path below src; a file directly under src stands for itself, errors.ts as the first of the core. */
function placeOf(path: string): string {
  const [first = '', ...rest] = path.split('/');
  return rest.length > 0 ? first : first === 'errors.ts' ? 'errors' : first;
}

/** Everything that a source names after `from`, imports for its effect or when it runs. */
export function importsOf(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [
    ...code.matchAll(/^(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g),
  ].map((match) => match[1]!);
}

function wrongImport(path: string, target: string, allowed: Allowed): string[] {
  const wrong = [`imports ${target}`];
  if (target.startsWith('node:')) return allowed.node ? [] : wrong;
  if (!target.startsWith('.')) {
    const isAllowed = allowed.packages.some((name) =>
      name.endsWith('/') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
    );
    return isAllowed ? [] : wrong;
  }
  const resolved = new URL(target, `file:///src/${path}`).pathname.slice('/src/'.length);
  const place = placeOf(resolved);
  const isOwn = place === placeOf(path) || allowed.own.includes(place) || allowed.own.includes(resolved);
  return isOwn ? [] : wrong;
}

const worldly =
  /\b(?:Math\.random|process|console|performance|setTimeout|setInterval|setImmediate|fetch)\b|\b(?:new Date|Date\.|Date\()/g;
const unerasable =
  /^[ \t]*(?:export\s+)?(?:declare\s+)?(?:const\s+)?(?:enum|namespace)\s+\w+|^[ \t]*@\w+|constructor\((?:[^)]*,)?\s*(?:public|private|protected|readonly)\s/gm;

/** Comments and the text of quoted strings say nothing about what code does. */
function withoutCommentsAndWords(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, (part) =>
    part.startsWith('/') ? '' : "''",
  );
}

/** Names that a source exports without a docstring right above; what it passes on from elsewhere is documented there. */
function undocumented(source: string): string[] {
  const lines = source.split('\n');
  return lines.flatMap((line, index) => {
    const declared =
      /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type) (\w+)/.exec(
        line,
      );
    if (declared === null) return [];
    return lines[index - 1]?.trimEnd().endsWith('*/') === true ? [] : [declared[1]!];
  });
}
