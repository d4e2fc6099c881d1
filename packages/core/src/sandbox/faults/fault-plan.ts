/** Which fault hits which request: those planned for the next requests first, in their order, then the standing ones. */

import type { Exchange } from '../http/exchange.ts';
import { hitsTarget, type Target } from '../target.ts';
import type { Fault } from './fault.ts';

export interface Faults {
  /** The next request that hits the target has this fault, or the next `times` requests. Later calls queue up behind. */
  next(target: Target, fault: Fault, times?: number): void;
  /** Every request that hits the target has this fault, until it is cleared. The last one set for a request wins. */
  always(target: Target, fault: Fault): void;
  /** Ends the faults of this target, or all of them. */
  clear(target?: Target): void;
}

interface Planned {
  readonly target: Target;
  readonly fault: Fault;
  /** How many requests it is still for. */
  left: number;
}

export class FaultPlan implements Faults {
  #planned: Planned[] = [];
  #standing: Omit<Planned, 'left'>[] = [];

  next(target: Target, fault: Fault, times = 1): void {
    this.#planned.push({ target, fault, left: times });
  }

  always(target: Target, fault: Fault): void {
    this.#standing.push({ target, fault });
  }

  clear(target?: Target): void {
    const stays = (item: { readonly target: Target }): boolean => target !== undefined && item.target !== target;
    this.#planned = this.#planned.filter(stays);
    this.#standing = this.#standing.filter(stays);
  }

  /** The fault of a request that has just arrived; one that was planned for so many requests is used up by it. */
  take(exchange: Exchange): Fault | undefined {
    const planned = this.#planned.find((item) => item.left > 0 && hitsTarget(item.target, exchange));
    if (planned !== undefined) {
      planned.left -= 1;
      if (planned.left <= 0) this.#planned = this.#planned.filter((item) => item !== planned);
      return planned.fault;
    }
    return this.#standing.findLast((item) => hitsTarget(item.target, exchange))?.fault;
  }
}
