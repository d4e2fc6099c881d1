/** Starts a real Chromium without a window, for tests of pages. */
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAM = 'chromium';

/** The path of Chromium. If there is none, the tests that need it say so and are skipped. */
const { stdout } = spawnSync('which', [PROGRAM], { encoding: 'utf8' });
const executablePath = stdout?.trim();

export const hasChromium = Boolean(executablePath);
if (!hasChromium) console.warn('SKIPPED: tests that need Chromium. Install it: apt-get install chromium');

/** Starts Chromium. The caller closes it. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // These options switch off Chromium's own requests to its maker.
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
