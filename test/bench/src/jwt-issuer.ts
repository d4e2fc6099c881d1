/** The JWT that the guard peers read from a caller: HS256, the cheapest algorithm that all of them know. */
import { SignJWT } from 'jose';
import type { JwtIssuer } from './contender.ts';

const ISSUER = 'https://issuer.example.org/';
const AUDIENCE = 'https://api.example.org';
const SECRET = 'a secret of the benchmark, of thirty-two bytes or more';

export async function createJwtIssuer(): Promise<JwtIssuer> {
  const nowS = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'alice',
    client_id: 'client',
    iat: nowS,
    exp: nowS + 24 * 3600,
    jti: 'one',
    scope: 'accounts_read',
  };
  const jwt = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .sign(new TextEncoder().encode(SECRET));
  return { issuer: ISSUER, audience: AUDIENCE, secret: SECRET, jwt, claims };
}
