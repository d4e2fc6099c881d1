/** Checks the base URLs that tokens and secrets are sent to: `https:`, or `http:` to this machine itself. */
import { z } from 'zod';

/** Matches the host names of this machine itself. */
export const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The schema of a base URL. The parsed URL has no trailing slash. */
export const baseUrl = z.string('must be a URL').transform((text, context) => {
  const problem = problemOf(text);
  if (problem) {
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }
  return text.trim().replace(/\/+$/, '');
});

function problemOf(text: string): string | undefined {
  if (!URL.canParse(text.trim())) return 'must be an absolute URL, such as https://auth.example.com';
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https: URL';
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    return 'must be https: (http: sends secrets in the clear; it is allowed for localhost, 127.0.0.0/8 and [::1] only)';
  }
  if (url.username !== '' || url.password !== '') return 'must not hold credentials: give clientId and clientSecret';
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) return 'must have neither a query nor a fragment';
  return undefined;
}
