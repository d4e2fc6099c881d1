/** Which of a subject's tokens answers what is required. */
import { covers, type ScopeMask } from '../scope/scope-set.ts';
import type { ManagedToken } from './access-token.ts';

/** Whether the token covers what is required, or was asked for all of it and this is what was granted. */
export function answers(token: ManagedToken, required: ScopeMask): boolean {
  return covers(token.granted, required) || (required & ~token.requested) === 0;
}

/** Of the tokens that answer, one that covers what is required, where there is one. */
export function bestAnswer(tokens: readonly ManagedToken[], required: ScopeMask): ManagedToken | undefined {
  const answering = tokens.filter((token) => answers(token, required));
  return answering.find((token) => covers(token.granted, required)) ?? answering[0];
}
