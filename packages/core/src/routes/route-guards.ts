/** The guards in front of a route, each with the reason, if there is one, why a request may reach the route without it. */
import { type RouteMetadata, routeMetadataOf } from '../guard/route-metadata.ts';
import { doubtOf, DOUBTS } from './doubts.ts';
import type { RouteHandler } from './mounted-part.ts';
import { type CoverTarget, doubtOfCover, type MountedPath, mayMeet, type PathPattern } from './path-cover.ts';
import { joinWays, type Way } from './path-ways.ts';

/** A guard or a mounted Linxo instance that a request may pass, in order. */
export interface PossibleGuard {
  readonly handler: object;
  readonly metadata: RouteMetadata;
  /** The reason why it is not proved; undefined if it is. */
  readonly doubt: string | undefined;
}

/** A guard that is mounted in front of what follows it in its router. */
export interface Candidate {
  readonly handler: object;
  readonly metadata: RouteMetadata;
  readonly paths: readonly PathPattern[];
  /** Set by what stands behind it and may lead around it. */
  doubt: string | undefined;
}

/** A guard of another route, for which requests for this one may meet it. */
export interface Sibling {
  readonly handler: object;
  readonly metadata: RouteMetadata;
  readonly ways: readonly Way[];
  readonly extent: MountedPath['extent'];
  /** `ALL` for any. */
  readonly method: string;
  /** The reason why it is not proved, if that is not that it guards another route. */
  readonly doubt?: string;
}

/** A router on the way to a route, with the guards that were mounted in it so far. */
export interface Level {
  readonly candidates: Candidate[];
  readonly siblings: Sibling[];
  /** The ways from this router to the one that is read. */
  readonly ways: readonly Way[];
}

/** A route, or a function that is described like one. */
export interface Target {
  readonly method: string;
  readonly pattern: PathPattern;
  readonly handlers: readonly RouteHandler[];
}

/** Returns the path of a target as a router sees it. */
export function seenFrom(level: Level, pattern: PathPattern): CoverTarget {
  const open = pattern.extent === 'start';
  const ways = pattern.ways.map((way) => (open ? { ...way, open } : way));
  return { ways: joinWays(level.ways, ways), strict: pattern.strict === true, regexp: pattern.regexp };
}

/** Returns all guards in front of a target that it may have, in order. */
export function guardsOf(target: Target, levels: readonly Level[]): readonly PossibleGuard[] {
  const outside = levels.flatMap((level) => {
    const seen = seenFrom(level, target.pattern);
    const others = level.siblings
      .filter(({ method }) => isSameMethod(method, target.method))
      .filter(({ ways, extent }) => mayMeet(ways, extent, seen.ways))
      .map(({ handler, metadata, doubt = DOUBTS.otherRoute }) => ({ handler, metadata, doubt }));
    const mounted = level.candidates
      .filter(({ paths }) =>
        paths.some(({ path, ways, extent }) => path === undefined || mayMeet(ways, extent, seen.ways)),
      )
      .map(({ handler, metadata, paths, doubt }) => ({ handler, metadata, doubt: doubt ?? doubtOfCover(paths, seen) }));
    return [...others, ...mounted];
  });
  return [...outside, ...ownGuards(target.handlers)];
}

/** Middleware stands beside all routes, so their guards say nothing about it. */
function isSameMethod(ofGuard: string, ofTarget: string): boolean {
  if (ofTarget === 'USE') return false;
  return ofGuard === 'ALL' || ofTarget === 'ALL' || ofGuard === ofTarget;
}

/** Only the guards before the first function that is not ours are proved. Those behind the last handler are not reached. */
function ownGuards(handlers: readonly RouteHandler[]): readonly PossibleGuard[] {
  const isForeign = ({ handler }: RouteHandler) => routeMetadataOf(handler) === undefined;
  const recovering = handlers.find((one) => one.handlesErrors === true && isForeign(one));
  const first = handlers.find(isForeign);
  const last = handlers.findLastIndex(isForeign);
  const reached = last === -1 ? handlers : handlers.slice(0, last);
  return reached.flatMap(({ handler }, index) => {
    const metadata = routeMetadataOf(handler);
    if (!metadata) return [];
    const isBehind = first !== undefined && index > handlers.indexOf(first);
    if (recovering) return { handler, metadata, doubt: doubtOf('errorHandler', recovering.handler) };
    return { handler, metadata, doubt: isBehind ? doubtOf('before', first.handler) : undefined };
  });
}
