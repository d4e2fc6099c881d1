/** Paths of Express 5 and @koa/router (path-to-regexp 8), as OpenAPI writes them. */
import { isPattern, OPTIONAL_PART } from './route-path.ts';

/** A parameter `:name` or `*name`, its name quoted or not; a character that is escaped. */
const PARAMETER = /[:*](?:"([^"]+)"|([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*))|\\(.)/gu;

/**
 * The templates of a path: two for each part that is optional, one with it and one without.
 *
 * @param path `/accounts/:id`, `/files/*path`, `/accounts{/:id}`
 * @returns `/accounts/{id}` and so on; none for what is no path, but a regular expression
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
