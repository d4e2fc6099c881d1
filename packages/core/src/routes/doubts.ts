/** The reasons why a guard is not claimed for a route, each with what to do. */

const ON_THE_ROUTE = 'put the guard on the route';
const OR_NO_PATH = `${ON_THE_ROUTE}, or mount it without a path`;

export const DOUBTS = {
  otherRoute: `It guards another route or router, and requests may reach this route without it: ${ON_THE_ROUTE}, too.`,
  regularExpression: `It is mounted at a regular expression, which may not match all that the route matches: ${OR_NO_PATH}.`,
  notSimple: `It is mounted at a path that has more than literals and whole parameters, which cannot be compared: ${OR_NO_PATH}.`,
  partly: `Its path does not cover every request for the route: ${ON_THE_ROUTE}.`,
  letterCase:
    'Its path is matched with case, and the path of the route without: ' +
    `${ON_THE_ROUTE}, make the router case-sensitive, or, with @koa/router, write router.use('', guard).`,
  compose: `The application composes its middleware with a function of its own, which may skip it: ${ON_THE_ROUTE}.`,
  rootPath:
    'Something between it and the route is mounted at a path that matches "/", and a request for "http://host" goes on from there with ' +
    `another path: ${OR_NO_PATH}.`,
  exclusive: `The router is exclusive, so that it runs only the layer that matches last: ${ON_THE_ROUTE}.`,
  parameter: `It is the callback of a parameter, which not every request for the route calls: ${ON_THE_ROUTE}.`,
  catalogue:
    'It asks for the scopes of an endpoint, and routers mount several Linxo instances with different catalogues: name the scopes.',
} as const;

const WITHOUT_NAME = 'a function without a name';

/**
 * Returns the reason for a guard that a function which is not ours may lead around.
 *
 * @param where the registration of the function, such as `GET /health`
 */
export function doubtOf(kind: keyof typeof FUNCTIONS, handler: object, where?: string): string {
  const name = nameOf(handler);
  const subject = name === WITHOUT_NAME ? 'A function without a name' : name;
  return FUNCTIONS[kind](where === undefined ? subject : `${subject} (${where})`);
}

const FUNCTIONS = {
  rewrite: (name: string) => `${name} stands between it and the route, and may change the URL: ${OR_NO_PATH}.`,
  errorHandler: (name: string) =>
    `${name} handles errors between it and the route, and may go on after a refusal: move the error handler behind the routes.`,
  parameter: (name: string) => `${name} runs first, as a parameter callback, and may skip it: ${ON_THE_ROUTE}.`,
  before: (name: string) => `${name} stands before it, and may answer by itself: put the guard first.`,
};

/** Returns the name of a function for a sentence, such as `serveStatic()`. */
export function nameOf(handler: object): string {
  const name = 'name' in handler && typeof handler.name === 'string' ? handler.name : '';
  return name === '' ? WITHOUT_NAME : `${name}()`;
}
