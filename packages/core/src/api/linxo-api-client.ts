/** Makes API calls: checks them against the declared scopes, writes the request, sends it with a token, reads the answer. */
import { type Catalogue, type CatalogueEntry, permits } from '../endpoint/endpoint-catalogue.ts';
import { suggestEndpoint } from '../endpoint/suggest-endpoint.ts';
import type { Endpoint } from '../catalog/endpoints.ts';
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import type { Ending } from '../async/ending.ts';
import { EndpointNotPermitted, InvalidConfiguration, InvalidRequest } from '../errors/errors.ts';
import { isDeadConnection } from '../http/dead-connection.ts';
import { type Fetch, type HttpOutcome, type HttpRequest, send } from '../http/fetch.ts';
import { expandMask, formatScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import type { TokenManager } from '../token/token-manager.ts';
import { writeBody } from './body.ts';
import { buildUrl } from './build-url.ts';
import type { UntypedOptions } from './call-types.ts';
import { checkOptions } from './check-options.ts';
import { pages } from './pages.ts';
import { readAnswer } from './read-answer.ts';
import { RESPONSES } from './responses.ts';
import { sendWithToken } from './send-with-token.ts';

/** The settings that all API clients of a Linxo instance share. */
export interface ApiClientOptions {
  readonly tokens: TokenManager;
  readonly baseUrl: string;
  readonly catalogue: Catalogue;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Time limit of one exchange with the API, in milliseconds. */
  readonly timeoutMs: number;
  /** The size limit of an answer, in bytes. */
  readonly maxBytes: number;
  /** Ends the calls that are under way when the instance is closed. */
  readonly ending: Ending;
}

/** The API client without its types: `ApiClient` says what each call takes and gives. */
export class LinxoApiClient {
  readonly #options: ApiClientOptions;
  readonly #declared: TokenRequest;
  readonly #userId: string | undefined;

  constructor(options: ApiClientOptions, declared: TokenRequest, userId: string | undefined) {
    this.#options = options;
    this.#declared = declared;
    this.#userId = userId;
  }

  get(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`GET ${path}`, options);
  }

  post(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`POST ${path}`, options);
  }

  put(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`PUT ${path}`, options);
  }

  delete(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`DELETE ${path}`, options);
  }

  paginate(path: string, options: UntypedOptions = {}): AsyncIterableIterator<unknown> {
    const name = `GET ${path}`;
    return pages(name, options, (query, signal) => this.#call(name, { ...options, query, signal }));
  }

  request(endpoint: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(endpoint, options, false);
  }

  actingFor(userId: string): LinxoApiClient {
    if (!this.#declared.owner.isClient) {
      throw new InvalidConfiguration([
        "actingFor() needs the application's own token: guard the route with { as: 'client' }, or call api({ subject: 'client' }). A " +
          "user's token must not carry another user's id.",
      ]);
    }
    // Without an id there would be no header, and the call would be the application's own.
    if (typeof userId !== 'string' || !/^[\x21-\x7e]+$/.test(userId))
      throw new InvalidRequest('actingFor() takes a user id: visible ASCII characters.');
    return new LinxoApiClient(this.#options, this.#declared, userId);
  }

  async #call(name: string, options: UntypedOptions = {}, isChecked = true): Promise<unknown> {
    const { tokens: manager, catalogue, baseUrl, fetch, clock, timeoutMs, maxBytes, ending } = this.#options;
    const deadline = manager.newDeadline();
    const { method, path } = permittedEntry(name, catalogue, this.#declared.scopes);
    const { signal: own } = checkOptions(name, options);
    const url = buildUrl(baseUrl, path, options.path, options.query);
    const written = writeBody(method, options.body);
    const { outcome, tokens, displacedBy } = await ending.run(own, (signal) =>
      sendWithToken(manager, this.#declared, { signal, deadline }, (token) =>
        sendReadAgain(fetch, deadline, {
          method,
          url,
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${token}`,
            ...written?.headers,
            ...(this.#userId === undefined ? {} : this.#adminMode(this.#userId)),
          },
          ...(written && { body: written.text }),
          maxBytes,
          signal,
        }),
      ),
    );
    const schema = isChecked ? RESPONSES[name as Endpoint] : undefined;
    const secrets = [...tokens, ...(written?.secrets ?? [])];
    return readAnswer(outcome, { name, schema, secrets, clock, timeoutMs, displacedBy, baseUrl });
  }

  #adminMode(userId: string): Readonly<Record<string, string>> {
    return { 'x-linxo-user-id': userId, 'x-scope': formatScopes(expandMask(this.#declared.scopes)) };
  }
}

/** A pool may keep several connections that the API has closed meanwhile. */
const DEAD_CONNECTIONS = 3;

/** Sends a request inside the deadline. A read whose kept-alive connection turns out dead is sent again, on another one. */
async function sendReadAgain(
  fetch: Fetch,
  deadline: Deadline,
  request: Omit<HttpRequest, 'timeoutMs'>,
): Promise<HttpOutcome> {
  for (let dead = 0; ; dead++) {
    const outcome = await send(fetch, { ...request, timeoutMs: deadline.remainingMs });
    const isDead = outcome.kind === 'network' && isDeadConnection(outcome.error);
    if (!isDead || request.method !== 'GET' || dead === DEAD_CONNECTIONS) return outcome;
  }
}

function permittedEntry(name: string, catalogue: Catalogue, declared: ScopeMask): CatalogueEntry {
  const entry = catalogue.get(name);
  if (!entry) {
    // The query behind the path may come from a caller.
    const shown = JSON.stringify(name.replace(/[?#].*/s, '?…'));
    throw new EndpointNotPermitted(
      `${shown} is not in the endpoint catalogue: add it with the endpoints option.${suggestEndpoint(name, catalogue)} ` +
        "(Values go into path and query: get('/accounts/{id}', { path: { id }, query: { limit: 100 } }).)",
    );
  }
  if (permits(declared, entry)) return entry;
  throw new EndpointNotPermitted(
    `${name} needs ${formatScopes(entry.anyOf).replaceAll(' ', ' or ')}; declared: ${formatScopes(declared) || 'no scope'}.`,
  );
}
