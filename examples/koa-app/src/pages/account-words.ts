/** Finds the words for an account: its name, its kind and its state. */
import type { Account } from '@linxo-guard/core';
import type { Words } from '../words/languages.ts';

const SHOWN_DIGITS = 4;

export function accountName(words: Words, { name, account_number: number }: Account): string {
  return name ?? (number ? `${words.accounts.unnamed} ··${number.slice(-SHOWN_DIGITS)}` : words.accounts.unnamed);
}

/** Returns the kind in words, or `undefined` for one that is not known here. */
export function accountKind(words: Words, { type }: Account): string | undefined {
  return wordFor(words.accounts.kinds, type);
}

/** Returns what is the matter with an account, or `undefined` if nothing is. */
export function accountState(words: Words, { status }: Account): string | undefined {
  return wordFor(words.accounts.states, status);
}

function wordFor(table: Readonly<Record<string, string>>, key: string | null | undefined): string | undefined {
  return key != null && Object.hasOwn(table, key) ? table[key] : undefined;
}
