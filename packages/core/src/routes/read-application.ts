/** Reads the parts of an application in their order, and describes each route with the guards that stand before it. */
import { routeMetadataOf } from '../guard/route-metadata.ts';
import { describeRoute, type RouteDescription } from './describe-route.ts';
import { doubtOf, DOUBTS, nameOf } from './doubts.ts';
import type {
  MountedApplication,
  MountedFunction,
  MountedPart,
  MountedRoute,
  MountedRouter,
  RouteHandler,
} from './mounted-part.ts';
import { doubtOfCover, mayMatchRoot, type PathPattern, patternOf } from './path-cover.ts';
import { ANY_WAY, joinWays, NO_WAY } from './path-ways.ts';
import { guardsOf, type Level, seenFrom, type Target } from './route-guards.ts';
import { siblingsIn } from './sibling-guards.ts';
import { joinPaths } from './route-path.ts';

/** A router that is being read. */
interface Place {
  readonly router: Pick<MountedRouter, 'parameterCallbacks' | 'skips' | 'onlyWithRoute'>;
  /** From the application to this router. */
  readonly levels: readonly [...Level[], Level];
  /** The mount path of this router, in the framework's syntax. */
  readonly path: string;
}

/** A description, and what its adapter needs to observe it. */
export interface DescribedRoute {
  readonly description: RouteDescription;
  readonly handlers: readonly object[];
  /** The place of each handler, which an observed request is said to have reached. */
  readonly places: readonly object[];
  /** The functions of guards that are claimed. */
  readonly claimed: readonly object[];
}

/** Describes every registration of an application, in order. It changes nothing, and calls nothing of the application's. */
export function readApplication({ parts, parameterCallbacks = {}, skips, readsPathAgain }: MountedApplication) {
  const described: DescribedRoute[] = [];

  function read(part: MountedPart, place: Place): void {
    const patterns = part.paths.map(patternOf);
    passParameterCallbacks(patterns, place);
    if (part.kind === 'function') readFunction(part, patterns, place);
    else if (part.kind === 'route') readRoute(part, patterns, place);
    else for (const pattern of patterns) readRouter(part, pattern, place);
    if (part.kind !== 'route' && patterns.some(mayMatchRoot)) leadAround(patterns, place, DOUBTS.rootPath);
  }

  function readFunction(
    { handler, place: reached = handler, handlesErrors = false, name }: MountedFunction,
    paths: readonly PathPattern[],
    place: Place,
  ) {
    const metadata = routeMetadataOf(handler);
    const { candidates } = lastOf(place.levels);
    if (metadata && !handlesErrors) {
      const doubt = place.router.skips ? DOUBTS[place.router.skips] : skippedBy(paths, place);
      candidates.push({ handler, metadata, paths, doubt });
    }
    if (metadata) return;
    if (!handlesErrors) {
      for (const pattern of paths)
        describe({ method: 'USE', pattern, handlers: [{ handler, place: reached }] }, place, [name ?? nameOf(handler)]);
    } else {
      for (const candidate of candidates) candidate.doubt ??= doubtOf('errorHandler', handler);
    }
    passFunction(handler, paths, place);
  }

  function readRoute({ methods }: MountedRoute, patterns: readonly PathPattern[], place: Place): void {
    const { siblings } = lastOf(place.levels);
    for (const pattern of patterns) {
      for (const [method, handlers] of methods) describe({ method, pattern, handlers }, place, beforeHandler(handlers));
    }
    for (const [method, handlers] of methods) {
      for (const { handler } of handlers) {
        const metadata = routeMetadataOf(handler);
        if (!metadata) passFunction(handler, patterns, place, method);
        else for (const { ways, extent } of patterns) siblings.push({ handler, metadata, ways, extent, method });
      }
    }
  }

  function readRouter(router: MountedRouter, pattern: PathPattern, place: Place): void {
    const inner: Level = { candidates: [], siblings: [], ways: [NO_WAY] };
    const ways = readsPathAgain && mayMatchRoot(pattern) ? [ANY_WAY] : pattern.ways;
    const levels = place.levels.map((level) => ({ ...level, ways: joinWays(level.ways, ways) }));
    const path = pattern.path === undefined ? place.path : joinPaths(place.path, pattern.path);
    for (const part of router.parts) read(part, { router, levels: [...levels, inner], path });
    for (const sibling of siblingsIn(router, inner)) {
      lastOf(place.levels).siblings.push({ ...sibling, ways: joinWays(pattern.ways, sibling.ways) });
    }
  }

  function describe(target: Target, place: Place, opaque: readonly string[]): void {
    const guards = guardsOf(target, place.levels);
    const description = describeRoute({
      method: target.method,
      path: fullPathOf(target.pattern, place),
      guards,
      opaque,
    });
    const claimed = guards.flatMap(({ handler, metadata, doubt }) => (metadata.guard && !doubt ? [handler] : []));
    const handlers = target.handlers.map(({ handler }) => handler);
    const places = target.handlers.map(({ handler, place: reached = handler }) => reached);
    described.push({ description, claimed, handlers, places });
  }

  /** A function may lead around the guards before it, but for those that it stands behind itself. */
  function passFunction(handler: object, paths: readonly PathPattern[], place: Place, method = 'USE') {
    const [first] = paths;
    if (first) leadAround(paths, place, doubtOf('rewrite', handler, `${method} ${fullPathOf(first, place)}`));
  }

  function leadAround(paths: readonly PathPattern[], { levels }: Place, reason: string) {
    if (!readsPathAgain) return;
    for (const level of levels) {
      for (const candidate of level.candidates.filter(({ doubt }) => doubt === undefined)) {
        if (candidate.paths.some(({ path }) => path === undefined)) continue;
        const isBehind = paths.every((path) => doubtOfCover(candidate.paths, seenFrom(level, path)) === undefined);
        if (!isBehind) candidate.doubt = reason;
      }
    }
  }

  function passParameterCallbacks(patterns: readonly PathPattern[], place: Place): void {
    for (const callback of callbacksOf(patterns, place)) {
      const metadata = routeMetadataOf(callback);
      if (!metadata) passFunction(callback, patterns, place);
      else
        for (const { ways, extent } of patterns)
          lastOf(place.levels).siblings.push({
            handler: callback,
            metadata,
            ways,
            extent,
            method: 'ALL',
            doubt: DOUBTS.parameter,
          });
    }
  }

  const root: Level = { candidates: [], siblings: [], ways: [NO_WAY] };
  const router = { parameterCallbacks, ...(skips ? { skips } : {}) };
  for (const part of parts) read(part, { router, levels: [root], path: '' });
  return described;
}

function fullPathOf({ path }: PathPattern, place: Place): string {
  return path === undefined ? place.path || '/' : joinPaths(place.path, path);
}

/** The names of the functions before the last one of a route, which may be anything, such as a guard in a wrapper. */
function beforeHandler(handlers: readonly RouteHandler[]): readonly string[] {
  const foreign = handlers.filter(({ handler }) => !routeMetadataOf(handler));
  return foreign.slice(0, -1).map(({ handler }) => nameOf(handler));
}

/** A callback can skip what is mounted at a path with its parameter. */
function skippedBy(paths: readonly PathPattern[], place: Place): string | undefined {
  const callback = callbacksOf(paths, place).find((one) => !routeMetadataOf(one));
  return callback && doubtOf('parameter', callback);
}

function callbacksOf(patterns: readonly PathPattern[], { router }: Place): readonly object[] {
  const callbacks = Object.entries(router.parameterCallbacks ?? {});
  const names = new Set(patterns.flatMap((pattern) => pattern.names ?? callbacks.map(([name]) => name)));
  return callbacks.flatMap(([name, functions]) => (names.has(name) ? functions : []));
}

function lastOf<T>(list: readonly [...T[], T]): T {
  return list.at(-1) as T;
}
