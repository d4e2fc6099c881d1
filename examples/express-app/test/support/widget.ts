/** Plays the widget of the sandbox: sends the form of each page that it comes to. */

type Fields = Readonly<Record<string, string>>;

/** The fields that somebody sends on each page, by the last segment of its path. */
export const AGREE: Readonly<Record<string, Fields>> = {
  bank: { provider_id: '9201' },
  'sign-in': { identifier: '12345', password: 'secret' },
  'second-factor': { code: '123456' },
  consent: { answer: 'agree' },
};

/** Plays a widget from its URL. Returns the URL to which it sends the browser back. */
export async function playWidget(url: string, choices: Readonly<Record<string, Fields>> = AGREE): Promise<string> {
  for (let { page, html } = await open(url); ;) {
    const fields = choices[page.pathname.split('/').at(-1) ?? ''];
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
    if (fields === undefined || action === undefined) {
      // The last link on a page leads back to the application: at the end, or by cancelling.
      const links = [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(
        ([, href]) => new URL(unescaped(String(href)), page),
      );
      const last = links.at(-1);
      if (last === undefined) throw new Error(`The widget leads nowhere from ${page.pathname}.`);
      if (last.origin !== page.origin) return last.href;
      const { headers } = await fetch(last, { redirect: 'manual' });
      return String(headers.get('location'));
    }
    ({ page, html } = await open(new URL(unescaped(action), page).href, fields));
  }
}

async function open(url: string, fields?: Fields): Promise<{ readonly page: URL; readonly html: string }> {
  const response = await fetch(url, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {});
  return { page: new URL(response.url), html: await response.text() };
}

function unescaped(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replaceAll('&amp;', '&');
}
