/** The pages for those who come back from the widget without a linked bank. */
import type { Visit } from '../visit.ts';
import { LinkForm } from './banks-page.tsx';
import { render } from './render.tsx';

export function backPage(visit: Visit, outcome: 'cancelled' | 'failed'): string {
  const { words } = visit;
  const { title, text } = words.banks[outcome];
  return render(
    visit,
    { title },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{text}</p>
      <LinkForm label={words.banks.tryAgain} />
      <p class="aside">
        <a href="/banks">{words.banks.toBanks}</a>
      </p>
    </div>,
  );
}
