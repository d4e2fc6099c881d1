/** The page for visitors who are not signed in. */
import type { Visit } from '../visit.ts';
import { render } from './render.tsx';
import { Sketch } from './sketch.tsx';

export function homePage(visit: Visit): string {
  const { words } = visit;
  return render(
    visit,
    { title: words.home.title },
    <>
      <div class="hero">
        <div>
          <h1>{words.home.title}</h1>
          <p class="lead">{words.home.lead}</p>
          <p class="actions">
            <a class="button" href="/sign-up">
              {words.signUp}
            </a>
          </p>
        </div>
        <Sketch />
      </div>
      <ul class="points">
        {words.home.points.map(([title, text]) => (
          <li>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </>,
  );
}
