/** Builds the URL at which a widget action is opened for a user. */
import type { WidgetAction } from '../catalog/widgets.ts';
import { InvalidRequest } from '../errors/errors.ts';
import type { WidgetSession } from './widget-session.ts';

/**
 * Query parameters of a widget's URL.
 *
 * @see Linxo Connect, Widgets
 */
export interface WidgetParameters {
  /** Where the user goes when the action is done. */
  readonly redirect_url?: string;
  /** Where the user goes when the action is cancelled. */
  readonly cancel_url?: string;
  /** Where the bank sends the user back to; must be given in an iframe or an app. */
  readonly aspsp_callback_uri?: string;
  readonly wait_sync_end?: boolean;
  readonly captive_mode?: boolean;
  readonly consent_per_account?: boolean;
  readonly select_accounts?: boolean;
  readonly expected_account_types?: 'ALL' | 'PAYMENT' | 'OTHER';
  readonly congrats_bypass_delay?: number;
  readonly provider_id?: string;
  readonly auto_sync?: boolean;
  readonly countries?: string;
  readonly locale?: string;
  readonly font?: string;
  readonly font_color?: string;
  readonly elements_color?: string;
}

/**
 * Returns the URL of an action of a session, with its parameters.
 *
 * @throws InvalidRequest when the session has no link for the action, or one that is no web page
 */
export function widgetUrl(session: WidgetSession, action: WidgetAction, parameters: WidgetParameters = {}): string {
  const link = session.links[action] ?? session.links[action.replaceAll('-', '_')];
  // It is going to be opened in a browser: a page, never a script.
  if (link === undefined || !URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) {
    const links = Object.keys(session.links).join(', ') || 'none';
    throw new InvalidRequest(`This widget session has no link for ${action}; it has: ${links}.`);
  }
  const url = new URL(link);
  for (const [name, value] of Object.entries(parameters)) {
    if (value != null) url.searchParams.set(name, String(value));
  }
  return url.href;
}
