/** Links to the pages to sign in and up, which lead on to the page that was wanted. */

/** @param next the path and query of the page to go to afterwards */
export function entryHref(kind: 'sign-in' | 'sign-up', next: string | undefined): string {
  return next === undefined ? `/${kind}` : `/${kind}?next=${encodeURIComponent(next)}`;
}
