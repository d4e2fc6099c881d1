/** The page after an account was deleted. */
import type { Visit } from '../visit.ts';
import { render } from './render.tsx';

export function goodbyePage(visit: Visit): string {
  const { title, text } = visit.words.settings.goodbye;
  return render(
    visit,
    { title },
    <div class="narrow">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>,
  );
}
