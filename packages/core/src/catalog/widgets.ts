/** The table of the actions of Linxo's widgets, with a preset of the scopes that each needs in the user's token. */
import type { Confidence } from './endpoints.ts';
import type { Scope } from './scopes.ts';

interface WidgetFacts {
  /** Describes what the user does in the widget. */
  readonly does: string;
  /** A preset, because Linxo's own list is not public. Override it with the `scopes` of a widget session. */
  readonly scopes: readonly [Scope, ...Scope[]];
  /** The confidence in the preset. */
  readonly scope: Confidence;
}

/**
 * The widget actions that Linxo documents, with a preset of scopes for each. The preset of `add_connection` was observed in
 * production, in a client that shipped. The other presets are guesses from what each scope allows.
 *
 * @see Linxo Connect, Widgets
 */
export const WIDGET_ACTIONS = {
  add_connection: {
    does: 'link a bank',
    scopes: [
      'profile',
      'profile_edit',
      'accounts_manage',
      'connections_manage',
      'connections_sync',
      'transactions_read',
    ],
    scope: 'observed',
  },
  edit_credentials: {
    does: "renew a connection's credentials",
    scopes: ['connections_manage', 'connections_sync', 'transactions_read'],
    scope: 'guessed',
  },
  user_input: {
    does: 'answer what the bank asks during a synchronization',
    scopes: ['connections_manage', 'connections_sync'],
    scope: 'guessed',
  },
  terms: { does: 'accept the terms', scopes: ['profile', 'profile_edit'], scope: 'guessed' },
  'professional-account': {
    does: 'declare professional accounts',
    scopes: ['profile', 'profile_edit'],
    scope: 'guessed',
  },
  manage_accounts: {
    does: 'choose and manage accounts',
    scopes: ['accounts_manage', 'transactions_read'],
    scope: 'guessed',
  },
} as const satisfies Record<string, WidgetFacts>;

/** The name of a widget action. */
export type WidgetAction = keyof typeof WIDGET_ACTIONS;
