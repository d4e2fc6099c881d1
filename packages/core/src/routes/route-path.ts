/** Writes the path of a route for its description. */

const PATTERN_MARK = '~ ';

/**
 * Returns a route's path together with its router's mount path. A regular expression, which matches the rest behind the mount
 * path, is marked by a tilde: `/api ~ /^\/v\d+/`.
 *
 * @param mountPath the mount path of the router; empty for the application itself
 */
export function joinPaths(mountPath: string, path: string | RegExp): string {
  // The slash at the end of a regular expression is no part of a path.
  const before = isPattern(mountPath) ? mountPath : mountPath.replace(/\/$/, '');
  if (path instanceof RegExp) return joinPaths(mountPath, `${PATTERN_MARK}${String(path)}`);
  if (before !== '' && (isPattern(path) || isPattern(before))) return path === '/' ? before : `${before} ${path}`;
  return path === '/' && before !== '' ? before : `${before}${path}`;
}

/** Returns true if a path contains a regular expression. */
export function isPattern(path: string): boolean {
  return path.startsWith(PATTERN_MARK) || path.includes(` ${PATTERN_MARK}`);
}
