/** Checks the output of `openApiSecurity` with a validator of OpenAPI 3.1 that is not ours. */
import { openApiSecurity, type RouteDescription } from '@linxo-guard/core/routes';
import { validate } from '@readme/openapi-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressFramework } from './express-trees.ts';
import { grantingLinxo } from './framework.ts';
import { koaFramework } from './koa-trees.ts';
import { anyTree } from './tree.ts';

const INFO = { openapi: '3.1.0', info: { title: 'An application', version: '1.0.0' } } as const;
const route = (method: string, path: string, requires: RouteDescription['requires'] = {}): RouteDescription => ({
  method,
  path,
  requires,
  uncertain: [],
  endpoints: [],
});

/** Returns what the validator says against a document. */
async function errorsOf(document: object): Promise<readonly unknown[]> {
  // The validator resolves references in its argument.
  const result = await validate(structuredClone(document) as never);
  return result.valid ? [] : result.errors;
}

describe('a document with the security of routes', () => {
  it('is valid for alternatives, duplicates, optional parts, odd names, and a path called __proto__', async () => {
    const requires = { client: [['users_create']], user: [['profile'], ['accounts_read']] } as const;
    const routes = [
      route('GET', '/accounts/:id', requires),
      route('GET', '/accounts/:other'),
      route('ALL', '/accounts{/:id{/history}}', { user: [[]] }),
      route('GET', '/__proto__', requires),
      route('GET', '/constructor/:toString'),
      route('GET', '/:"two words"/:a-:a'),
      route('GET', String.raw`/a\{b\}/*rest`),
      route('USE', '/files'),
      route('GET', ''),
    ];
    expect(await errorsOf({ ...INFO, ...openApiSecurity(routes) })).toEqual([]);
    expect(Object.keys(openApiSecurity(routes).paths)).toContain('/__proto__');
  });

  it('is valid when it was merged into a document', async () => {
    const into = {
      ...INFO,
      paths: {
        '/accounts/{accountId}': {
          parameters: [{ name: 'accountId', in: 'path', required: true, schema: { type: 'string' } }],
          get: { responses: { 200: { description: 'An account' } } },
        },
      },
    };
    const merged = openApiSecurity([route('GET', '/accounts/:id', { user: [['accounts_read']] })], { into });
    expect(await errorsOf(merged)).toEqual([]);
    expect(JSON.stringify(merged)).toContain('accounts_read');
  });

  it('is what the validator refuses when it is broken', async () => {
    expect(await errorsOf({ ...INFO, paths: { '/x': { get: { security: [{ linxoUser: 'profile' }] } } } })).not.toEqual(
      [],
    );
  });

  // One document of all applications, because the validator needs most of its time to start.
  it.each([expressFramework, koaFramework('Koa')])('is valid for random applications of $name', async ({ mount }) => {
    const connect = grantingLinxo();
    const documents = fc
      .sample(anyTree, 40)
      .map((tree) =>
        openApiSecurity(mount(tree, connect, () => undefined).described.map(({ description }) => description)),
      );
    const paths = documents.flatMap((document, index) =>
      Object.entries(document.paths).map(([path, item]) => [`/${index}${path}`, item] as const),
    );
    expect(await errorsOf({ ...INFO, ...documents[0], paths: Object.fromEntries(paths) })).toEqual([]);
  });
});
