import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type ResourceKey } from 'i18next';
import type { Language } from '../errors.ts';

/**
 * The text of a key, `namespace:path.to.text`, with its `{{name}}` placeholders filled and its plural chosen by `count`.
 * An unknown key or a missing value is a bug and throws.
 */
export type Translate = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, unknown>>,
) => string;

/** The texts of `<directory>/<language>/<namespace>.json`, read once. */
export function loadTexts(directory: string): Translate {
  const i18n = createInstance();
  const resources = Object.fromEntries(
    (['ja', 'en'] as const).map((language) => [language, namespacesOf(join(directory, language))]),
  );
  void i18n.init({
    resources,
    ns: Object.keys(resources['ja'] ?? {}),
    lng: 'ja',
    fallbackLng: false,
    initAsync: false,
    returnNull: false,
    // Handlebars escapes what it prints.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`No value for ${match[0]} in "${text}"`);
    },
    parseMissingKeyHandler: (key: string) => {
      throw new Error(`No text for "${key}"`);
    },
  });
  return (language, key, values = {}) => i18n.t(key, { ...values, lng: language });
}

function namespacesOf(directory: string): Record<string, ResourceKey> {
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(directory, name), 'utf8')),
    ]),
  );
}
