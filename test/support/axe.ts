/** Checks pages for accessibility with axe-core, in the browser that shows them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns what axe-core finds on a page, in one line each: nothing, if all is well. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Evaluated by the browser itself, because a page that lets no foreign script in is no reason not to check it.
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${page.url()} ${id}: ${html.slice(0, 200)}`));
}
