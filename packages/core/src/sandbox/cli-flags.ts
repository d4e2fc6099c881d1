/** The flags of `linxo-sandbox` as a table. The parser, the help and the documents are made from it. */

export interface Flag {
  /** What stands behind the flag. A flag without it is a switch. */
  readonly takes?: string;
  readonly several?: true;
  readonly does: string;
}

export const FLAGS = {
  host: { takes: 'address', does: 'listen there; 0.0.0.0 lets others in (default: 127.0.0.1, this machine only)' },
  'host-name': { takes: 'name', several: true, does: 'answer under this host name too, such as that of a container' },
  'widgets-url': { takes: 'url', does: 'the links of widget sessions lead there, such as http://localhost:4002' },
  port: { takes: 'n', does: 'the authorization server on n, the API on n+1, the widgets on n+2 (default: free ports)' },
  ports: { takes: 'a,b,c', does: 'the ports of authorization server, API and widgets' },
  'client-id': { takes: 'id', does: "the client's id" },
  'client-secret': { takes: 'text', does: "the client's secret" },
  basic: { takes: 'raw|form|any', does: 'the encoding of Basic credentials that is accepted (default: any)' },
  'token-body': { takes: 'form|any', does: 'the body of token requests: a form, or JSON too (default: form)' },
  provider: { takes: 'name', several: true, does: 'a value of provider that is accepted (default: connect)' },
  lifetime: { takes: 'seconds', does: 'how long access tokens live (default: 3600)' },
  set: { takes: 'name=value', several: true, does: 'any setting, such as rules.onExcessScope=refuse' },
  users: { takes: 'file', does: 'a JSON file with the users who can log in, in place of the default ones' },
  seed: { takes: 'text', does: 'equal seeds give equal data (default: linxo)' },
  'frozen-at': { takes: 'time', does: 'let the clock stand still, such as 2026-03-31T09:00:00Z' },
  webhook: { takes: 'url', does: 'send an event there at the end of each synchronization' },
  'sync-ms': { takes: 'milliseconds', does: 'how long a synchronization takes (default: 2000)' },
  'admin-token': {
    takes: 'token',
    does: 'the control API wants this Bearer token; without one it is off beyond loopback',
  },
  log: { does: 'print a line for each request, with secrets struck out' },
  json: { does: 'print one line of JSON instead of text' },
  help: { does: 'print this' },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

const COLUMN = 26;

export const USAGE = `Usage: linxo-sandbox [options]

Starts a stand-in for Linxo Connect on 127.0.0.1, and prints how to reach it.

${Object.entries<Flag>(FLAGS)
  .map(([name, flag]) => `  ${usageOf(name, flag).padEnd(COLUMN)} ${flag.does}${flag.several ? '; several times' : ''}`)
  .join('\n')}`;

/** Returns a flag with what stands behind it. */
function usageOf(name: string, { takes }: Flag): string {
  return takes === undefined ? `--${name}` : `--${name} <${takes}>`;
}
