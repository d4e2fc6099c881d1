/** A token request on its way, with what it was started for. */
import type { Deadline } from '../async/deadline.ts';
import type { Flight } from '../async/single-flight.ts';

/** A flight as it is under way. */
export interface Journey {
  readonly flight: Flight;
  readonly deadline: Deadline;
  readonly isBackground: boolean;
  /** True if only the server's answer will do, and no token that another process has put into the store. */
  readonly isFresh: boolean;
}
