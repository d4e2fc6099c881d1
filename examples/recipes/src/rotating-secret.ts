/** A client secret that is replaced while the application runs, as a secret manager mounts it: in a file. */
import { readFile } from 'node:fs/promises';
import { createLinxo, type Linxo, type LinxoOptions } from '@linxo-guard/core';

/**
 * The function is called when the secret is first needed, and again when Linxo refuses it: the request that met the refusal is then
 * repeated with the new secret. So write the new secret to the file, and then have Linxo accept it.
 *
 * @param file such as `/run/secrets/linxo-client-secret`
 */
export function createLinxoWithSecretFile(file: string, options: Omit<LinxoOptions, 'clientSecret'>): Linxo {
  return createLinxo({
    ...options,
    // A last line break belongs to the file, and not to the secret.
    clientSecret: async () => (await readFile(file, 'utf8')).replace(/\r?\n$/, ''),
  });
}
