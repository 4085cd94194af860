import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { Language } from '../errors.ts';
import { loadTexts, type Translate } from './i18n.ts';

/** Makes HTML from views and data. */
export interface Renderer {
  /**
   * A view with its data. Views are strict: a field that the data lack is a bug and throws.
   * @param viewName path below the views directory without `.hbs`, for example `print/staffing-plan`
   */
  render(viewName: string, data: object, language: Language): string;
  /** The texts of the locale files, for charts and messages outside a view. */
  readonly translate: Translate;
}

/**
 * A renderer of a views directory, read and parsed once. Every `.hbs` file is a view and, by the same path, a partial;
 * a layout is a partial with a block: `{{#> layouts/page}}…{{/layouts/page}}`. Texts come from `locales/`.
 *
 * Helpers: `t` (a text by key, with values as hash arguments), `language`, `css` (text inside a CSS string), `eq` (two
 * values are the same).
 */
export function createRenderer(settings: { readonly viewsDirectory: string }): Renderer {
  const translate = loadTexts(join(settings.viewsDirectory, 'locales'));
  const handlebars = Handlebars.create();
  handlebars.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    translate(languageOf(options), key, options.hash),
  );
  handlebars.registerHelper('language', (options: Handlebars.HelperOptions) => languageOf(options));
  handlebars.registerHelper('css', (text: string) => new handlebars.SafeString(cssStringOf(text)));
  handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  const views = new Map<string, Handlebars.TemplateDelegate>();
  const files = readdirSync(settings.viewsDirectory, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.hbs'))) {
    const name = file.slice(0, -'.hbs'.length).replaceAll('\\', '/');
    const syntax = handlebars.parse(readFileSync(join(settings.viewsDirectory, file), 'utf8'));
    const view = handlebars.compile(syntax, { strict: true, knownHelpersOnly: true, knownHelpers });
    views.set(name, view);
    handlebars.registerPartial(name, view);
  }
  return {
    translate,
    render(viewName, data, language) {
      const view = views.get(viewName);
      if (view === undefined) throw new Error(`No view "${viewName}"`);
      return view(data, { data: { language } });
    },
  };
}

const knownHelpers = { t: true, language: true, css: true, eq: true };

/** A text inside the quotes of a CSS string, where HTML's escapes mean nothing. */
function cssStringOf(text: string): string {
  return text.replace(/["\\<>&\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
}

function languageOf(options: Handlebars.HelperOptions): Language {
  return options.data.language;
}
