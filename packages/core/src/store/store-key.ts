/** The names of owners in a store that several processes share. */
import type { TokenOwner } from '../subject/token-owner.ts';
import type { RecordOwner } from './sealed-records.ts';

/** The settings that all tokens of one Linxo instance depend on. */
export interface StoreKeyOptions {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly provider: string;
}

/** Returns an owner as the records of a store name it. */
export type RecordOwnerOf = (owner: TokenOwner) => RecordOwner;

/** Makes the function that names owners. The names are the same in every process; the store gets keyed hashes of them. */
export function createRecordOwnerOf({ tokenEndpoint, clientId, provider }: StoreKeyOptions): RecordOwnerOf {
  return ({ isClient, username, password }) => ({
    // As JSON, so that no two lists give the same text, lone surrogates included.
    user: JSON.stringify([tokenEndpoint, clientId, ...(isClient ? ['client'] : ['user', provider, username])]),
    credentials: JSON.stringify(isClient || typeof password === 'function' ? ['trusted'] : ['given', password]),
  });
}
