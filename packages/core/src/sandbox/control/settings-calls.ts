/** The calls of the control API for the settings. */
import * as z from 'zod';
import { closed } from '../check.ts';
import { jsonReply } from '../http/reply.ts';
import { WEBHOOK_CHANGES } from '../options-schema.ts';
import { RULE_CHANGES, WIRE_CHANGES } from '../settings-schema.ts';
import type { Rules, Wire } from '../settings.ts';
import type { World } from '../world/world.ts';
import { declare } from './control-call.ts';

interface SettingsChanges {
  readonly wire?: Partial<Wire>;
  readonly rules?: Partial<Rules>;
  readonly webhook?: {
    readonly url?: string | null;
    readonly retryDelaysMs?: readonly number[];
    readonly duplicates?: boolean;
  };
  readonly synchronization?: { readonly durationMs?: number };
}

const CHANGES = closed('member', {
  wire: WIRE_CHANGES.optional(),
  rules: RULE_CHANGES.optional(),
  webhook: WEBHOOK_CHANGES.optional(),
  synchronization: closed('member', { durationMs: z.number().min(0).optional() }).optional(),
}) as unknown as z.ZodType<SettingsChanges>;

export const SETTINGS_CALLS = {
  'GET /settings': declare({
    does: 'shows the settings of the wire, the rules, the webhook and synchronizations',
    answers: [200, 'The settings.', 'Settings'],
    handle: ({ world }) => jsonReply(200, settingsOf(world)),
  }),
  'PATCH /settings': declare({
    does: 'changes settings; they take effect with the next request, synchronization or event. The URL `null` turns the webhook off',
    body: CHANGES,
    example: { wire: { expiresIn: 'string' as const }, rules: { onExcessScope: 'refuse' as const } },
    answers: [200, 'All settings.', 'Settings'],
    handle: ({ world, body }) => {
      Object.assign(world.wire, body.wire);
      Object.assign(world.rules, body.rules);
      if (body.webhook !== undefined) Object.assign(world.webhook, { ...body.webhook, ...urlIn(body.webhook) });
      Object.assign(world.synchronizations, body.synchronization);
      return jsonReply(200, settingsOf(world));
    },
  }),
} as const;

function settingsOf({ wire, rules, webhook, synchronizations }: World): object {
  const { url = null, retryDelaysMs, duplicates } = webhook;
  return {
    wire,
    rules,
    webhook: { url, retryDelaysMs, duplicates },
    synchronization: { durationMs: synchronizations.durationMs },
  };
}

function urlIn({ url }: NonNullable<SettingsChanges['webhook']>): { readonly url?: string | undefined } {
  return url === undefined ? {} : { url: url ?? undefined };
}
