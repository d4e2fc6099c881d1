/** The journey of linking a bank, and of renewing the consent: to Linxo's widget and back. */
import { isLinxoError, type Subject, type WidgetAction } from '@linxo-guard/core';
import { type Answer, page, seeOther } from '../answer.ts';
import { LINXO_ID } from '../input.ts';
import type { ReadingClient } from '../linxo/clients.ts';
import { backPage } from '../pages/back-page.tsx';
import { framePage } from '../pages/frame-page.tsx';
import type { Services } from '../services.ts';
import type { Visit } from '../visit.ts';

/** The path of the page to which the widget sends people back. */
const LINKED = '/banks/linked';
const CANCELLED = '/banks/cancelled';

/** Sends somebody to the widget in which a bank is linked. */
export function linkBank(services: Services, visit: Visit, subject: Subject): Promise<Answer> {
  return toWidget(services, visit, { subject, action: 'add_connection' });
}

/** Sends somebody to the widget in which the consent of a bank is renewed, or the bank's question is answered. */
export async function renewBank(
  services: Services,
  visit: Visit,
  { subject, api }: { readonly subject: Subject; readonly api: ReadingClient },
  { id, action }: { readonly id: unknown; readonly action: 'edit_credentials' | 'user_input' },
): Promise<Answer> {
  // Read first, so that the bank is one of this person's.
  const connection = await api.get('/connections/{id}', { path: { id: LINXO_ID.parse(id) } });
  const bank = connection.provider_id == null ? {} : { provider_id: connection.provider_id };
  return toWidget(services, visit, { subject, action, ...bank });
}

interface WidgetVisit {
  readonly subject: Subject;
  readonly action: WidgetAction;
  readonly provider_id?: string;
}

/** The session has the scopes of the action and no others. It lets whoever holds its id act for the user, so it goes to the browser only. */
async function toWidget({ config, connect }: Services, visit: Visit, { subject, action, ...bank }: WidgetVisit) {
  if (subject === 'client') throw new Error('A widget is opened for a user.');
  const session = await connect.widgets.createSession({ subject, action });
  const isFramed = config.widget === 'iframe';
  const url = connect.widgets.url(session, action, {
    ...bank,
    redirect_url: visit.origin + LINKED,
    cancel_url: visit.origin + CANCELLED,
    // A bank cannot be shown inside of a page, so the browser comes back from there to this application.
    ...(isFramed ? { aspsp_callback_uri: visit.origin + LINKED } : {}),
    locale: visit.language,
  });
  return isFramed ? page(framePage(visit, { url, linked: LINKED, cancelled: CANCELLED })) : seeOther(url);
}

/**
 * Receives somebody whom the widget sends back. What stands in the address is not believed, because anybody can make a link: the
 * connection is read with the person's own token.
 */
export async function backFromWidget(
  visit: Visit,
  api: ReadingClient,
  query: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const id = LINXO_ID.safeParse(query['connection_id']);
  if (query['status'] !== 'success' || !id.success) return page(backPage(visit, 'failed'));
  try {
    const { id: own } = await api.get('/connections/{id}', { path: { id: id.data } });
    const isNew = query['result'] === 'created' ? '&new=1' : '';
    return seeOther(`/banks/${encodeURIComponent(own)}?since=${Math.floor(Date.now() / 1000)}${isNew}`);
  } catch (error) {
    if (isLinxoError(error, 'ERR_API_REQUEST_REFUSED')) return page(backPage(visit, 'failed'));
    throw error;
  }
}

/** Receives somebody who cancelled. */
export function cancelledWidget(visit: Visit): Answer {
  return page(backPage(visit, 'cancelled'));
}
