/** Searches the whole heap for passwords whose calls are over. Needs --expose-gc. */
import { randomBytes } from 'node:crypto';
import { getHeapSnapshot } from 'node:v8';
import { createLinxo } from '@linxo-guard/core';

const USERS = 50;
const reverse = (text) => [...text].toReversed().join('');
// The passwords are kept in reverse, so that only copies held by linxo-guard can be found.
const reversed = Array.from({ length: USERS }, () => randomBytes(12).toString('hex'));
const body = JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 });
const connect = createLinxo({
  environment: 'sandbox',
  clientId: 'client',
  clientSecret: 'secret',
  fetch: async () => new Response(body),
});

/** Cuts a password out of Basic credentials, as applications do. A part of a string keeps the whole string in memory. */
function credentialsOf(header) {
  const decoded = Buffer.from(header, 'base64').toString();
  const at = decoded.indexOf(':');
  return { username: decoded.slice(0, at), password: decoded.slice(at + 1) };
}

async function use(text, index) {
  const subject = credentialsOf(Buffer.from(`user-${index}@example.org:${reverse(text)}`).toString('base64'));
  await connect.tokens.getAccessToken({ subject, scopes: ['accounts_read'] });
  connect.tokens.peek({ subject, scopes: ['accounts_read'] });
}
for (const [index, text] of reversed.entries()) await use(text, index);
for (let round = 0; round < 5; round++) {
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc();
}
const chunks = [];
for await (const chunk of getHeapSnapshot()) chunks.push(chunk);
const snapshot = Buffer.concat(chunks).toString('utf8');
const found = reversed.filter((text) => snapshot.includes(reverse(text))).length;
console.log(
  JSON.stringify({
    subjects: connect.stats().subjects,
    keptReversed: reversed.filter((text) => snapshot.includes(text)).length,
    found,
  }),
);
