/** Plays widgets with plain `fetch`: follows redirects by hand, reads forms out of the pages, and sends them. */
import type { Sandbox } from '../../src/sandbox/index.ts';
import { userToken } from './helpers.ts';

export const WIDGET_SCOPES =
  'profile profile_edit accounts_manage connections_manage connections_sync transactions_read';

export interface WidgetSession {
  readonly session_id: string;
  readonly _links: Readonly<Record<string, string>>;
}

export function openSession({ widgets, options }: Sandbox, token: string, changes: object = {}): Promise<Response> {
  const client = { client_id: options.clientId, client_secret: options.clientSecret };
  return fetch(`${widgets}/widget_session`, {
    method: 'POST',
    body: JSON.stringify({ access_token: token, ...client, ...changes }),
    headers: { 'content-type': 'application/json' },
  });
}

/** Returns the URL of an action of a new session, with these parameters. */
export async function widgetUrl(
  sandbox: Sandbox,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  user?: { readonly username: string; readonly password: string },
): Promise<string> {
  const response = await openSession(sandbox, await userToken(sandbox, WIDGET_SCOPES, user));
  const { _links: links } = (await response.json()) as WidgetSession;
  const url = new URL(links[action] ?? '');
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

export interface WidgetPage {
  readonly url: string;
  /** The last segment of its path, which names the step. */
  readonly step: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly title: string;
  /** The values of its fields and buttons, by name. */
  valuesOf(name: string): readonly string[];
  /** Sends its last form. */
  submit(fields: Readonly<Record<string, string | readonly string[]>>): Promise<WidgetPage>;
  /** Follows its link with this text. Returns where it leads if that is another site. */
  href(text: string): string | undefined;
}

/** Opens a page of the widgets, and follows redirects as far as they stay there. */
export async function openPage(url: string, init: RequestInit = {}): Promise<WidgetPage> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const location = response.headers.get('location');
  if (location !== null) {
    const next = new URL(location, url);
    if (next.origin === new URL(url).origin) return openPage(next.href);
  }
  return pageOf(url, response, await response.text());
}

function pageOf(url: string, { status, headers }: Response, html: string): WidgetPage {
  return {
    url,
    step: new URL(url).pathname.split('/').at(-1) ?? '',
    status,
    headers,
    html,
    title: /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '',
    valuesOf: (name) =>
      [...html.matchAll(/<(?:input|button)\b[^>]*>/g)].flatMap(([tag]) =>
        tag.includes(`name="${name}"`) ? [/value="([^"]*)"/.exec(tag)?.[1] ?? ''] : [],
      ),
    submit: (fields) => {
      const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
      if (action === undefined) throw new Error(`No form on ${url}: ${html}`);
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
      return openPage(new URL(action, url).href, { method: 'POST', body });
    },
    href: (text) => {
      const link = [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].find(
        ([, , words]) => words === text,
      );
      return link?.[1]?.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    },
  };
}
