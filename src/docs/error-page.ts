import { type ErrorEntry, type ErrorKind, errorRegistry, exitCodeOf, httpStatusOf } from '../errors.ts';

const meaningOf: Readonly<Record<ErrorKind, string>> = {
  InvalidInput: '入力の誤り / bad input',
  NotFound: '見つからない / not found',
  Conflict: '今はできない / cannot be done now',
  NotAllowed: '許可がない / not allowed',
  Unavailable: '使えない / not available',
};

/** The text of `docs/errors.md`: every code of the registry by kind, with its sentences. */
export function errorPage(): string {
  const kinds = Object.keys(meaningOf) as ErrorKind[];
  return `${[
    '# エラー / Errors',
    '',
    'コードごとの文です。{…} は実際の値に置き換わります。この文書は `src/errors.ts` から `npm run -s docs` で作られます。',
    'Every error by its code. `{…}` stands for a value. Made from `src/errors.ts` by `npm run -s docs`; do not edit by hand.',
    '',
    '| kind | 意味 / meaning | HTTP | exit code |',
    '| --- | --- | --- | --- |',
    ...kinds.map((kind) => `| ${kind} | ${meaningOf[kind]} | ${httpStatusOf[kind]} | ${exitCodeOf[kind]} |`),
    ...kinds.flatMap((kind) => ['', `## ${kind}`, '', ...sections(kind)]),
  ].join('\n')}\n`;
}

function sections(kind: ErrorKind): string[] {
  const entries: [string, ErrorEntry][] = Object.entries(errorRegistry);
  return [
    '| code | 日本語 | English |',
    '| --- | --- | --- |',
    ...entries
      .filter(([, entry]) => entry.kind === kind)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { ja, en }]) => `| \`${code}\` | ${cell(ja)} | ${cell(en)} |`),
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
