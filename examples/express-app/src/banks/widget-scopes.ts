/** The scopes of the token with which each action of a widget is opened: those that the action needs, and no others. */

export const WIDGET_SCOPES = {
  // Seen to work in production. Linxo's own lists are not public.
  add_connection: [
    'profile',
    'profile_edit',
    'accounts_manage',
    'connections_manage',
    'connections_sync',
    'transactions_read',
  ],
  edit_credentials: ['connections_manage', 'connections_sync', 'transactions_read'],
  user_input: ['connections_manage', 'connections_sync'],
} as const;
