/** Reads the settings that flags give as text. */
import type * as z from 'zod';
import { check } from './check.ts';
import { RULE_SETTINGS, WIRE_SETTINGS } from './settings-facts.ts';
import type { Rules, Wire } from './settings.ts';
import { UsageError } from './usage-error.ts';

interface Settings {
  readonly wire: Partial<Wire>;
  readonly rules: Partial<Rules>;
}

/** A setting by name, such as `wire.lifetimeSeconds`, with the flag that gives it. */
export interface GivenSetting {
  readonly flag: string;
  readonly name: string;
  readonly text: string | undefined;
}

const SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map(
  [
    ...Object.entries(WIRE_SETTINGS).map(([name, facts]) => [`wire.${name}`, facts] as const),
    ...Object.entries(RULE_SETTINGS).map(([name, facts]) => [`rules.${name}`, facts] as const),
  ].map(([name, { schema }]) => [name, schema]),
);

/** Returns the settings. Throws a `UsageError` for one that does not exist, or that has no such value. */
export function readSettings(given: readonly GivenSetting[], set: readonly string[]): Settings {
  const settings = { wire: {}, rules: {} } as Readonly<Record<string, Record<string, unknown>>>;
  for (const { flag, name, text } of [...given, ...set.map(settingIn)]) {
    const [group = '', key = ''] = name.split('.');
    const schema = SCHEMAS.get(name);
    if (text !== undefined && schema !== undefined)
      (settings[group] ?? {})[key] = read(flag, schema, valueOf(name, text));
  }
  return settings as unknown as Settings;
}

function read(flag: string, schema: z.ZodType, value: unknown): unknown {
  try {
    return check(flag, schema, value);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function settingIn(pair: string): GivenSetting {
  const [, name = '', text = ''] = /^([\w.]+)=(.*)$/.exec(pair) ?? [];
  if (SCHEMAS.has(name)) return { flag: `--set ${name}`, name, text };
  const names = [...SCHEMAS.keys()].join(', ');
  throw new UsageError(`--set takes a setting and its value, not ${JSON.stringify(pair)}; the settings are: ${names}`);
}

/** Values are JSON where they can be, so that numbers and booleans are such. Providers are always texts. */
function valueOf(name: string, text: string): unknown {
  if (name === 'rules.provider') return text.includes(',') ? text.split(',') : text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
