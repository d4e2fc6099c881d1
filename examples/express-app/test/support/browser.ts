/** Sends requests as a browser would that runs no scripts: it keeps cookies, follows redirects, and says which page sends a form. */
import { parse } from 'cookie';

export interface Shown {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly html: string;
  /** The text of the page's heading. */
  readonly heading: string;
}

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;
  readonly #language: string;

  constructor(origin: string, language = 'en') {
    this.#origin = origin;
    this.#language = language;
  }

  get(path: string): Promise<Shown> {
    return this.#show(new URL(path, this.#origin));
  }

  /** Sends a form. `from` is the origin of its page. */
  post(path: string, fields: Readonly<Record<string, string>> = {}, from = this.#origin): Promise<Shown> {
    const site = from === this.#origin ? 'same-origin' : 'cross-site';
    const body = new URLSearchParams(fields);
    const headers = { origin: from, 'sec-fetch-site': site, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#show(new URL(path, this.#origin), { method: 'POST', headers, body: body.toString() });
  }

  async #show(url: URL, init: RequestInit = {}): Promise<Shown> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml',
        'accept-language': this.#language,
        ...(this.cookies.size > 0 ? { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [[name, value] = ['', '']] = Object.entries(parse(line)) as [string, string][];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location !== null) {
      const next = new URL(location, url);
      if (next.origin === this.#origin) return this.#show(next);
    }
    const html = await response.text();
    const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(html) ?? [];
    return { status: response.status, url, headers: response.headers, html, heading };
  }
}

export const PASSWORD = 'correct horse battery staple';

/** Signs somebody up, and returns the browser on a page that needs nothing of Linxo. */
export async function signedUp(origin: string, email: string, language = 'en'): Promise<Browser> {
  const browser = new Browser(origin, language);
  const shown = await browser.post('/sign-up', { email, password: PASSWORD, next: '/settings' });
  if (browser.cookies.size === 0) throw new Error(`${email} could not sign up: ${shown.status} ${shown.heading}`);
  return browser;
}
