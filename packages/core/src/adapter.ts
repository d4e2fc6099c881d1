/** The parts that an adapter for a web framework is made of. Applications do not need them. */

// Mounting
export { createMount, leaveMount, type Mount, type MountOptions, type UserFound } from './guard/mount.ts';

// Guarding
export { type Decision, isDecided, type Refused } from './guard/decision.ts';
export { createGuard, type Guard } from './guard/guard.ts';
export type {
  CheckedEndpoints,
  CheckedScopes,
  Declared,
  DeclaredScopes,
  Guarded,
  HandlerNeeds,
  OpenedByAny,
  ScopesOfEndpoints,
} from './guard/declaration.ts';
export type { LinxoAccess } from './guard/access.ts';

// Answering errors
export { asError } from './errors/as-error.ts';
export { problemAnswer, type ProblemAnswer } from './guard/problem.ts';
export { createReporter, type ProblemOptions } from './guard/report.ts';

// Describing routes
export { type RouteMetadata, withRouteMetadata } from './guard/route-metadata.ts';
export { describeApplication } from './routes/describe-application.ts';
export { type DescribedRoute, readApplication } from './routes/read-application.ts';
export type {
  MountedApplication,
  MountedFunction,
  MountedPart,
  MountedRoute,
  MountedRouter,
  RouteHandler,
} from './routes/mounted-part.ts';
export type { MountedPath } from './routes/path-cover.ts';
export { type RouteObservation, RouteObserver } from './routes/observe-routes.ts';
export { routeMethods } from './routes/route-methods.ts';
