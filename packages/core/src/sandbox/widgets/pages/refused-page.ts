/** The page for a request that belongs to no session, or to one that may not do this. */
import type { Exchange } from '../../http/exchange.ts';
import type { Reply } from '../../http/reply.ts';
import { TEXTS } from '../texts/texts.ts';
import { readParameters } from '../widget-parameters.ts';
import { documentReply } from './document.ts';
import { html } from './html.ts';

export function refusedReply(exchange: Exchange, status: number, why: 'session' | 'scope' | 'user', scope = ''): Reply {
  const { locale } = readParameters(exchange.query, exchange.headers['accept-language']);
  const texts = TEXTS[locale];
  const lead = why === 'scope' ? texts.refused.scope(scope) : texts.refused[why];
  return documentReply(status, {
    locale,
    texts,
    title: texts.refused.title,
    name: texts.banner,
    body: html`<p class="state broken">${lead}</p>`,
  });
}
