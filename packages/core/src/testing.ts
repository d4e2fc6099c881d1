/** Test suites for implementations of this package's seams. */
export { type TestRunner, tokenStoreContract } from './testing/token-store-contract.ts';
