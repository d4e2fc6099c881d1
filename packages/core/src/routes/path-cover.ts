/** Compares the path of a guard with the path of a route: does every request for the route match the guard's path? */
import { DOUBTS } from './doubts.ts';
import { NO_WAY, type ReadPath, readPath, type Segment, type Way } from './path-ways.ts';

/** A path at which something is mounted, as the framework matches it. */
export interface MountedPath {
  /** The path in the framework's syntax, or a regular expression; undefined if every request matches. */
  readonly path: string | RegExp | undefined;
  /** `start` if the path of a request may go on behind the next slash, `whole` if not. */
  readonly extent: 'start' | 'whole';
  /** True if it is matched with case. */
  readonly sensitive: boolean;
  /** True if a slash at the end makes a difference. Default: false. */
  readonly strict?: boolean;
  /** The regular expression that the framework compiled, if it keeps one. */
  readonly regexp?: RegExp | undefined;
}

/** A path and the ways that were read from it. */
export interface PathPattern extends MountedPath, ReadPath {}

/** Reads the path at which something is mounted. */
export function patternOf(mounted: MountedPath): PathPattern {
  if (mounted.path === undefined) return { ...mounted, ways: [NO_WAY], names: [] };
  return { ...mounted, ...readPath(mounted.path, mounted.sensitive) };
}

/**
 * Returns true if middleware at a path may match `/` alone. For a request for `http://host`, without a path, Express then takes away a
 * slash that is not there, and goes on with another path.
 */
export function mayMatchRoot({ path, ways }: PathPattern): boolean {
  if (path === undefined) return false;
  if (path instanceof RegExp) return new RegExp(path.source, path.flags.replaceAll(/[gy]/g, '')).exec('/')?.[0] === '/';
  return ways.some(({ segments: [first, ...others] }) => {
    return !first || (others.length === 0 && first.kind === 'literal' && first.text === '');
  });
}

/** A route as a guard sees it: its ways behind all routers between the two. */
export interface CoverTarget {
  readonly ways: readonly Way[];
  readonly strict: boolean;
  readonly regexp?: RegExp | undefined;
}

/**
 * Returns undefined if every request for a route matches one of a guard's paths. Otherwise it returns the reason why that cannot be
 * proved.
 */
export function doubtOfCover(guards: readonly PathPattern[], target: CoverTarget): string | undefined {
  // Express takes the first path of a list that matches, and a regular expression may match in the middle of a path.
  if (guards.some(({ path }) => path instanceof RegExp)) return DOUBTS.regularExpression;
  const reasons = guards.map((guard) => doubtOfOne(guard, target));
  if (reasons.includes(undefined)) return undefined;
  // Each way may be covered by another path of the list.
  const isCovered = target.ways.every((way) =>
    guards.some((guard) => doubtOfOne(guard, { ...target, ways: [way] }) === undefined),
  );
  return isCovered ? undefined : (reasons[0] ?? DOUBTS.partly);
}

function doubtOfOne(guard: PathPattern, target: CoverTarget): string | undefined {
  if (guard.path === undefined) return undefined;
  const prefix = simplePrefixOf(guard);
  if (!prefix) return DOUBTS.notSimple;
  const isWithoutCase = target.ways.every((way) =>
    coversWay({ ...guard, sensitive: false }, loose(prefix), way, target),
  );
  if (!isWithoutCase) return DOUBTS.partly;
  if (!target.ways.every((way) => coversWay(guard, prefix, way, target))) return DOUBTS.letterCase;
  return guard.regexp && target.regexp && isDisproved(guard.regexp, target.regexp, target.ways)
    ? DOUBTS.letterCase
    : undefined;
}

/**
 * Returns the segments that a guard's path has in all of its ways, if they are literals and whole parameters. `{/*rest}` at the end may
 * follow them: that is how `@koa/router` mounts at an empty path.
 */
function simplePrefixOf({ ways, extent }: PathPattern): readonly Segment[] | undefined {
  const [first, ...others] = ways.toSorted((one, other) => Number(one.open) - Number(other.open));
  if (!first || first.open || first.segments.some(({ kind }) => kind === 'mixed')) return undefined;
  const isOpenEnd = others.length === 1 && others[0]?.open === true && extent === 'start';
  if (others.length > 0 && !(isOpenEnd && isSame(first.segments, others[0]?.segments ?? []))) return undefined;
  return first.segments;
}

function isSame(some: readonly Segment[], others: readonly Segment[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function loose(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((segment) => (segment.kind === 'literal' ? { ...segment, sensitive: false } : segment));
}

function coversWay(guard: PathPattern, prefix: readonly Segment[], way: Way, target: CoverTarget): boolean {
  const isInside =
    guard.extent === 'start'
      ? way.rooted && prefix.length <= way.segments.length
      : !way.open && prefix.length === way.segments.length && (guard.strict !== true || target.strict);
  return isInside && prefix.every((segment, index) => coversSegment(segment, way.segments[index]));
}

function coversSegment(guard: Segment, route: Segment | undefined): boolean {
  if (!route) return false;
  if (guard.kind === 'literal') {
    if (route.kind !== 'literal' || (guard.sensitive && !route.sensitive)) return false;
    return guard.text === route.text || (!guard.sensitive && isSameWithoutCase(guard.text, route.text));
  }
  return guard.kind === 'parameter' && (route.kind !== 'literal' || route.text !== '');
}

/** Only for ASCII: regular expressions compare other letters by rules of their own. */
function isSameWithoutCase(one: string, other: string): boolean {
  const isAscii = [one, other].every((text) => !/[^ -~]/.test(text));
  return isAscii && one.toLowerCase() === other.toLowerCase();
}

/** Tries paths of a route on copies of the compiled expressions, in case a router compiled something else than its path says. */
function isDisproved(guard: RegExp, route: RegExp, ways: readonly Way[]): boolean {
  const [guards, routes] = [guard, route].map(({ source, flags }) => new RegExp(source, flags.replaceAll(/[gy]/g, '')));
  const samples = ways
    .flatMap(samplesOf)
    .flatMap((path) => [path, path.toUpperCase(), path.toLowerCase(), `${path}/`, `${path}/x`]);
  return samples.some((path) => routes?.test(path) && !guards?.test(path));
}

function samplesOf({ segments }: Way): readonly string[] {
  return ['x', '~-1', '%C3%A9', 'é'].map((value) =>
    segments.map((segment) => `/${segment.kind === 'literal' ? segment.text : value}`).join(''),
  );
}

/** Returns false if no request can match both paths. */
export function mayMeet(one: readonly Way[], extent: MountedPath['extent'], others: readonly Way[]): boolean {
  return one.some((way) => others.some((other) => !isApart(way, extent, other)));
}

function isApart(guard: Way, extent: MountedPath['extent'], route: Way): boolean {
  const differs = guard.segments.some((segment, index) => {
    const other = route.segments[index];
    if (segment.kind !== 'literal' || other?.kind !== 'literal') return false;
    return segment.text.toLowerCase() !== other.text.toLowerCase();
  });
  const [more, fewer] = [guard.segments, route.segments];
  const isLonger = !route.open && hasMore(more, fewer);
  const isShorter = extent === 'whole' && !guard.open && hasMore(fewer, more);
  return differs || isLonger || isShorter;
}

/** A slash at the end makes one empty segment more, and changes nothing. */
function hasMore(some: readonly Segment[], others: readonly Segment[]): boolean {
  const [first, ...rest] = some.slice(others.length);
  return first !== undefined && (rest.length > 0 || first.kind !== 'literal' || first.text !== '');
}
