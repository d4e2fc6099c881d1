/** The notices about banks, above everything else on the first page. */
import type { Visit } from '../visit.ts';
import type { Notice } from '../webhook/notices.ts';

export function Notices({ visit, notices }: { readonly visit: Visit; readonly notices: readonly Notice[] }) {
  const { words } = visit;
  if (notices.length === 0) return null;
  return (
    <section class="notices sheet" aria-label={words.notices.title}>
      <ul>
        {notices.map(({ kind, connectionId, bank }) => (
          <li>
            <span class={kind === 'news' ? 'state plain' : 'state attention'} aria-hidden="true">
              {kind === 'news' ? '+' : '!'}
            </span>{' '}
            <a href={kind === 'news' ? '/transactions' : `/banks/${encodeURIComponent(connectionId)}`}>
              {words.notices.kinds[kind](bank ?? words.banks.unnamed)}
            </a>
          </li>
        ))}
      </ul>
      <form method="post" action="/notices/seen">
        <button class="quiet">{words.notices.seen}</button>
      </form>
    </section>
  );
}
