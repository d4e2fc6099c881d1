/** The `WWW-Authenticate` challenges that a refusal carries (RFC 6750 section 3). They hold nothing that a caller sent. */
import type { Scope } from '../catalog/scopes.ts';

const REALM = 'linxo';

/** The challenge for a caller without credentials. It has no error code (RFC 6750 section 3.1). */
export const SIGN_IN_CHALLENGE = challenge({ realm: REALM });

/** Returns the challenge of a route whose scopes were not granted. */
export function insufficientScopeChallenge(scopes: readonly Scope[]): string {
  return challenge({ realm: REALM, error: 'insufficient_scope', scope: scopes.join(' ') });
}

function challenge(parameters: Readonly<Record<string, string>>): string {
  const list = Object.entries(parameters).map(([name, value]) => `${name}=${quote(value)}`);
  return `Bearer ${list.join(', ')}`;
}

/** Returns a quoted-string (RFC 9110 section 5.6.4). */
function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
