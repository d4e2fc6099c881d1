/**
 * A script that waits for a token which never comes: the argument names what hangs. Nothing else keeps the process alive. It has to
 * end with the error.
 */
import { createLinxo, sealedStore } from '@linxo-guard/core';

const never = () => new Promise(() => {});
const secret = 'a secret of more than thirty-two characters';
const neverUnlocked = { get: () => [], set: () => {}, delete: () => {}, clear: () => {}, lock: () => undefined };
const HANGING = {
  password: { password: never },
  clientSecret: { options: { clientSecret: never } },
  fetch: { options: { fetch: never } },
  'the line': { options: { fetch: never, policy: { maxTokenRequests: 1 } }, callers: 3 },
  'a lock': { options: { store: sealedStore(neverUnlocked, { secrets: [secret] }) } },
  'a store': {
    options: { store: sealedStore({ ...neverUnlocked, get: never, lock: never }, { secrets: [secret] }), fetch: never },
  },
  'a pause': {
    options: {
      fetch: async () => new Response('', { status: 429, headers: { 'retry-after': '1' } }),
      timeoutMs: 1_500,
    },
  },
};

const { options, password = 'password', callers = 1 } = HANGING[process.argv[2]];
const connect = createLinxo({
  environment: 'sandbox',
  clientId: 'client',
  clientSecret: 'secret',
  timeoutMs: 300,
  ...options,
});
await Promise.all(
  Array.from({ length: callers }, (_, index) =>
    connect.tokens.getAccessToken({ subject: { username: `user-${index}`, password }, scopes: ['accounts_read'] }),
  ),
);
