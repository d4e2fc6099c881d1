/** How a description spells the path of a route. */

const PATTERN_MARK = '~ ';

/**
 * A route's path behind that of the router it is in. A regular expression, which matches what the mount path leaves, is marked:
 * `/api ~ /^\/v\d+/`.
 *
 * @param mountPath empty for the application itself
 */
export function joinPaths(mountPath: string, path: string | RegExp): string {
  const before = mountPath.replace(/\/$/, '');
  if (path instanceof RegExp) return joinPaths(mountPath, `${PATTERN_MARK}${String(path)}`);
  if (isPattern(path) && before !== '') return `${before} ${path}`;
  return path === '/' && before !== '' ? before : `${before}${path}`;
}

/** Whether a path has a regular expression in it. */
export function isPattern(path: string): boolean {
  return path.startsWith(PATTERN_MARK) || path.includes(` ${PATTERN_MARK}`);
}

/** An optional part that holds no other one (path-to-regexp 8), and what is in it. */
export const OPTIONAL_PART = /\{([^{}]*)\}/;

/**
 * A path that stands for all requests that a route answers: what matches it matches each of them. Its own, without the parts that
 * a request may lack; of a regular expression, the mount path is all that is known.
 */
export function requestPathOf(path: string): string {
  if (isPattern(path)) return path.slice(0, path.indexOf(PATTERN_MARK)).trimEnd() || '/';
  const shorter = path.replace(OPTIONAL_PART, '');
  return shorter === path ? path || '/' : requestPathOf(shorter);
}
