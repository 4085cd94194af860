import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { loadTexts } from '../../src/render/i18n.ts';

const locales = fileURLToPath(new URL('../../views/locales', import.meta.url));

/** Keys of a file, plural endings left out, each with its placeholders. */
function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? `${path}${key.replace(/_(one|other)$/, '')} ${(value.match(/{{\w+}}/g) ?? []).toSorted().join('')}`
      : keysOf(value, `${path}${key}.`),
  );
}

describe('loadTexts', () => {
  const translate = loadTexts(locales);

  it('finds the same keys with the same placeholders in both languages', () => {
    for (const file of readdirSync(`${locales}/ja`)) {
      const [ja, en] = ['ja', 'en'].map((language) =>
        keysOf(JSON.parse(readFileSync(`${locales}/${language}/${file}`, 'utf8'))),
      );
      expect([...new Set(en)].toSorted(), file).to.deep.equal(ja!.toSorted());
    }
  });

  it('fills placeholders and leaves signs of HTML to the view', () => {
    expect(translate('ja', 'print:version', { version: 2 })).to.equal('第2版');
    expect(translate('en', 'print:version', { version: '<b>' })).to.equal('Version <b>');
  });

  it('throws on an unknown key and on a missing value', () => {
    expect(() => translate('ja', 'print:no.such')).to.throw('No text for');
    expect(() => translate('ja', 'print:version')).to.throw('No value for {{version}}');
  });
});
