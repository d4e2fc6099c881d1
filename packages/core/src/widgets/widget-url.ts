/** Builds the URL at which a widget action is opened for a user. */
import type { WidgetAction } from '../catalog/widgets.ts';
import { InvalidRequest } from '../errors/errors.ts';
import { isLoopback } from '../options/hosts.ts';
import type { WidgetSession } from './widget-session.ts';

/**
 * Query parameters of a widget's URL.
 *
 * @see Linxo Connect, Widgets
 */
export interface WidgetParameters {
  /** Where the user goes when the action is done. As for each URL below: `https:`, or `http:` to this machine itself. */
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

/** Matches the names of parameters whose values are opened in a browser, those that Linxo adds later included. */
const URL_PARAMETER = /ur[il]$/i;

/**
 * Returns the URL of an action of a session, with its parameters.
 *
 * @throws InvalidRequest when the session has no link for the action; when it, or the value of a parameter that is a URL, is no web
 *   page that may be opened: `https:`, or `http:` for loopback hosts. The message does not show it.
 */
export function widgetUrl(session: WidgetSession, action: WidgetAction, parameters: WidgetParameters = {}): string {
  const link = linkOf(session, action) ?? linkOf(session, action.replaceAll('-', '_'));
  if (link === undefined || !isWebPage(link)) {
    const links = Object.keys(session.links).join(', ') || 'none';
    throw new InvalidRequest(
      `This widget session has no link for ${action} that a browser may open; it has: ${links}.`,
    );
  }
  const url = new URL(link);
  for (const [name, value] of Object.entries(parameters)) {
    if (value == null) continue;
    const text = String(value);
    if (URL_PARAMETER.test(name) && !isWebPage(text))
      throw new InvalidRequest(`The widget parameter ${name} must be an https: URL (http: for this machine only).`);
    url.searchParams.set(name, text);
  }
  return url.href;
}

function linkOf({ links }: WidgetSession, name: string): string | undefined {
  return Object.hasOwn(links, name) ? links[name] : undefined;
}

/** Returns true if a browser may be sent there: a page that nobody on the way can read or replace, and never a script. */
function isWebPage(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
