import { type Browser, type HTTPRequest, launch, type Page } from 'puppeteer-core';
import { fittedTo, letterName } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import {
  type BrowserLaunch,
  bundledChromium,
  discardBundledChromium,
  installedChromium,
} from './chromium.ts';
import { fontSheetFor, isInFont } from './fonts.ts';

/** What a printer tells its log. */
export type PrinterLog = (event: {
  readonly event: 'browser-started' | 'browser-start-failed' | 'request-blocked' | 'letters-missing';
  readonly detail: string;
}) => void;

/** Prints HTML pages to PDF with one browser, which starts with the first page. */
export interface Printer {
  /**
   * A tagged PDF with an outline of its headings, all fonts embedded. Page sizes and margins come from the page's CSS.
   * The page can load nothing but the fonts under `/fonts/`; two prints of one page differ in their dates alone. Letters
   * that the font lacks are told to the log, and stand in a form that it has (see `fittedTo`).
   * @param html a whole document; its script, if any, does not run
   * @throws SekisuError `print.browser-unavailable` when the browser does not start or dies
   */
  print(html: string, options?: PrintOptions): Promise<Uint8Array>;
  /** Ends the browser; the printer cannot be used afterwards. */
  close(): Promise<void>;
}

/** How to print. */
export interface PrintOptions {
  /** Gives up after so many milliseconds, 60 000 unless told. */
  readonly timeoutMilliseconds?: number;
}

/** Origin of the printed page; answered from memory, never looked up. */
const origin = 'https://print.invalid';

/** A printer. @param settings the browser's executable (the bundled Chromium unless given) and a log */
export function openPrinter(settings: { readonly chromePath?: string; readonly log?: PrinterLog }): Printer {
  const log = settings.log ?? (() => {});
  let starting: Promise<Browser> | undefined;

  async function browser(): Promise<Browser> {
    starting ??= startBrowser(settings.chromePath, log);
    try {
      const started = await starting;
      if (started.connected) return started;
      starting = startBrowser(settings.chromePath, log);
      return await starting;
    } catch (error) {
      starting = undefined;
      throw error;
    }
  }

  /** Pages that wait for the next print: one that has printed before has its fonts at hand. */
  let idle: WarmPage[] = [];

  return {
    async print(html, options = {}) {
      const running = await browser();
      const timeout = options.timeoutMilliseconds ?? 60_000;
      idle = idle.filter(({ page }) => page.browser() === running && !page.isClosed());
      let warm = idle.pop();
      try {
        warm ??= await openWarmPage(running, log);
        const pdf = await printPage(warm, html, timeout, log);
        if (warm.prints < mostPrints && idle.length < mostIdle) idle.push(warm);
        else await warm.page.close();
        return pdf;
      } catch (error) {
        if (!running.connected) throw unavailable(error);
        await warm?.page.close();
        throw error;
      }
    },
    async close() {
      const running = await starting?.catch(() => undefined);
      await running?.close();
    },
  };
}

/** Prints after which a page is left, so that no browser grows for ever. */
const mostPrints = 100;
/** Most pages that wait for a print. */
const mostIdle = 3;

/** A page of the browser that prints one document after another. */
interface WarmPage {
  readonly page: Page;
  /** What it answers for the page itself. */
  html: string;
  prints: number;
}

async function openWarmPage(browser: Browser, log: PrinterLog): Promise<WarmPage> {
  const page = await browser.newPage();
  const warm: WarmPage = { page, html: '', prints: 0 };
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void answer(request, warm.html, log);
  });
  await page.emulateMediaType('print');
  return warm;
}

async function printPage(
  warm: WarmPage,
  html: string,
  timeoutMilliseconds: number,
  log: PrinterLog,
): Promise<Uint8Array> {
  const { page } = warm;
  const fitted = fittedTo(html, isInFont);
  if (fitted.lacking.length > 0) {
    log({ event: 'letters-missing', detail: fitted.lacking.map(letterName).join(', ').slice(0, 200) });
  }
  warm.html = fitted.text;
  warm.prints += 1;
  await page.goto(`${origin}/`, { waitUntil: 'load', timeout: timeoutMilliseconds });
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    // Layout asks for the fonts, so they may still be on their way when the document has loaded.
    waitForFonts: true,
    timeout: timeoutMilliseconds,
  });
}

async function answer(request: HTTPRequest, html: string, log: PrinterLog): Promise<void> {
  const url = new URL(request.url());
  if (url.origin === origin && url.pathname === '/' && request.isNavigationRequest()) {
    await request.respond({ contentType: 'text/html; charset=utf-8', body: html });
    return;
  }
  // A data: URL is part of the page itself.
  if (url.protocol === 'data:') {
    await request.continue();
    return;
  }
  const weight = /^\/fonts\/(400|700)\.css$/.exec(url.pathname)?.[1];
  if (url.origin === origin && (weight === '400' || weight === '700')) {
    await request.respond({ contentType: 'text/css; charset=utf-8', body: fontSheetFor(weight, html) });
    return;
  }
  log({ event: 'request-blocked', detail: url.href.slice(0, 200) });
  await request.abort('blockedbyclient');
}

async function startBrowser(chromePath: string | undefined, log: PrinterLog): Promise<Browser> {
  try {
    if (chromePath !== undefined) return await start(installedChromium(chromePath), log);
    try {
      return await start(await bundledChromium(process.env), log);
    } catch (error) {
      log({ event: 'browser-start-failed', detail: String(error) });
      await discardBundledChromium();
      return await start(await bundledChromium(process.env), log);
    }
  } catch (error) {
    throw unavailable(error);
  }
}

async function start(how: BrowserLaunch, log: PrinterLog): Promise<Browser> {
  const browser = await launch({
    executablePath: how.executablePath,
    args: how.arguments,
    env: how.environment,
    headless: 'shell',
  });
  log({ event: 'browser-started', detail: await browser.version() });
  return browser;
}

function unavailable(cause: unknown): SekisuError {
  const problem = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]!.slice(0, 200);
  return new SekisuError('print.browser-unavailable', { problem }, cause);
}
