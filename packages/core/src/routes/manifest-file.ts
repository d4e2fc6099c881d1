/** Reads and writes `linxo-scopes.json`, and compares it with the application in CI. */
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { RouteDescription } from './describe-route.ts';
import { manifestDifferences, type WrittenManifest } from './manifest-differences.ts';
import { manifestText } from './manifest-text.ts';
import { scopesManifest, withAcknowledged } from './manifest.ts';

const SCOPES = { client: z.string().optional(), user: z.string().optional() };
const ENTRY = z.strictObject({
  ...SCOPES,
  public: z.literal(true).optional(),
  guard: z.literal('none').optional(),
  opaque: z.string().optional(),
  uncertain: z.array(z.strictObject({ ...SCOPES, why: z.string() })).optional(),
});
const MANIFEST = z.strictObject({
  scopes: z.strictObject({ client: z.array(z.string()), user: z.array(z.string()) }),
  routes: z.record(z.string(), z.union([ENTRY, z.array(ENTRY)])),
});

/**
 * Writes the manifest of an application's routes. The routes that the file acknowledges as public stay acknowledged; a new route
 * without a guard is acknowledged by hand, with `"public": true`.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param file the file to write, such as `linxo-scopes.json` beside the application
 * @throws InvalidConfiguration when the file is there and is no manifest, so that nothing is lost
 * @example
 * ```ts
 * await writeScopesManifest(describeRoutes(app), new URL('../linxo-scopes.json', import.meta.url));
 * ```
 */
export async function writeScopesManifest(routes: readonly RouteDescription[], file: string | URL): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const manifest = scopesManifest(routes);
  const written = text === undefined ? { routes: {} } : parse(text, file, 'Mend it, or delete it to begin anew');
  await writeFile(file, manifestText(withAcknowledged(manifest, written)));
}

/**
 * Compares an application's routes with its manifest. As a test in CI, it makes every new route, every new scope and every guard
 * that is lost or not proved visible in review.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param file the manifest
 * @throws InvalidConfiguration that lists every difference, or says that there is no valid manifest
 * @example
 * ```ts
 * test('the routes require the scopes that were reviewed', async () => {
 *   await checkScopesManifest(describeRoutes(app), new URL('../linxo-scopes.json', import.meta.url));
 * });
 * ```
 */
export async function checkScopesManifest(routes: readonly RouteDescription[], file: string | URL): Promise<void> {
  const written = parse(await read(file), file, 'write it again with writeScopesManifest()');
  const problems = manifestDifferences(written, scopesManifest(routes));
  if (problems.length > 0) throw new InvalidConfiguration(problems);
}

async function read(file: string | URL): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InvalidConfiguration([`${String(file)} cannot be read: create it with writeScopesManifest().`], {
      cause,
    });
  }
}

function parse(text: string, file: string | URL, advice: string): WrittenManifest {
  try {
    return MANIFEST.parse(JSON.parse(text)) as WrittenManifest;
  } catch (cause) {
    throw new InvalidConfiguration([`${String(file)} is not a manifest: ${advice}.`], { cause });
  }
}
