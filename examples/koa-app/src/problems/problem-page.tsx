/** The page of a problem: what happened, whose turn it is, and one thing to do. */
import { type Answer, page, seeOther } from '../answer.ts';
import { entryHref } from '../pages/entry-href.ts';
import { waitingTime } from '../pages/formats.ts';
import { render } from '../pages/render.tsx';
import type { Visit } from '../visit.ts';
import { isSignInRequired, type Problem, problemOf } from './problem-of.ts';

/** Answers an error with a page. Who is not signed in is sent to sign in, and comes back afterwards. */
export function problemAnswer(visit: Visit, method: string, error: unknown): Answer {
  // What was sent with a form is not sent again, but its page is shown.
  if (isSignInRequired(error)) return seeOther(entryHref('sign-in', method === 'GET' ? visit.url : visit.cameFrom));
  const problem = problemOf(error, method);
  const { body, headers } = page(problemPage(visit, method, problem));
  return { status: problem.status, headers: { ...problem.headers, ...headers }, body };
}

function problemPage(visit: Visit, method: string, { kind, status, waitSeconds }: Problem): string {
  const { words, person, language } = visit;
  const { title, text } = words.problems[kind];
  const mayPass = kind === 'outage' || kind === 'wait' || kind === 'fault';
  const again = mayPass && method === 'GET';
  return render(
    visit,
    { title },
    <div class="narrow">
      <h1>{title}</h1>
      <p>
        {text}
        {waitSeconds !== undefined && ` ${words.problems.again(waitingTime(language, waitSeconds))}`}
      </p>
      <p class="actions">
        {again ? (
          <a class="button" href={visit.url}>
            {words.problems.retry}
          </a>
        ) : (
          <a class="button" href={person ? '/accounts' : '/'}>
            {person ? words.problems.back : words.problems.home}
          </a>
        )}
      </p>
      {status >= 500 && (
        <p class="hint">
          {words.problems.reference} <code>{visit.requestId}</code>
        </p>
      )}
    </div>,
  );
}
