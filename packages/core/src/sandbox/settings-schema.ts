/** The schemas of changes to the settings. A setting that does not exist is refused with those that do. */
import type * as z from 'zod';
import { closed } from './check.ts';
import { RULE_SETTINGS, WIRE_SETTINGS, type SettingFacts } from './settings-facts.ts';
import type { Rules, Wire } from './settings.ts';

export const WIRE_CHANGES = changesOf<Wire>('wire setting', WIRE_SETTINGS);
export const RULE_CHANGES = changesOf<Rules>('rule', RULE_SETTINGS);

function changesOf<T>(noun: string, facts: Readonly<Record<string, SettingFacts>>): z.ZodType<Partial<T>> {
  const shape = Object.entries(facts).map(([name, { schema }]) => [name, schema.optional()] as const);
  return closed(noun, Object.fromEntries(shape)) as unknown as z.ZodType<Partial<T>>;
}
