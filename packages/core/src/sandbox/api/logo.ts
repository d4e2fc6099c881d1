/** Shows connections and providers with the whole URL of their logo. */
import { withLogo } from '../data/providers.ts';
import type { Call } from './call.ts';

/** Returns the payload with a logo under the host by which the caller reaches the sandbox, as the links of widget sessions are. */
export function shownTo<T extends { readonly logo_url: string }>({ exchange, world }: Call, payload: T): T {
  const { links, widgets } = world.places;
  if (links !== undefined) return withLogo(payload, links);
  const url = new URL(widgets);
  url.hostname = (exchange.headers['host'] ?? url.host).replace(/:\d*$/, '');
  return withLogo(payload, url.origin);
}
