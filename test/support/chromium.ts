/** A real Chromium, without a window, for tests of pages. */
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAM = 'chromium';

/** Where it is. Where there is none, the tests that need it say so and are skipped. */
const { stdout } = spawnSync('which', [PROGRAM], { encoding: 'utf8' });
const executablePath = stdout?.trim();

export const hasChromium = Boolean(executablePath);
if (!hasChromium) console.warn('SKIPPED: tests that need Chromium. Install it: apt-get install chromium');

/** Whoever starts it closes it. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // What it would like to tell its maker has no place in a test.
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
