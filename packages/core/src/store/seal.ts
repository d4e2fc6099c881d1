/** Seals what is put into Redis, so that a dump of it gives neither tokens nor usernames. Keys are derived by HKDF, one for each use. */
import { createHmac, hkdfSync } from 'node:crypto';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';

/** Seals and opens with one secret, and makes the names under which things are kept. */
export interface Seal {
  /** The name under which something is kept: a keyed hash. */
  nameOf(text: string): string;
  /** Seals a text for a place (JWE, `dir`, AES-256-GCM). */
  close(text: string, place: string): Promise<string>;
  /** Opens what was sealed for this very place; `undefined` for anything else. */
  open(sealed: string, place: string): Promise<string | undefined>;
}

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** A seal from a secret of at least 32 characters, or bytes. */
export function createSeal(secret: string | Uint8Array): Seal {
  const encryptionKey = derive(secret, 'seal');
  const namingKey = derive(secret, 'name');
  return {
    nameOf: (text) => createHmac('sha256', namingKey).update(text).digest('base64url'),
    close(text, place) {
      const payload = new TextEncoder().encode(JSON.stringify([place, text]));
      return new CompactEncrypt(payload).setProtectedHeader(HEADER).encrypt(encryptionKey);
    },
    async open(sealed, place) {
      try {
        const { plaintext } = await compactDecrypt(sealed, encryptionKey, {
          keyManagementAlgorithms: [HEADER.alg],
          contentEncryptionAlgorithms: [HEADER.enc],
        });
        const [sealedFor, text] = JSON.parse(new TextDecoder().decode(plaintext)) as [string, string];
        // Somebody who can write to Redis could otherwise put one user's token in another user's place.
        return sealedFor === place ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function derive(secret: string | Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `linxo-guard redis token store v1: ${use}`, 32));
}
