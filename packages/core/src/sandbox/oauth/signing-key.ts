/** Creates the authorization server's RSA key on first use. All sandboxes of a process share it. */
import { exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose';

export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public key for the JWKS. Like Linxo's tokens, it has no `kid`. */
  readonly jwk: JWK;
  /** The public key in PEM (SPKI). */
  readonly pem: string;
}

let shared: Promise<SigningKey> | undefined;

export function signingKey(): Promise<SigningKey> {
  shared ??= makeKey();
  return shared;
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const [jwk, pem] = await Promise.all([exportJWK(publicKey), exportSPKI(publicKey)]);
  return { privateKey, publicKey, jwk: { ...jwk, alg: 'RS256', use: 'sig' }, pem };
}
