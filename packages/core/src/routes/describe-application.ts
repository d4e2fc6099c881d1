/** Describes the routes of an application that an adapter has read. */
import type { RouteDescription } from './describe-route.ts';
import type { MountedApplication } from './mounted-part.ts';
import { readApplication } from './read-application.ts';

/**
 * Describes every registration of a route, in order. Adapters call it, because they know where their framework keeps routes.
 *
 * @param application its parts, as the adapter read them
 */
export function describeApplication(application: MountedApplication): readonly RouteDescription[] {
  return readApplication(application).map(({ description }) => description);
}
