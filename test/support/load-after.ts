/** Waits for the page that an action of a visitor leads to, so that a test never looks at the page before it. */
import type { Page } from 'playwright-core';

/**
 * Does something that leads the page elsewhere, such as a click on a link or on the button of a form, and returns
 * when the next page has loaded. A click by itself does not wait: what is read right after it may be of either page.
 */
export async function loadAfter(page: Page, action: () => Promise<void>): Promise<void> {
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  // The action may fail first. Its error is the one to see, and the waiting ends with the page.
  arrived.catch(() => undefined);
  await action();
  await arrived;
  await page.waitForLoadState();
}
