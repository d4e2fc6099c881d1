/** The keys of owners in a store that several processes share. */
import { hash } from 'node:crypto';
import type { TokenOwner } from '../subject/token-owner.ts';

/** The settings that all tokens of one Linxo instance depend on. */
export interface StoreKeyOptions {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly provider: string;
}

/** Returns the key of an owner in a shared store. */
export type StoreKeyOf = (owner: TokenOwner) => string;

/**
 * Makes the function that gives owners their keys. They are the same in every process, hence plain digests: {@link sealedStore}
 * hashes them again with a key of its own, or a dump could be searched with a list of passwords.
 */
export function createStoreKeyOf({ tokenEndpoint, clientId, provider }: StoreKeyOptions): StoreKeyOf {
  return (owner) => {
    const parts = owner.isClient ? ['client_credentials'] : ['password', provider, ...partsOf(owner)];
    // As JSON, so that no two lists give the same text, lone surrogates included.
    return hash('sha256', JSON.stringify([tokenEndpoint, clientId, ...parts]), 'base64url');
  };
}

function partsOf({ username, password }: TokenOwner): readonly string[] {
  return typeof password === 'string' ? [username, 'given', password] : [username, 'trusted'];
}
