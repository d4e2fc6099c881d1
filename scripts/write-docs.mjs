// `npm run docs` generates documents from core's tables, and copies files into documents that show them. With --check, it only reports
// which documents are out of date.
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WIDGET_ACTIONS } from '../packages/core/dist/catalog/widgets.js';
import { ENDPOINTS, endpointsFor, SCOPES } from '../packages/core/dist/index.js';
import { expandScopes } from '../packages/core/dist/scope/scope-set.js';
import { POLICY_PAGE } from './policy-page.mjs';
import { drawPolicyPicture } from './policy-picture.mjs';
import { SANDBOX_PAGE } from './sandbox-page.mjs';

const code = (text) => `\`${text}\``;
const codes = (list) => list.map(code).join(', ') || '–';
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Returns the scopes that permit an endpoint, directly or by inclusion. */
const permittingScopes = ({ anyOf }) =>
  Object.keys(SCOPES).filter((scope) => expandScopes([scope]).some((included) => anyOf.includes(included)));

const scopes = `<!-- Written by \`npm run docs\` from packages/core/src/catalog. Do not edit. -->

# Scopes and endpoints

## Scopes

${table(
  ['scope', 'allows to', 'subject', 'includes'],
  Object.entries(SCOPES).map(([name, { allows, subject, includes }]) => [code(name), allows, subject, codes(includes)]),
)}

Source: ${[...new Set(Object.values(SCOPES).map(({ source }) => source))].join('; ')}.

## Endpoints of the Accounts API v2.1

Any one of the scopes opens the endpoint. The last two columns say how sure the path and the scopes are: *documented* by Linxo, *observed*
in a client that shipped, *inferred* from other facts, or *guessed*. Wrong entries can be corrected with the \`endpoints\` option.

${table(
  ['endpoint', 'a call can', 'any one of', 'path', 'scope'],
  Object.entries(ENDPOINTS).map(([name, facts]) => [
    code(name),
    facts.does,
    facts.anyOf.length === 0 ? 'any valid token' : codes(permittingScopes(facts)),
    facts.path,
    facts.scope,
  ]),
)}

## Correcting the endpoint catalogue

Linxo does not publish everything, so some entries are guesses. The \`endpoints\` option corrects an entry, adds one, or removes one with
\`null\`:

\`\`\`ts
const connect = createLinxo({
  ...linxoOptionsFromEnv(process.env),
  endpoints: {
    // The catalogue guesses PUT; your environment wants PATCH.
    'PUT /users/{id}': { at: 'PATCH /users/{id}' },
    // The catalogue does not have this one. Any one of the scopes opens it.
    'GET /beneficiaries': { anyOf: ['accounts_read'] },
  },
});

const api = connect.api({ subject: user, scopes: ['accounts_read'] });
await api.request('GET /beneficiaries', { query: { limit: 10 } });
\`\`\`

\`api.request(…)\` calls an endpoint, or uses a parameter, that the types do not know. The declared scopes still have to open the
endpoint; the answer is passed on unchecked. Corrections hold at run time: the types go on knowing the catalogue above.

## What each scope opens

${Object.keys(SCOPES)
  .map((scope) => `- ${code(scope)}: ${codes(endpointsFor([scope]))}`)
  .join('\n')}

## Widget actions

The scopes are presets for the user's token. The \`scopes\` of a widget session override them.

${table(
  ['action', 'the user can', 'scopes', 'confidence'],
  Object.entries(WIDGET_ACTIONS).map(([name, { does, scopes: preset, scope }]) => [
    code(name),
    does,
    codes(preset),
    scope,
  ]),
)}
`;

/** The block behind each marker of this document is the file that the marker names. */
const SHOWN_FILE = /(<!-- Copied by `npm run docs` from (\S+)\. Do not edit\. -->\n```ts\n)[^]*?(?=^```$)/gm;
const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const adapters = read('docs/adapters.md').replaceAll(SHOWN_FILE, (_, marker, path) => marker + read(path));

const isCheck = process.argv.includes('--check');
const documents = {
  'scopes.md': scopes,
  'policy.md': POLICY_PAGE,
  'policy.svg': drawPolicyPicture(),
  'adapters.md': adapters,
  'sandbox.md': SANDBOX_PAGE,
};
for (const [name, text] of Object.entries(documents)) {
  const file = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  const isUpToDate = (await readFile(file, 'utf8').catch(() => '')) === text;
  if (isUpToDate) continue;
  if (isCheck) {
    console.error(`docs/${name} is out of date: run npm run docs`);
    process.exitCode = 1;
  } else {
    await writeFile(file, text);
    console.log(`docs/${name} written`);
  }
}
