/** The ways back to the application: the message for the page around an iframe, and the URL to go on to. */
import { WIDGET_ACTIONS } from './widget-actions.ts';
import type { Flow } from './flow.ts';

/** The message that a finished widget posts to the page around it. Linxo documents the one of success. */
interface WidgetMessage {
  readonly eventName: 'redirect_to';
  readonly redirect_url: string;
  readonly status: 'success' | 'cancelled';
  readonly result?: string;
  readonly connection_id?: string;
}

export interface WayBack {
  /** The URL to go to. It is `undefined` if the application gave none, or one that is no web page. */
  readonly url: string | undefined;
  readonly message: WidgetMessage;
}

export function wayBackFrom({ action, connectionId, parameters }: Flow): WayBack {
  const answer = {
    status: 'success' as const,
    result: WIDGET_ACTIONS[action].result,
    ...(connectionId === undefined ? {} : { connection_id: connectionId }),
  };
  const url = parameters.webUrl('redirect_url');
  for (const [name, value] of Object.entries(answer)) url?.searchParams.set(name, value);
  return {
    url: url?.href,
    message: { eventName: 'redirect_to', redirect_url: given(parameters.text('redirect_url')), ...answer },
  };
}

/** Returns the way back of a user who cancels: `cancel_url` as it stands, otherwise `redirect_url` with a status. */
export function wayBackOnCancel({ parameters }: Flow): WayBack {
  const cancelUrl = parameters.webUrl('cancel_url');
  const url = cancelUrl ?? parameters.webUrl('redirect_url');
  if (cancelUrl === undefined) url?.searchParams.set('status', 'cancelled');
  const named = given(parameters.text('cancel_url') ?? parameters.text('redirect_url'));
  return { url: url?.href, message: { eventName: 'redirect_to', redirect_url: named, status: 'cancelled' } };
}

function given(text: string | undefined): string {
  return text ?? '';
}
