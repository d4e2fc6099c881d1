/** Lets requests that change something pass only if one of this application's own pages sent them (protection against CSRF). */
import { isLoopbackName } from '../config/config.ts';

/** The headers by which a browser says which page sends a request. No script of a page can set them. */
export interface SenderHeaders {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly origin?: string | undefined;
  readonly cookie?: string | undefined;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Returns true if a request may pass. A browser says where a request comes from in `Sec-Fetch-Site`, an older one in `Origin`.
 * A request with neither is no browser's; it passes if it has no cookie, because then it acts for nobody.
 */
export function isFromOwnPage(method: string | undefined, headers: SenderHeaders, ownOrigin: string): boolean {
  if (READING.has(method ?? '')) return true;
  const site = headers['sec-fetch-site'];
  // `none` is what somebody does in the browser itself, such as sending a form again.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (headers.origin !== undefined) return headers.origin === ownOrigin;
  return headers.cookie === undefined;
}

/**
 * Returns the origin at which the application is reached: the one that is set, or this machine's own name in the `Host` header. Any other
 * `Host` is not believed, because links and redirects are made from it.
 */
export function ownOriginOf(publicUrl: string | undefined, host: string | undefined, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const said = `http://${host ?? ''}`;
  const isOwnName = URL.canParse(said) && new URL(said).host === host && isLoopbackName(new URL(said).hostname);
  return isOwnName ? said : `http://localhost:${port}`;
}
