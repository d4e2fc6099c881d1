/** The page for a request that belongs to no session, or to one that may not do this. */
import type { Reply } from '../../http/reply.ts';
import { TEXTS, type Locale } from '../texts/texts.ts';
import { documentReply } from './document.ts';
import { html } from './html.ts';

const STATUSES = { session: 401, scope: 403, user: 404 } as const;

export function refusedReply(locale: Locale, why: keyof typeof STATUSES, scope = ''): Reply {
  const texts = TEXTS[locale];
  const lead = why === 'scope' ? texts.refused.scope(scope) : texts.refused[why];
  return documentReply(STATUSES[why], {
    locale,
    texts,
    title: texts.refused.title,
    name: texts.refused.name,
    body: html`<p class="state broken">${lead}</p>`,
  });
}
