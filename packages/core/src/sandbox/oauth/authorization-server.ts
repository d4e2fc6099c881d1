/** Answers `POST /token`, by Linxo's documentation and RFC 6749, and `GET /jwks` with the public key. */
import type { TokenQuirks } from '../faults/fault.ts';
import { hasContentType, type Exchange } from '../http/exchange.ts';
import { FORM_TYPE, JSON_TYPE, readForm, type Form } from '../http/form.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import type { World } from '../world/world.ts';
import { authenticateClient } from './client-authentication.ts';
import { grantScopes } from './granted-scopes.ts';
import { entitle, required } from './grants.ts';
import { NO_STORE, OAuthError, oauthErrorReply } from './oauth-error.ts';
import { signingKey } from './signing-key.ts';
import type { IssuedToken } from './token-issuer.ts';

const METHODS: Readonly<Record<string, string>> = { '/token': 'POST', '/jwks': 'GET' };

export async function answerAuthorizationServer(exchange: Exchange, quirks: TokenQuirks, world: World): Promise<Reply> {
  const method = METHODS[exchange.path];
  if (method === undefined) return jsonReply(404, { error: 'NOT_FOUND', error_description: 'No such endpoint' });
  if (exchange.method !== method) return emptyReply(405, { allow: method });
  if (exchange.path === '/jwks') return jsonReply(200, { keys: [(await signingKey()).jwk] });
  try {
    return tokenReply(await answerTokenRequest(exchange, quirks, world), world);
  } catch (error) {
    if (error instanceof OAuthError) return oauthErrorReply(error);
    throw error;
  }
}

async function answerTokenRequest(exchange: Exchange, quirks: TokenQuirks, world: World): Promise<IssuedToken> {
  const form = wellFormed(exchange, world);
  const client = authenticateClient(exchange, form, world);
  const { subject, may } = entitle(form, client, world);
  const scopes = grantScopes(form.values['scope'], may, world.rules);
  return world.tokens.issue({ clientId: client.clientId, subject, scopes }, quirks);
}

function wellFormed(exchange: Exchange, { rules }: World): Form {
  const allowed = rules.tokenBody === 'any' ? [FORM_TYPE, JSON_TYPE] : [FORM_TYPE];
  if (!allowed.some((type) => hasContentType(exchange, type))) {
    throw new OAuthError('invalid_request', `The content type of the body must be ${allowed.join(' or ')}`);
  }
  if (exchange.query.size > 0) throw new OAuthError('invalid_request', 'Parameters belong into the body');
  const form = readForm(exchange);
  if (form.malformed) throw new OAuthError('invalid_request', 'The body must be a JSON object whose values are texts');
  const [twice] = form.duplicates;
  if (twice !== undefined) throw new OAuthError('invalid_request', 'A parameter was sent more than once');
  required(form, 'grant_type');
  return form;
}

function tokenReply(token: IssuedToken, { wire, clock }: World): Reply {
  const scope = token.scopes.join(' ');
  const remaining = Math.max(0, Math.round((token.expiresAtMs - clock()) / 1000));
  const body = {
    access_token: token.value,
    token_type: wire.tokenType,
    expires_in: expiresIn(wire.expiresIn, remaining),
    ...(wire.scopeInBody ? { scope } : {}),
  };
  return { ...jsonReply(200, body, NO_STORE), scopeGranted: scope };
}

function expiresIn(spelling: World['wire']['expiresIn'], seconds: number): unknown {
  if (spelling === 'number') return seconds;
  return spelling === 'string' ? String(seconds) : spelling.literal;
}
