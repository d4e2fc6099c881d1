/** Reads `Authorization: Basic` in the encodings that clients use. */
import type { Wire } from '../settings.ts';
import type { Clients, KnownClient } from '../world/clients.ts';

/** Returns the client whose id and secret the header contains. */
export function readBasic(header: string, encoding: Wire['basicEncoding'], clients: Clients): KnownClient | undefined {
  const base64 = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  const pair = bytes.toString('utf8');
  return (
    (encoding === 'form' ? undefined : rawPair(pair, clients)) ??
    (encoding === 'raw' ? undefined : formPair(pair, clients)) ??
    (encoding === 'any' ? otherPair(pair, bytes.toString('latin1'), clients) : undefined)
  );
}

/** Finds the client by a raw pair, as `curl -u` sends it. It compares the whole pair, because an id may contain a colon. */
function rawPair(pair: string, clients: Clients): KnownClient | undefined {
  return [...clients.all()].find(({ clientId, clientSecret }) => pair === `${clientId}:${clientSecret}`);
}

/** Finds the client by a pair of form-encoded halves (RFC 6749 section 2.3.1). */
function formPair(pair: string, clients: Clients): KnownClient | undefined {
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  const client = clients.find(formDecode(pair.slice(0, colon)));
  return client?.clientSecret === formDecode(pair.slice(colon + 1)) ? client : undefined;
}

/**
 * Finds the client by a pair that is neither of the two: some libraries encode nothing but colons (`@badgateway/oauth2-client`), others
 * send a raw pair in ISO 8859-1 (Python's `requests`).
 */
function otherPair(pair: string, latin1Pair: string, clients: Clients): KnownClient | undefined {
  const halves = pair.split(':');
  const [id = '', secret = ''] = halves.map((half) => half.replaceAll(/%3a/gi, ':'));
  const client = halves.length === 2 ? clients.find(id) : undefined;
  return client?.clientSecret === secret ? client : rawPair(latin1Pair, clients);
}

function formDecode(text: string): string {
  // An unencoded '=' or '&' must not split the value.
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';
}
