/** Finds the guards in a router that another route may meet, although it does not stand in that router. */
import type { MountedRouter } from './mounted-part.ts';
import { mayMeet, patternOf } from './path-cover.ts';
import type { Candidate, Level, Sibling } from './route-guards.ts';

/** Returns the guards that were mounted in a router and on its routes, as its surroundings see them. */
export function siblingsIn(router: MountedRouter, level: Level): readonly Sibling[] {
  const mounted = level.candidates.flatMap((candidate) =>
    router.onlyWithRoute === true ? withRoutes(candidate, router) : byPath(candidate),
  );
  return [...mounted, ...level.siblings];
}

function byPath({ handler, metadata, paths }: Candidate): readonly Sibling[] {
  return paths.map(({ ways, extent }) => ({ handler, metadata, ways, extent, method: 'ALL' }));
}

/** Such a guard runs for requests that a route of its router answers. */
function withRoutes({ handler, metadata, paths }: Candidate, { parts }: MountedRouter): readonly Sibling[] {
  const routes = parts.filter((part) => part.kind === 'route');
  return routes.flatMap(({ paths: routePaths, methods }) =>
    routePaths
      .map(patternOf)
      .filter(({ ways }) => paths.some((one) => one.path === undefined || mayMeet(one.ways, one.extent, ways)))
      .flatMap(({ ways, extent }) => methods.map(([method]) => ({ handler, metadata, ways, extent, method }))),
  );
}
