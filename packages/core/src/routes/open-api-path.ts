/** Converts the paths of Express 5 and @koa/router (path-to-regexp 8) to OpenAPI templates. */
import { isPattern, OPTIONAL_PART } from './route-path.ts';

/** Matches a parameter `:name` or `*name`, whose name may be quoted, and an escaped character. */
const PARAMETER = /[:*](?:"([^"]+)"|([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*))|\\(.)/gu;

/**
 * Returns the OpenAPI templates of a path. Each optional part makes two templates, one with it and one without.
 *
 * @param path such as `/accounts/:id`, `/files/*path` or `/accounts{/:id}`
 * @returns templates such as `/accounts/{id}`; none for a regular expression
 */
export function openApiPathsOf(path: string): readonly string[] {
  if (isPattern(path)) return [];
  const [optional, inner] = OPTIONAL_PART.exec(path) ?? [];
  if (optional !== undefined && inner !== undefined) {
    return [...new Set([path.replace(optional, () => inner), path.replace(optional, '')].flatMap(openApiPathsOf))];
  }
  const template = path.replaceAll(
    PARAMETER,
    (_, quoted?: string, name?: string, escaped?: string) => escaped ?? `{${quoted ?? name}}`,
  );
  return [template === '' ? '/' : template];
}
