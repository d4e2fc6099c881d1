/** Checks the form of the base URLs that tokens and secrets are sent to. Where they lead is checked in `environment-problems.ts`. */
import * as z from 'zod';

/** The schema of a base URL. The parsed URL has no trailing slash. */
export const baseUrl = z.string('must be a URL').transform((text, context) => {
  const problem = formProblem(text);
  if (problem) {
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }
  return text.trim().replace(/\/+$/, '');
});

/** Returns the URL of a text, or `undefined` if its form is that of no base URL. */
export function parseBaseUrl(text: unknown): URL | undefined {
  return typeof text === 'string' && formProblem(text) === undefined ? new URL(text.trim()) : undefined;
}

/** Returns true if a base URL names the version of the API, such as `/v2.1`. */
export function namesVersion(url: string): boolean {
  return /\/v\d+(?:\.\d+)*(?=\/|$)/.test(new URL(url).pathname);
}

function formProblem(text: string): string | undefined {
  if (/^["'`“‘].*["'`”’]$/.test(text.trim())) return 'must not have quotes around it';
  if (!URL.canParse(text.trim())) return 'must be an absolute URL, such as https://auth.example.com';
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https: URL';
  if (url.username !== '' || url.password !== '') return 'must not hold credentials: give clientId and clientSecret';
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) return 'must have neither a query nor a fragment';
  return undefined;
}
