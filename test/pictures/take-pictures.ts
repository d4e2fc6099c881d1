/** Takes the pictures of the documents, each in light and in dark, at a time that stands still. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routesPage } from '@linxo-guard/core/routes';
import { startSandbox } from '@linxo-guard/core/sandbox';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { manyRoutes } from '../pages/many-routes.ts';
import { chooseBank, enterCode, send, signIn, widgetLink } from '../pages/widget-tour.ts';
import { startChromium } from '../support/chromium.ts';
import { startTemplate } from '../templates/running-template.ts';
import { Visitor } from '../templates/visitor.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const NOW = '2026-06-09T08:30:00Z';
const WIDE = { width: 1100, height: 720 };
/** Readers load these pictures with the document. */
const MOST_BYTES = 150_000;
const PHONE = { width: 390, height: 620 };

let browser: Browser;
beforeAll(async () => {
  // Only `Date` stands still: what waits for a moment goes on.
  vi.setSystemTime(NOW);
  browser = await startChromium();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  vi.useRealTimers();
});

describe.each(['light', 'dark'] as const)('pictures, %s', (colorScheme) => {
  /** Writes a picture into its file, and returns its size in bytes. */
  const save = (name: string, picture: Buffer): number => {
    writeFileSync(`${FOLDER}${name}-${colorScheme}.png`, picture);
    return picture.length;
  };
  const newPage = async (viewport: typeof WIDE) =>
    (await browser.newContext({ viewport, colorScheme, locale: 'en' })).newPage();

  it('the template', async () => {
    await using template = await startTemplate('koa');
    const page = await newPage(WIDE);
    const visitor = new Visitor(page, template.url);
    await visitor.signIn('camille@example.org', 'correct-horse-camille');
    expect(save('accounts', await stillOf(page))).toBeLessThan(MOST_BYTES);
  });

  it('the widgets of the sandbox, one beside the other', async () => {
    const sandbox = await startSandbox({ frozenAt: NOW });
    sandbox.synchronizations.durationMs = Number.POSITIVE_INFINITY;
    const page = await newPage(PHONE);
    const pictures: Buffer[] = [];
    const look = async () => void pictures.push(await stillOf(page));
    await page.goto(await widgetLink(sandbox, 'add_connection', { locale: 'en', wait_sync_end: 'true' }));
    await look();
    await chooseBank(page, '9202');
    await look();
    await signIn(page);
    await enterCode(page, '123456');
    await look();
    // The page says how long the synchronization has taken, which no picture may leave to the machine.
    const startMs = performance.now();
    const stopwatch = vi.spyOn(performance, 'now').mockReturnValue(startMs);
    await send(page);
    for (let steps = 0; steps < 2; steps += 1) sandbox.synchronizations.step();
    stopwatch.mockReturnValue(startMs + 4_500);
    await page.reload();
    await look();
    stopwatch.mockRestore();
    const wide = await newPage({ width: 4 * PHONE.width + 3 * 20, height: PHONE.height });
    expect(save('widgets', await besideEachOther(wide, pictures))).toBeLessThan(MOST_BYTES);
    await sandbox.close();
  });

  it('the page of routes', async () => {
    const html = routesPage(manyRoutes(), 'Routes of the shop');
    for (const [name, viewport] of [
      ['routes', { width: 1280, height: 640 }],
      ['routes-phone', PHONE],
    ] as const) {
      const page = await newPage(viewport);
      await page.setContent(html);
      // On a phone, the table is further down, and wider than the screen.
      if (viewport === PHONE) await page.locator('.table').evaluate((table) => table.scrollIntoView());
      if (viewport === PHONE) await page.locator('.table').evaluate((table) => table.scrollTo(120, 0));
      expect(save(name, await stillOf(page))).toBeLessThan(MOST_BYTES);
    }
  });
});

/** Takes a picture of a page once nothing in it changes any more: Chromium may still be drawing the parts that scroll. */
async function stillOf(page: Page): Promise<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  for (;;) {
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const now = await page.screenshot({ omitBackground: true });
    if (now.equals(before)) return now;
    before = now;
  }
}

/** Puts pictures into one, with room between them through which the ground of the document is seen. */
async function besideEachOther(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
  await page.setContent(
    `<style>html { background: none } body { display: flex; gap: 20px; margin: 0 } img { border-radius: 12px }</style>${images.join('')}`,
  );
  return stillOf(page);
}
