/** The options of `startSandbox` as a table, for documents. */
import type { SandboxOptions } from './options.ts';

interface OptionFacts {
  readonly is: string;
  /** The default, as a document shows it. */
  readonly default: string;
  /** The flag of `linxo-sandbox` that sets it. */
  readonly flag?: string;
}

export const OPTION_FACTS = {
  host: { is: 'the address to listen on', default: "`'127.0.0.1'`: this machine only", flag: '--host' },
  hostNames: {
    is: 'host names that are answered beside `localhost` and addresses',
    default: 'none',
    flag: '--host-name',
  },
  widgetsUrl: {
    is: 'the origin under which browsers reach the widgets, for the links of widget sessions',
    default: 'the host under which the application opened the session',
    flag: '--widgets-url',
  },
  ports: {
    is: 'the ports: `{ authorizationServer, api, widgets }`',
    default: '0 for each: any free port',
    flag: '--port, --ports',
  },
  keepAlive: {
    is: 'whether the process keeps running while nobody is connected; the log then drops its oldest records beyond 5,000 of each kind',
    default: '`false`; the command does',
  },
  adminToken: {
    is: 'the Bearer token that the control API wants, at least 16 characters',
    default: 'none on loopback; elsewhere the control API is then off',
    flag: '--admin-token',
  },
  clientId: { is: "the client's id", default: "`'linxo-sandbox-client'`", flag: '--client-id' },
  clientSecret: { is: "the client's secret", default: "`'linxo-sandbox-secret'`", flag: '--client-secret' },
  clientScopes: {
    is: 'the scopes that this client may get by each grant: `{ client_credentials, password }`',
    default: '`DEFAULT_CLIENT_SCOPES`',
  },
  clients: { is: 'further clients: `{ clientId, clientSecret, scopes }`', default: 'none' },
  users: { is: 'the users who can log in, with their banks', default: '`SANDBOX_USERS`', flag: '--users' },
  seed: {
    is: 'equal seeds give equal accounts, amounts and dates, and equal random faults',
    default: "`'linxo'`",
    flag: '--seed',
  },
  clock: { is: 'the wall clock, as a function that returns milliseconds', default: '`Date.now`' },
  frozenAt: { is: 'the time at which the clock stands still', default: 'the clock runs', flag: '--frozen-at' },
  synchronization: {
    is: '`{ durationMs }`: how long a synchronization takes; 0 ends it at once, `Infinity` leaves it to `synchronizations.step()`',
    default: '2,000 ms',
    flag: '--sync-ms',
  },
  webhook: {
    is: 'the URL to which events go, or `{ url, retryDelaysMs, duplicates }`',
    default: 'none',
    flag: '--webhook',
  },
  wire: {
    is: "the form of the authorization server's answers: see the settings below",
    default: 'below',
    flag: '--set',
  },
  rules: { is: 'the rules for requests: see the settings below', default: 'below', flag: '--set' },
  onRequest: {
    is: 'a function that gets a line about each request, with secrets struck out',
    default: 'none',
    flag: '--log',
  },
} as const satisfies Readonly<Record<keyof SandboxOptions, OptionFacts>>;
