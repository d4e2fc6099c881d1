/** Decides which fault a request gets: planned faults first, in their order, then permanent ones. */
import type { Exchange } from '../http/exchange.ts';
import { hitsTarget, type Target } from '../target.ts';
import type { Fault } from './fault.ts';

/** The faults of a running sandbox. */
export interface Faults {
  /**
   * Plans a fault for the next request to the target, or for the next `times` requests. Later calls queue up behind earlier
   * ones.
   */
  next(target: Target, fault: Fault, times?: number): void;
  /** Sets a fault for all requests to the target, until it is cleared. If several apply, the last one wins. */
  always(target: Target, fault: Fault): void;
  /** Removes the faults of this target, or of all targets. */
  clear(target?: Target): void;
}

interface Planned {
  readonly target: Target;
  readonly fault: Fault;
  /** The number of requests that will still get the fault. */
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

  /** Returns the fault for a request that has just arrived, and uses up one request of a planned fault. */
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
