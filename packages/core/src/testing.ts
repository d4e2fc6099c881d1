/** What authors of a token store need: the types of the seam, and the test suite of its contract. */
export type {
  Awaitable,
  ForgetOptions,
  ForgottenKey,
  LookOptions,
  LookResult,
  PutOptions,
  SealedEntry,
  SharedTokenStore,
  StoreLock,
  SubscribeOptions,
} from './store/shared-token-store.ts';
export type { TestRunner } from './testing/contract-helpers.ts';
export { tokenStoreContract } from './testing/token-store-contract.ts';
