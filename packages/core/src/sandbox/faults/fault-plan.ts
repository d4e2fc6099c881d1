/** Decides which fault a request gets: faults for a number of requests first, in their order, then those that stay. */
import type { Exchange } from '../http/exchange.ts';
import { hitsTarget, parseTarget, type Target } from '../target.ts';
import { parseLimits, type FaultLimits } from './fault-limits.ts';
import { parseFault } from './fault-schema.ts';
import type { Fault } from './fault.ts';

/** A fault that waits for requests. */
export interface PlannedFault {
  readonly id: string;
  readonly target: Target;
  readonly fault: Fault;
  /** The number of requests that will still get the fault. It is `undefined` if there is no limit. */
  readonly timesLeft: number | undefined;
  /** The end of its time, in milliseconds since the epoch by the sandbox's clock. */
  readonly untilMs: number | undefined;
  readonly rate: number | undefined;
}

/** The faults of a running sandbox. */
export interface Faults {
  /**
   * Plans a fault for the next request to the target, or for the next `times` requests. Later calls queue up behind earlier
   * ones.
   */
  next(target: Target, fault: Fault, times?: number): void;
  /** Sets a fault for all requests to the target, until it is cleared. If several apply, the last one wins. */
  always(target: Target, fault: Fault): void;
  /** Plans a fault for some of the requests to the target: a number of them, for a time, at random, or all three. */
  add(target: Target, fault: Fault, limits?: FaultLimits): PlannedFault;
  /** Returns the faults that wait for requests. */
  list(): readonly PlannedFault[];
  /** Removes one fault. Returns false if there is none with this id. */
  remove(id: string): boolean;
  /** Removes the faults of this target, or of all targets. */
  clear(target?: Target): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class FaultPlan implements Faults {
  #faults: Mutable<PlannedFault>[] = [];
  #lastId = 0;
  readonly #clock: () => number;
  readonly #random: () => number;

  /** @param random Returns a number from 0 to 1, without 1. */
  constructor(clock: () => number, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  next(target: Target, fault: Fault, times = 1): void {
    this.add(target, fault, { times });
  }

  always(target: Target, fault: Fault): void {
    this.add(target, fault);
  }

  add(target: Target, fault: Fault, limits: FaultLimits = {}): PlannedFault {
    const { times, forMs, rate } = parseLimits(limits);
    this.#lastId += 1;
    const planned = {
      id: String(this.#lastId),
      target: parseTarget(target),
      fault: parseFault(fault),
      timesLeft: times,
      untilMs: forMs === undefined ? undefined : this.#clock() + forMs,
      rate,
    };
    this.#faults.push(planned);
    return planned;
  }

  list(): readonly PlannedFault[] {
    this.#forget();
    return this.#faults.map((planned) => ({ ...planned }));
  }

  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((planned) => planned.id !== id);
    return this.#faults.length < before;
  }

  clear(target?: Target): void {
    this.#faults = this.#faults.filter((planned) => target !== undefined && !isSame(planned.target, target));
  }

  /** Returns the fault for a request that has just arrived, and uses up one request of a fault that is for a number of them. */
  take(exchange: Exchange): Fault | undefined {
    this.#forget();
    const hit = ({ target, rate }: PlannedFault): boolean =>
      hitsTarget(target, exchange) && (rate === undefined || this.#random() < rate);
    const counted = this.#faults.find((planned) => planned.timesLeft !== undefined && hit(planned));
    if (counted?.timesLeft !== undefined) {
      counted.timesLeft -= 1;
      return counted.fault;
    }
    return this.#faults.findLast((planned) => planned.timesLeft === undefined && hit(planned))?.fault;
  }

  /** Drops the faults that no request will get any more. */
  #forget(): void {
    const nowMs = this.#clock();
    this.#faults = this.#faults.filter(
      ({ timesLeft, untilMs }) =>
        (timesLeft === undefined || timesLeft > 0) && (untilMs === undefined || untilMs > nowMs),
    );
  }
}

function isSame(one: Target, other: Target): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
