/** Makes the whole page around a step: head, banner, header, and the headers that say what the page may do. */
import { randomBytes } from 'node:crypto';
import { BANKS, type BankName } from '../../data/banks.ts';
import type { Reply } from '../../http/reply.ts';
import type { Locale, Texts } from '../texts/texts.ts';
import { html, scriptJson, trustedHtml, type Content, type Html } from './html.ts';
import { bankMark, widgetMark } from './mark.ts';
import { refreshOf, type Refresh } from './refresh.ts';
import { STYLE } from './style.ts';

export interface DocumentFacts {
  readonly locale: Locale;
  readonly texts: Texts;
  readonly title: string;
  /** The name of the widget, for the pages that are not a bank's. */
  readonly name: string;
  /** True if something that was sent was refused. */
  readonly isRefused?: boolean;
  readonly body: Content;
  /** The bank whose page it is. */
  readonly bank?: BankName | undefined;
  /** The colours and the font that the application asked for. They do not apply to the bank's pages. */
  readonly theme?: Html;
  readonly refresh?: Refresh | undefined;
  /** The message for the page around an iframe. */
  readonly message?: object | undefined;
}

export function documentReply(status: number, facts: DocumentFacts): Reply {
  const nonce = randomBytes(16).toString('base64');
  return {
    status,
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      // The address holds what identifies the user's way, so no other site may learn it.
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      // Any page may put a widget into an iframe. That is how applications embed it.
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *`,
    },
    body: documentHtml(facts, nonce).html,
  };
}

function documentHtml(facts: DocumentFacts, nonce: string): Html {
  const { locale, texts, title, name, isRefused = false, body, bank, theme, refresh, message } = facts;
  const owner = bank === undefined ? name : BANKS[bank].name;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${isRefused ? texts.errorTitle(title) : title} – ${owner} (${texts.banner})</title>
        ${refresh !== undefined && refreshOf(refresh, nonce)}
        <style nonce="${nonce}">
          ${trustedHtml(STYLE)}${bank === undefined && theme}
        </style>
      </head>
      <body class="${bank === undefined ? 'widget' : `bank bank-${BANKS[bank].id}`}">
        <header>
          <p class="banner"><strong>${texts.banner}</strong> ${texts.bannerMore}</p>
          <p class="owner">${bank === undefined ? widgetMark(32) : bankMark(bank, 32)} ${owner}</p>
        </header>
        <main>
          <div class="card">
            <h1>${title}</h1>
            ${body}
          </div>
        </main>
        ${
          message !== undefined &&
          html`<script nonce="${nonce}">
            if (parent !== window) parent.postMessage(${scriptJson(message)}, '*');
          </script>`
        }
      </body>
    </html> `;
}
