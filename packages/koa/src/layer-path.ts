/** Reads the path of a layer of `@koa/router` 12 to 15, as the router compiled it. */
import type { MountedPath } from '@linxo-guard/core/adapter';

/** A route of a router, or middleware that stands between routes. */
export interface Layer {
  readonly methods: readonly string[];
  readonly stack: readonly object[];
  readonly path?: string | RegExp;
  /** There is none for an empty path, which no request can match. */
  readonly regexp?: RegExp;
  /** `pathAsRegExp` is there since version 14, even if it is undefined. */
  readonly opts?: { readonly end?: boolean; readonly strict?: unknown; readonly pathAsRegExp?: boolean };
}

/** The expressions that `router.use(middleware)` makes without a prefix. They match every path. */
const MATCHING_ALL = [
  String.raw`(?:\/|$)`,
  '([^/]*)',
  String.raw`([^\/]*)`,
  String.raw`^([^\/]*)(?:[\/#\?](?=[]|$))?(?=[\/#\?]|[]|$)`,
];

/** The ends of the paths of `router.use(middleware)` behind a prefix. */
const ENDS = [String.raw`(?:\/|$)`, '([^/]*)'];

/** Characters that stand for themselves (a dot: at least for itself) in regular expressions and in paths, and `:name`. */
const PLAIN = /^(?:\/:?[\w\-.~%@!,;=&']+)*$/;

/** A colon without a name that all versions of path-to-regexp read alike. */
const WITH_OTHER_NAMES = /:(?![A-Za-z]\w*(?!\w)(?:[ -#%-~]|$))/;

export function mountedPath({ path, regexp, methods, opts = {} }: Layer): MountedPath {
  const isMiddleware = methods.length === 0;
  const common = {
    extent: opts.end === false ? 'start' : 'whole',
    sensitive: !regexp?.flags.includes('i'),
    strict: Boolean(opts.strict),
    regexp,
  } as const;
  const unknown = { ...common, path: regexp ?? /(?:)/ };
  if (typeof path !== 'string' || !regexp) return unknown;
  // Before version 14, an asterisk repeats what stands before it. With a name behind it, it would be read as a wildcard.
  const isRepeating = !('pathAsRegExp' in opts) && /\*[\p{L}\p{Nl}$_"]/u.test(path);
  if (!isMiddleware) return opts.pathAsRegExp === true || isRepeating ? unknown : { ...common, path };
  if (MATCHING_ALL.includes(regexp.source) && !/[gy]/.test(regexp.flags)) return { ...common, path: undefined };
  const prefix = path.slice(0, path.length - (ENDS.find((end) => path.endsWith(end))?.length ?? 0));
  const isPrefix = prefix !== path || opts.pathAsRegExp === true;
  if (!isPrefix) return WITH_OTHER_NAMES.test(path) ? unknown : { ...common, path };
  // As a regular expression, a path with a parameter would ask for a colon.
  const isReadable = PLAIN.test(prefix) && !(opts.pathAsRegExp === true && prefix.includes(':'));
  return isReadable ? { ...common, extent: 'start', path: prefix } : unknown;
}
