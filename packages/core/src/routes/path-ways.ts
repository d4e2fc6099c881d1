/** Reads a path (path-to-regexp 8) as lists of segments: one list for each way through its optional parts. */
import { parse, type Token } from 'path-to-regexp';

/** The part of a path between two slashes. */
export type Segment =
  /** Text, which is empty between two slashes in a row. `sensitive` is true if it is matched with case. */
  | { readonly kind: 'literal'; readonly text: string; readonly sensitive: boolean }
  /** One parameter and nothing else, such as `/:id`. It matches any text that has no slash and is not empty. */
  | { readonly kind: 'parameter' }
  /** Parameters and text, such as `/:from-:to`. It matches some of the texts that have no slash and are not empty. */
  | { readonly kind: 'mixed' };

/** One way through the optional parts of a path. */
export interface Way {
  readonly segments: readonly Segment[];
  /** True if more may follow the segments. */
  readonly open: boolean;
  /** True if all paths that match begin with a slash. */
  readonly rooted: boolean;
}

/** The way of a path of which nothing is known, such as a regular expression. */
export const ANY_WAY: Way = { segments: [], open: true, rooted: false };

/** The way of a router that is mounted without a path. */
export const NO_WAY: Way = { segments: [], open: false, rooted: false };

/** The limit of path-to-regexp itself. */
const MAX_WAYS = 256;

/** A path that was read. */
export interface ReadPath {
  readonly ways: readonly Way[];
  /** The names of its parameters and wildcards; undefined if the path cannot be read. */
  readonly names: readonly string[] | undefined;
}

/**
 * Reads a path.
 *
 * @param path a path of path-to-regexp, or a regular expression, which is not read
 * @param sensitive true if the framework matches it with case
 */
export function readPath(path: string | RegExp, sensitive: boolean): ReadPath {
  const lists = typeof path === 'string' ? tokenListsOf(path) : undefined;
  if (!lists) return { ways: [ANY_WAY], names: undefined };
  const ways = lists.length > MAX_WAYS ? [ANY_WAY] : lists.map((list) => wayOf(list, sensitive));
  return { ways, names: [...new Set(lists.flat().flatMap((token) => ('name' in token ? [token.name] : [])))] };
}

/** Returns the tokens of each way through a path; undefined if it cannot be read. */
export function tokenListsOf(path: string): readonly (readonly Token[])[] | undefined {
  try {
    return flatten(parse(path).tokens);
  } catch {
    // An older path-to-regexp took other characters. What it makes of them is not known here.
    return undefined;
  }
}

/** Returns the lists of tokens with and without each group. */
function flatten(tokens: readonly Token[]): readonly (readonly Token[])[] {
  let lists: readonly (readonly Token[])[] = [[]];
  for (const token of tokens) {
    const added = token.type === 'group' ? [...flatten(token.tokens), []] : [[token]];
    lists = lists.flatMap((list) => added.map((more) => list.concat(more)));
    if (lists.length > MAX_WAYS) break;
  }
  return lists;
}

function wayOf(tokens: readonly Token[], sensitive: boolean): Way {
  const segments: Segment[] = [];
  let parameters = 0;
  let text: string | undefined;
  const close = () => {
    if (text === undefined) return;
    if (parameters === 0) segments.push({ kind: 'literal', text, sensitive });
    else segments.push({ kind: parameters === 1 && text === '' ? 'parameter' : 'mixed' });
  };
  for (const token of tokens) {
    // A text without a slash in front matches no path, or, with a wildcard, any: nothing is known of it.
    if (text === undefined && !(token.type === 'text' && token.value.startsWith('/'))) return ANY_WAY;
    // A wildcard matches slashes, too, so its segment and all that follows is open.
    if (token.type === 'wildcard') return { segments, open: true, rooted: true };
    if (token.type === 'param') parameters += 1;
    if (token.type !== 'text') continue;
    const [more = '', ...others] = token.value.split('/');
    text = text === undefined ? undefined : text + more;
    for (const other of others) {
      close();
      [text, parameters] = [other, 0];
    }
  }
  close();
  return { segments, open: false, rooted: true };
}

/** Returns the ways of a path behind a mount path. */
export function joinWays(mounts: readonly Way[], ways: readonly Way[]): readonly Way[] {
  if (mounts.length * ways.length > MAX_WAYS) return [ANY_WAY];
  return mounts.flatMap((mount) => (mount.open ? [mount] : ways.map((way) => joinWay(mount, way))));
}

function joinWay(mount: Way, way: Way): Way {
  const rooted = mount.rooted && mount.segments.length > 0 ? true : way.rooted;
  return { segments: [...mount.segments, ...way.segments], open: way.open, rooted };
}
