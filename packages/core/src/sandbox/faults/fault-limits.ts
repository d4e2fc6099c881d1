/** The limits of a fault: for how many requests, for how long, or for which share of them. */
import * as z from 'zod';
import { check, closed } from '../check.ts';

/** The requests that a fault is for, among those to its target. Each of the three that is left out sets no limit. */
export interface FaultLimits {
  /** The number of requests that get the fault. */
  readonly times?: number;
  /** The time for which requests get the fault, in milliseconds by the sandbox's clock. */
  readonly forMs?: number;
  /** The share of requests that get the fault, from 0 to 1. Which ones is random, and the same for equal seeds. */
  readonly rate?: number;
}

export const LIMIT_MEMBERS = {
  times: z.int().min(1).optional(),
  forMs: z.number().min(1).optional(),
  rate: z.number().min(0).max(1).optional(),
};

const LIMITS = closed('limit', LIMIT_MEMBERS) as unknown as z.ZodType<FaultLimits>;

/** Returns the limits. Throws a `TypeError` if one does not exist, or cannot be. */
export function parseLimits(limits: unknown): FaultLimits {
  return check('The limits of the fault', LIMITS, limits);
}
