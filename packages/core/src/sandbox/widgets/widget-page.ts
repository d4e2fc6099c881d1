/** Renders the HTML of the widgets: a page with the action's button, then a page that leads back to the application. */
import { htmlReply, type Reply } from '../http/reply.ts';

/** The message that a finished widget posts to the page around it. */
export interface WidgetMessage {
  readonly eventName: 'redirect_to';
  readonly redirect_url: string;
  readonly status: 'success';
  readonly result: string;
  readonly connection_id?: string;
}

export function confirmPage(title: string, button: string, cancelUrl: string | null): Reply {
  const cancel = isWebUrl(cancelUrl) ? `<p><a href="${escapeHtml(cancelUrl)}">Annuler</a></p>` : '';
  return page(200, title, `<form method="post"><button>${escapeHtml(button)}</button></form>${cancel}`);
}

/**
 * Renders the page of a finished widget. In an iframe it posts a message to the page around it, otherwise it goes back to
 * `redirect_url`.
 */
export function donePage(title: string, message: WidgetMessage): Reply {
  const target = isWebUrl(message.redirect_url) ? backTo(message) : null;
  const script = `const message = ${scriptJson(message)}, target = ${scriptJson(target)};
if (parent !== window) parent.postMessage(message, '*'); else if (target) location.replace(target);`;
  return page(200, title, `<p>C'est fait.</p><script>${script}</script>`);
}

export function refusedPage(status: number, why: string): Reply {
  return page(status, 'Impossible', `<p>${escapeHtml(why)}</p>`);
}

function page(status: number, title: string, body: string): Reply {
  const head = `<meta charset="utf-8"><title>${escapeHtml(title)}</title>`;
  return htmlReply(
    status,
    `<!doctype html><html lang="fr"><head>${head}</head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
  );
}

function backTo({ redirect_url: url, status, result, connection_id: connectionId }: WidgetMessage): string {
  const target = new URL(url);
  target.searchParams.set('status', status);
  target.searchParams.set('result', result);
  if (connectionId !== undefined) target.searchParams.set('connection_id', connectionId);
  return target.href;
}

function isWebUrl(text: string | null): text is string {
  return text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}
