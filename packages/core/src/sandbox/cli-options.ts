/** Parses the command line of `linxo-sandbox` into the options of a sandbox. */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { FLAGS, type Flag, type FlagName } from './cli-flags.ts';
import { readSettings } from './cli-settings.ts';
import { readUsers } from './cli-users.ts';
import type { SandboxOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

export interface CliOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly log: boolean;
  readonly sandbox: SandboxOptions;
}

/** A day, or a time with its zone, so that no machine reads it in a zone of its own. */
const DAY_OR_TIME = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** The last port of three in a row. */
const MAX_FIRST_PORT = 65_533;
const MAX_PORT = 65_535;

export function readCliOptions(args: readonly string[]): CliOptions {
  const flags = parse(args);
  return { help: flags.has('help'), json: flags.has('json'), log: flags.has('log'), sandbox: sandboxOptions(flags) };
}

/** Says of a flag that does not exist which ones do, and of one without its value what stands behind it. */
function explain({ message }: Error): string {
  const [, unknown] = /^Unknown option '([^']+)'/.exec(message) ?? [];
  if (unknown !== undefined) {
    const names = Object.keys(FLAGS).map((name) => `--${name}`);
    return `there is no option ${unknown}; there are: ${names.join(', ')}`;
  }
  const [, lonely = ''] = /^Option '--([\w-]+) <value>' argument missing/.exec(message) ?? [];
  const flag = flagNamed(lonely);
  return flag?.takes === undefined ? message : `--${lonely} wants a value: --${lonely} <${flag.takes}>`;
}

function flagNamed(name: string): Flag | undefined {
  return Object.hasOwn(FLAGS, name) ? FLAGS[name as FlagName] : undefined;
}

/** Joins a flag and a value that begins with a dash, such as `--lifetime -1`, which would pass for another flag otherwise. */
function withJoinedValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1) ?? '';
    const isValue =
      arg.startsWith('-') && arg !== '-h' && flagNamed(arg.replace(/^--/, '').split('=')[0] ?? '') === undefined;
    const wantsValue = last.startsWith('--') && flagNamed(last.slice(2))?.takes !== undefined;
    if (isValue && wantsValue) joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

type Flags = ReadonlyMap<FlagName, readonly string[]>;

function parse(args: readonly string[]): Flags {
  const options = Object.fromEntries(
    Object.entries<Flag>(FLAGS).map(([name, { takes }]) => [
      name,
      { type: takes === undefined ? 'boolean' : 'string', multiple: true, ...(name === 'help' ? { short: 'h' } : {}) },
    ]),
  ) as Readonly<Record<FlagName, { readonly type: 'boolean' | 'string'; readonly multiple: true }>>;
  try {
    const { values } = parseArgs({ args: withJoinedValues(args), allowPositionals: false, options });
    const given = Object.entries(values).map(([name, texts]) => [name, [texts ?? []].flat().map(String)] as const);
    return new Map(given as unknown as readonly [FlagName, readonly string[]][]);
  } catch (error) {
    throw new UsageError(error instanceof Error ? explain(error) : String(error));
  }
}

function sandboxOptions(flags: Flags): SandboxOptions {
  const text = (name: FlagName): string | undefined => textOf(flags, name);
  const texts = (name: FlagName): readonly string[] | undefined => flags.get(name)?.flatMap((one) => one.split(','));
  const frozenAt = timeOf(text('frozen-at'));
  const usersFile = text('users');
  const { wire, rules } = readSettings(
    [
      { flag: '--basic', name: 'wire.basicEncoding', text: text('basic') },
      { flag: '--lifetime', name: 'wire.lifetimeSeconds', text: text('lifetime') },
      { flag: '--token-body', name: 'rules.tokenBody', text: text('token-body') },
      { flag: '--provider', name: 'rules.provider', text: texts('provider')?.join(',') },
    ],
    flags.get('set') ?? [],
  );
  const options = {
    host: text('host'),
    hostNames: texts('host-name'),
    widgetsUrl: text('widgets-url'),
    ports: portsOf(text('port'), text('ports')),
    clientId: text('client-id'),
    clientSecret: text('client-secret'),
    seed: text('seed'),
    adminToken: text('admin-token'),
    webhook: text('webhook'),
    synchronization: synchronizationOf(text('sync-ms')),
    frozenAt,
    users: usersFile === undefined ? undefined : readUsers(usersFile),
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as SandboxOptions), wire, rules, keepAlive: true };
}

function textOf(flags: Flags, name: FlagName): string | undefined {
  const [first, second] = flags.get(name) ?? [];
  if (second !== undefined) throw new UsageError(`--${name} was given twice`);
  if (first === '') throw new UsageError(`--${name} must not be empty`);
  return first;
}

function portsOf(port: string | undefined, ports: string | undefined): SandboxOptions['ports'] {
  if (port !== undefined && ports !== undefined) throw new UsageError('--port and --ports exclude each other');
  if (ports !== undefined) {
    const [authorizationServer, api, widgets, more] = ports
      .split(',')
      .map((one) => portOf('--ports', one, 0, MAX_PORT));
    if (authorizationServer === undefined || api === undefined || widgets === undefined || more !== undefined) {
      throw new UsageError(`--ports must be three ports, such as 4000,4001,4002, not ${JSON.stringify(ports)}`);
    }
    if (hasEqual([authorizationServer, api, widgets].filter((one) => one !== 0))) {
      throw new UsageError(`--ports must be three different ports, not ${JSON.stringify(ports)}`);
    }
    return { authorizationServer, api, widgets };
  }
  if (port === undefined) return undefined;
  const first = portOf('--port', port, 1, MAX_FIRST_PORT);
  return { authorizationServer: first, api: first + 1, widgets: first + 2 };
}

function hasEqual(values: readonly number[]): boolean {
  return new Set(values).size < values.length;
}

function portOf(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to) {
    throw new UsageError(`${name} must be a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`);
  }
  return value;
}

function synchronizationOf(text: string | undefined): SandboxOptions['synchronization'] {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return { durationMs: Number(text) };
  throw new UsageError(`--sync-ms must be a whole number of milliseconds, not ${JSON.stringify(text)}`);
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  if (DAY_OR_TIME.safeParse(text).success) return new Date(text);
  throw new UsageError(`--frozen-at must be a time such as 2026-03-31T09:00:00Z, not ${JSON.stringify(text)}`);
}
