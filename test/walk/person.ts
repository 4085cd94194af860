import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page, Viewport } from 'puppeteer-core';

/** Widths at which every screen is looked at: a phone and a desk. */
const widths = [390, 1280];
/** Windows in which people work. */
const desk: Viewport = { width: 1280, height: 900 };
const phone: Viewport = { width: 390, height: 844, hasTouch: true, isMobile: true };
/** Folder for pictures of every screen; none are taken when it is not set. */
const pictureFolder = process.env['SCREENSHOT_DIR'] ?? '';

/** One user in a browser of their own: no cookie is shared with another. */
export class Person {
  readonly page: Page;
  readonly #base: string;
  readonly #window: Viewport;

  private constructor(page: Page, base: string, window: Viewport) {
    this.page = page;
    this.#base = base;
    this.#window = window;
  }

  /** Opens a browser window with its own cookies. @param base address of the service, without slash at the end */
  static async arrive(browser: Browser, base: string): Promise<Person> {
    const context = await browser.createBrowserContext();
    return Person.#open(await context.newPage(), base, desk);
  }

  static async #open(page: Page, base: string, window: Viewport): Promise<Person> {
    page.setDefaultTimeout(180_000);
    await page.setViewport(window);
    return new Person(page, base, window);
  }

  /** The same person on a phone: signed in as they are, 390 px wide, with a finger. */
  async onPhone(): Promise<Person> {
    return Person.#open(await this.page.browserContext().newPage(), this.#base, phone);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#base}${path}`, { waitUntil: 'load' });
  }

  /** Clicks and waits for the page that follows. */
  async click(selector: string): Promise<void> {
    await this.page.waitForSelector(selector);
    const [, element] = await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'load' }),
      this.page.click(selector),
    ]);
    void element;
  }

  /** Touches with a finger and waits for the page that follows. */
  async tap(selector: string): Promise<void> {
    const element = (await this.page.waitForSelector(selector))!;
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), element.tap()]);
  }

  /** Goes with the tab key to what a selector finds, as many steps as it takes. */
  async tabTo(selector: string): Promise<void> {
    for (let step = 0; step < 200; step += 1) {
      await this.page.keyboard.press('Tab');
      const isThere = await this.page.evaluate(
        `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
      );
      if (isThere) return;
    }
    throw new Error(`no way to ${selector} by keyboard`);
  }

  /** Goes there with the tab key, presses a key and waits for the page that follows. */
  async press(key: 'Enter' | 'Space', selector: string): Promise<void> {
    await this.tabTo(selector);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.page.keyboard.press(key)]);
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      await this.page.locator(`[name="${name}"]`).fill(value);
    }
  }

  async choose(name: string, value: string): Promise<void> {
    await this.page.click(`input[name="${name}"][value="${value}"]`);
  }

  /** What the page says, as a reader sees it. */
  async text(): Promise<string> {
    return this.page.$eval('body', (body) => (body as unknown as { innerText: string }).innerText);
  }

  /** Path of the page now open. */
  path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** Takes a picture of the whole page at each width. */
  async picture(name: string): Promise<void> {
    if (pictureFolder === '') return;
    await mkdir(pictureFolder, { recursive: true });
    for (const width of widths) {
      await this.page.setViewport({ ...this.#window, width, height: 900 });
      await this.page.screenshot({
        path: join(pictureFolder, `${name}-${width}.png`) as `${string}.png`,
        fullPage: true,
      });
    }
    await this.page.setViewport(this.#window);
  }

  /** How far the page can be scrolled sideways, in pixels, at a width and a size of text: 0 when everything fits. */
  async overflowAt(width: number, textPercent = 100): Promise<number> {
    await this.page.setViewport({ ...this.#window, width, height: 900 });
    await this.page.evaluate(`document.documentElement.style.fontSize = '${textPercent}%'`);
    const overflow = await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    await this.page.evaluate("document.documentElement.style.fontSize = ''");
    await this.page.setViewport(this.#window);
    return Number(overflow);
  }

  /** The bytes that a link of the service gives to this person. */
  async download(path: string): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
    const answer = (await this.page.evaluate(
      `fetch(${JSON.stringify(path)}).then(async (r) => [r.status, Array.from(new Uint8Array(await r.arrayBuffer()))])`,
    )) as [number, number[]];
    return { status: answer[0], bytes: Uint8Array.from(answer[1]) };
  }
}
