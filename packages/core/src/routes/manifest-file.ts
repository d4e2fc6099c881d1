/** Writes `linxo-scopes.json`, and compares it with the application in CI. */
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { SUBJECT_TYPES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { RouteDescription } from './describe-route.ts';
import { manifestText, scopesManifest, type ScopesManifest } from './manifest.ts';

const MANIFEST = z.strictObject({
  scopes: z.strictObject({ client: z.array(z.string()), user: z.array(z.string()) }),
  routes: z.record(z.string(), z.strictObject({ client: z.string().optional(), user: z.string().optional() })),
});

/** A manifest that was read from disk and may have been edited. */
type Written = z.infer<typeof MANIFEST>;

/**
 * Writes the manifest of an application's routes.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param file the file to write, such as `linxo-scopes.json` beside the application
 * @example
 * ```ts
 * await writeScopesManifest(describeRoutes(app), new URL('../linxo-scopes.json', import.meta.url));
 * ```
 */
export async function writeScopesManifest(routes: readonly RouteDescription[], file: string | URL): Promise<void> {
  await writeFile(file, manifestText(scopesManifest(routes)));
}

/**
 * Compares an application's routes with its manifest. As a test in CI, it makes every new route and every new scope visible in
 * review.
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
  const problems = differences(parse(await read(file), file), scopesManifest(routes));
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

function parse(text: string, file: string | URL): Written {
  try {
    return MANIFEST.parse(JSON.parse(text));
  } catch (cause) {
    throw new InvalidConfiguration([`${String(file)} is not a manifest: write it again with writeScopesManifest().`], {
      cause,
    });
  }
}

function differences(written: Written, { routes, scopes }: ScopesManifest): readonly string[] {
  const names = new Set([...Object.keys(written.routes), ...Object.keys(routes)]);
  const byRoute = [...names].flatMap((name) => {
    const [says, is] = [requiredText(own(written.routes, name)), requiredText(own(routes, name))];
    return says === is ? [] : [`${name}: the application has ${is}, the manifest ${says}.`];
  });
  const bySubjectType = SUBJECT_TYPES.flatMap((subjectType) => {
    const [says, is] = [list(written.scopes[subjectType]), list(scopes[subjectType])];
    return says === is ? [] : [`scopes.${subjectType}: the application needs ${is}, the manifest says ${says}.`];
  });
  return [...byRoute, ...bySubjectType];
}

/** Returns what an object itself has under a name: the file may name anything, such as `constructor`. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function requiredText(required: Written['routes'][string] | undefined): string {
  if (!required) return 'no such route';
  const parts = SUBJECT_TYPES.flatMap((subjectType) =>
    required[subjectType] === undefined ? [] : [`${subjectType}: ${required[subjectType]}`],
  );
  return parts.length === 0 ? 'no guard there' : `"${parts.join(', ')}"`;
}

function list(scopes: readonly string[]): string {
  return scopes.length === 0 ? 'none' : scopes.join(' ');
}
