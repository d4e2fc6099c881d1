/** Writes the path of a route for its description. */

const PATTERN_MARK = '~ ';

/**
 * Returns a route's path together with its router's mount path. A regular expression, which matches the rest behind the mount
 * path, is marked by a tilde: `/api ~ /^\/v\d+/`.
 *
 * @param mountPath the mount path of the router; empty for the application itself
 */
export function joinPaths(mountPath: string, path: string | RegExp): string {
  const before = mountPath.replace(/\/$/, '');
  if (path instanceof RegExp) return joinPaths(mountPath, `${PATTERN_MARK}${String(path)}`);
  if (isPattern(path) && before !== '') return `${before} ${path}`;
  return path === '/' && before !== '' ? before : `${before}${path}`;
}

/** Returns true if a path contains a regular expression. */
export function isPattern(path: string): boolean {
  return path.startsWith(PATTERN_MARK) || path.includes(` ${PATTERN_MARK}`);
}

/** Matches an optional part without nested ones (path-to-regexp 8) and captures its content. */
export const OPTIONAL_PART = /\{([^{}]*)\}/;

/**
 * Returns a path that represents all requests for a route: middleware that matches it matches all of them. It is the path without
 * its optional parts. For a regular expression only the mount path is known.
 */
export function requestPathOf(path: string): string {
  if (isPattern(path)) return path.slice(0, path.indexOf(PATTERN_MARK)).trimEnd() || '/';
  const shorter = path.replace(OPTIONAL_PART, '');
  return shorter === path ? path || '/' : requestPathOf(shorter);
}
