/** Seals texts with keys that are derived from a secret by HKDF, one for each use. */
import { createHmac, hkdfSync } from 'node:crypto';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';

/** Seals and opens with one secret, and makes the names under which entries are kept. */
export interface Seal {
  /** Returns the keyed hash that something is kept under. */
  nameOf(text: string): string;
  /** Seals a text for a place (JWE, `dir`, AES-256-GCM). */
  close(text: string, place: string): Promise<string>;
  /** Opens a text that was sealed for this very place; returns undefined for anything else. */
  open(sealed: string, place: string): Promise<string | undefined>;
}

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** Makes a seal from a secret of at least 32 characters or bytes. */
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
        // Somebody who can write to the store could otherwise put one user's token in another user's place.
        return sealedFor === place ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function derive(secret: string | Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `linxo-guard token store v1: ${use}`, 32));
}
