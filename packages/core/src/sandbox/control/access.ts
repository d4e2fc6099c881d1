/** Decides who may use the control API: programs on this machine, or those with the admin token; and never a page in a browser. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { hasContentType, type Exchange } from '../http/exchange.ts';
import { JSON_TYPE } from '../http/form.ts';
import { isLoopback } from '../http/host-names.ts';
import { ControlError } from './control-error.ts';

export interface ControlAccess {
  /** The address that the sandbox listens on. */
  readonly host: string;
  readonly adminToken: string | undefined;
}

const WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** Throws a `ControlError` if the request may not use the control API. */
export function requireAccess(exchange: Exchange, { host, adminToken }: ControlAccess): void {
  if (adminToken !== undefined) requireToken(exchange, adminToken);
  else if (!isLoopback(host)) {
    throw new ControlError(
      'forbidden',
      `The control API is off, because the sandbox listens on ${host}, which others may reach. Start it with an admin token (--admin-token, or the option adminToken) and send that as Bearer token.`,
    );
  }
  requireOwnOrigin(exchange);
}

/** Throws a `ControlError` if the call changes something and is not JSON, because a page of another origin can send forms and texts. */
export function requireJson(exchange: Exchange): void {
  if (!WITH_BODY.includes(exchange.method) || hasContentType(exchange, JSON_TYPE)) return;
  throw new ControlError(
    'unsupported_media_type',
    `Send the header "content-type: ${JSON_TYPE}", also without a body.`,
  );
}

function requireToken({ headers }: Exchange, adminToken: string): void {
  const given = /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (given !== undefined && timingSafeEqual(digest(given), digest(adminToken))) return;
  throw new ControlError('unauthorized', 'The control API of this sandbox wants its admin token as Bearer token.', {
    'www-authenticate': 'Bearer realm="linxo-sandbox control"',
  });
}

/** Browsers name the origin of the page that sends a request. */
function requireOwnOrigin({ headers }: Exchange): void {
  const { origin, host } = headers;
  if (origin === undefined || origin === `http://${host}`) return;
  throw new ControlError('forbidden', 'The control API takes no requests from pages of other origins.');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
