/** What is measured as function calls, by name: each in processes of its own. */
import type { Measurable } from '../measure/interleave.ts';
import { checkGuards, passingGuards, refusingGuards } from './guards.ts';
import { clientTokens, userTokens } from './tokens.ts';

const MANY_USERS = 10_000;

/** Contenders that are measured together. */
export interface Calls {
  open(): Promise<readonly Measurable[]>;
  /** @throws Error when they did not do what was measured */
  check?(): void;
}

export const CALLS = {
  'Express guards': { open: () => passingGuards('express'), check: () => checkGuards('pass') },
  'Koa guards': { open: () => passingGuards('koa'), check: () => checkGuards('pass') },
  'guards that refuse': { open: refusingGuards, check: () => checkGuards('refuse') },
  'the application’s token': { open: clientTokens },
  'a user’s token': { open: () => userTokens(1) },
  'tokens of many users': { open: () => userTokens(MANY_USERS) },
} as const satisfies Record<string, Calls>;
