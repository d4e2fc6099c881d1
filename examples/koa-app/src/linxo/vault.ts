/** Encrypts Linxo passwords (JWE, AES-256-GCM) with keys that are not in the database. */
import { compactDecrypt, CompactEncrypt } from 'jose';

export interface Vault {
  /** Encrypts a secret for its owner. For another owner the result is worth nothing. */
  seal(secret: string, ownerId: string): Promise<string>;
  /** Decrypts it, whichever key it was encrypted with. */
  open(sealed: string, ownerId: string): Promise<string>;
  /** The beginning of whatever the newest key has encrypted. */
  readonly newestPrefix: string;
}

/** Makes a vault of keys by their id, the newest first. The newest one encrypts, and each one decrypts. */
export function createVault(keys: ReadonlyMap<string, Uint8Array>): Vault {
  const [newest = ''] = keys.keys();
  const header = { alg: 'dir', enc: 'A256GCM', kid: newest };
  const keyOf = (kid: string | undefined): Uint8Array => {
    const key = keys.get(kid ?? '');
    if (key === undefined) throw new Error('PASSWORD_KEYS does not have the key of a Linxo password.');
    return key;
  };

  return {
    newestPrefix: `${Buffer.from(JSON.stringify(header)).toString('base64url')}.`,
    seal: (secret, ownerId) =>
      new CompactEncrypt(Buffer.from(JSON.stringify({ ownerId, secret })))
        .setProtectedHeader(header)
        .encrypt(keyOf(newest)),
    async open(sealed, ownerId) {
      const { plaintext } = await compactDecrypt(sealed, ({ kid }) => keyOf(kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      const content = JSON.parse(Buffer.from(plaintext).toString()) as { ownerId: string; secret: string };
      if (content.ownerId !== ownerId) throw new Error('A Linxo password belongs to somebody else.');
      return content.secret;
    },
  };
}
