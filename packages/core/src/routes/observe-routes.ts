/** Holds what requests really passed, in tests, against what the description of their routes claims. */
import { InvalidConfiguration } from '../errors/errors.ts';
import { watchGuard } from '../guard/watch-guard.ts';
import { routeMetadataOf } from '../guard/route-metadata.ts';
import type { DescribedRoute } from './read-application.ts';

/** An observation that `observeRoutes(app)` has started. */
export interface RouteObservation {
  /**
   * Throws if a request reached a handler without a guard that the description of its route claims, or if no request reached any
   * handler of a described route, because then nothing was observed.
   *
   * @throws InvalidConfiguration that lists each such route
   */
  check(): void;
  /** Ends the observation. The application is as it was before. */
  stop(): void;
}

/** A function that a request reached. */
interface Reached {
  readonly handler: object;
  /** The place of the function, as the adapter has read it. */
  readonly place: object;
  /** The path of the route that matched, in the framework's syntax, if the framework tells it. */
  readonly path?: unknown;
  /** The object that guards are called with. */
  readonly request: object;
  /** The method of the request as the framework matched it. */
  readonly method: string;
  /** The request for a message, such as `GET /accounts`. */
  readonly shown: string;
}

/** Observes requests. An adapter tells it of each function that one reaches. */
export class RouteObserver implements RouteObservation {
  /** The keys are places, because one function may be the handler of many routes. */
  readonly #claims = new Map<object, readonly DescribedRoute[]>();
  /** The guards that each request passed, by their functions. */
  readonly #passed = new WeakMap<object, Set<object>>();
  readonly #problems = new Set<string>();
  readonly #undo: (() => void)[] = [];
  #reached = 0;

  constructor(routes: readonly DescribedRoute[]) {
    const guards = new Set<object>();
    for (const route of routes) {
      for (const place of new Set(route.places)) this.#claims.set(place, [...(this.#claims.get(place) ?? []), route]);
      for (const handler of route.claimed) guards.add(handler);
    }
    for (const handler of guards) {
      const guard = routeMetadataOf(handler)?.guard;
      if (guard) this.#undo.push(watchGuard(guard, (request) => this.#pass(request, handler)));
    }
  }

  #pass(request: unknown, handler: object): void {
    if (typeof request !== 'object' || request === null) return;
    const passed = this.#passed.get(request) ?? new Set();
    this.#passed.set(request, passed.add(handler));
  }

  /** Calls a function when the observation ends. */
  atEnd(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Returns true if a function belongs to a described route at a place, and is none of this library's. */
  isObserved(handler: object, place: object): boolean {
    return this.#routesAt(handler, place).length > 0 && routeMetadataOf(handler) === undefined;
  }

  #routesAt(handler: object, place: object): readonly DescribedRoute[] {
    return (this.#claims.get(place) ?? []).filter(({ handlers }) => handlers.includes(handler));
  }

  /** Notes that a request reached a function. */
  reach({ handler, place, path, request, method, shown }: Reached): void {
    if (!this.isObserved(handler, place)) return;
    const passed = this.#passed.get(request) ?? new Set();
    const routes = registrationsFor(atPath(this.#routesAt(handler, place), path), method);
    if (routes.some(({ description }) => description.method !== 'USE')) this.#reached += 1;
    // A router that is mounted twice has one handler for two registrations, and a request belongs to one of them.
    if (routes.some(({ claimed }) => claimed.every((guard) => passed.has(guard)))) return;
    for (const { description } of routes) {
      this.#problems.add(
        `${shown} reached ${description.method} ${description.path} without a guard that its description claims: ` +
          'put the guard on the route itself, and please report the application to linxo-guard.',
      );
    }
  }

  check(): void {
    if (this.#problems.size > 0) throw new InvalidConfiguration([...this.#problems]);
    if (this.#reached > 0) return;
    throw new InvalidConfiguration([
      'observeRoutes(app): no request has reached a handler yet. Observe the application that is served, send requests, then check.',
    ]);
  }

  stop(): void {
    // The last first, in case two of them changed the same list.
    for (const undo of this.#undo.splice(0).toReversed()) undo();
  }
}

/** A list of paths makes several registrations of one place. */
function atPath(routes: readonly DescribedRoute[], path: unknown): readonly DescribedRoute[] {
  if (typeof path !== 'string') return routes;
  const those = routes.filter(({ description }) => description.path.endsWith(path.replace(/\/+$/, '')));
  return those.length > 0 ? those : routes;
}

/** A function may be a handler for several methods. `ALL` stands for those that have no registration of their own. */
function registrationsFor(routes: readonly DescribedRoute[], method: string): readonly DescribedRoute[] {
  const byMethod = (name: string) => routes.filter(({ description }) => description.method === name);
  const named = byMethod(method);
  if (named.length > 0) return named;
  const get = method === 'HEAD' ? byMethod('GET') : [];
  return get.length > 0 ? get : [...byMethod('ALL'), ...byMethod('USE')];
}
