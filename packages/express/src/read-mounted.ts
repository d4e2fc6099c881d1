/** Reads what is mounted on an Express application or router. */
import { InvalidConfiguration } from '@linxo-guard/core';
import type { MountedApplication } from '@linxo-guard/core/adapter';
import { keepsPaths, readRouter, type Router } from './read-router.ts';

/**
 * Reads an application.
 *
 * @throws InvalidConfiguration when Express is older than 5.3
 */
export function readMounted(app: object): MountedApplication {
  const router = routerOf(app);
  if (!router) return { parts: [], readsPathAgain: true };
  if (!keepsPaths(router)) throw tooOld();
  return { parts: readRouter(router), parameterCallbacks: router.params ?? {}, readsPathAgain: true };
}

/** An application makes its router when somebody first asks for it, with the settings of that moment. This does not make it. */
function routerOf(app: object): Router | undefined {
  // A caller in JavaScript may give anything.
  if (Object(app) !== app) throw notExpress();
  if ('stack' in app) return app as Router;
  if ('_router' in app || 'lazyrouter' in app) throw tooOld();
  const property = Object.getOwnPropertyDescriptor(app, 'router');
  if (!property?.get) {
    throw notExpress();
  }
  // The getter reads settings only when it makes the router.
  const isNotMade = new Error('there is no router yet');
  const application = {
    enabled: () => {
      throw isNotMade;
    },
  };
  try {
    return property.get.call(application) as Router;
  } catch (error) {
    if (error === isNotMade) return undefined;
    throw error;
  }
}

function notExpress(): InvalidConfiguration {
  return new InvalidConfiguration(['describeRoutes(app): app is neither an Express application nor a router.']);
}

function tooOld(): InvalidConfiguration {
  return new InvalidConfiguration([
    'describeRoutes() and observeRoutes() need Express 5.3 or newer: older ones do not keep the paths at which routers and ' +
      'middleware are mounted, so nothing could be said for sure. Guards work without it: update Express for the description.',
  ]);
}
