import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const views = new URL('../../views/', import.meta.url);

describe('views/locales', () => {
  const namespaces = readdirSync(new URL('locales/ja', views)).toSorted();

  it('has the same files in both languages', () => {
    expect(readdirSync(new URL('locales/en', views)).toSorted()).to.deep.equal(namespaces);
  });

  for (const file of namespaces) {
    it(`has the same keys and places for values in both languages: ${file}`, () => {
      const [ja, en] = (['ja', 'en'] as const).map((language) => textsOf(`locales/${language}/${file}`));
      // English may tell one from many; Japanese does not.
      const stem = (key: string): string => key.replace(/_(one|other)$/, '');
      expect([...new Set([...en!.keys()].map(stem))].toSorted()).to.deep.equal(
        [...new Set([...ja!.keys()].map(stem))].toSorted(),
      );
      for (const [key, text] of ja!) {
        const other = en!.get(key);
        if (other !== undefined) expect(placesOf(other), key).to.deep.equal(placesOf(text));
      }
    });
  }

  it('has every text that a view names', () => {
    const known = new Set(
      namespaces.flatMap((file) =>
        [...textsOf(`locales/ja/${file}`).keys()].map((key) => `${file.replace('.json', '')}:${key}`),
      ),
    );
    const used = readdirSync(views, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.hbs'))
      .flatMap((name) => [...readFileSync(new URL(name, views), 'utf8').matchAll(/\(?\bt '([^']+)'/g)])
      .map((match) => match[1]!);
    expect(used.length).to.be.greaterThan(200);
    expect(used.filter((key) => !known.has(key) && !known.has(`${key}_other`))).to.deep.equal([]);
  });
});

function textsOf(path: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, prefix: string): void => {
    if (typeof value === 'string') texts.set(prefix, value);
    else
      for (const [key, inner] of Object.entries(value as object))
        walk(inner, prefix === '' ? key : `${prefix}.${key}`);
  };
  walk(JSON.parse(readFileSync(new URL(path, views), 'utf8')), '');
  return texts;
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).toSorted();
}
