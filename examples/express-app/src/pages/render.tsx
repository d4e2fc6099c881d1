/**
 * The frame of every page. Pages are Preact components that are rendered to text on the server: typed, and everything that is put into
 * one is escaped. No script is needed to read them.
 */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { ASSETS } from './assets.ts';
import { entryHref } from './entry-href.ts';
import type { Visit } from '../visit.ts';

/** The parts of a page that are not its content. */
export interface Frame {
  readonly title: string;
  /** Reloads the page after so many seconds where scripts do not run. */
  readonly reloadSeconds?: number;
  /** A script of public/ that the page is nicer with. */
  readonly script?: string;
  /** The page that somebody who is not signed in wanted. */
  readonly next?: string;
}

/** Renders a page. */
export function render(visit: Visit, frame: Frame, content: ComponentChildren): string {
  return `<!doctype html>${renderToString(<Page visit={visit} frame={frame} content={content} />)}`;
}

interface PageProps {
  readonly visit: Visit;
  readonly frame: Frame;
  readonly content: ComponentChildren;
}

function Page({ visit: { language, words, person, path }, frame, content }: PageProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${frame.title} · ${words.app}`}</title>
        <link rel="icon" href={ASSETS.href('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={ASSETS.href('style.css')} />
        {frame.script && <script type="module" src={ASSETS.href(frame.script)} />}
        {frame.reloadSeconds && (
          <noscript>
            <meta http-equiv="refresh" content={String(frame.reloadSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header>
          <div class="bar">
            <a class="brand" href={person ? '/accounts' : '/'}>
              <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M5 5v14M9.5 5v14M14 5v14M18.5 5v14M2 16.5 22 7.5" />
              </svg>
              {words.app}
            </a>
            {person ? (
              <>
                <nav aria-label={words.navigation}>
                  {Object.entries(words.nav).map(([name, label]) => (
                    <a href={`/${name}`} aria-current={isWithin(path, `/${name}`) ? 'page' : undefined}>
                      {label}
                    </a>
                  ))}
                </nav>
                <form method="post" action="/sign-out">
                  <button class="quiet">{words.signOut}</button>
                </form>
              </>
            ) : (
              <div class="entry">
                <a class="quiet" href={entryHref('sign-in', frame.next)}>
                  {words.signIn}
                </a>
              </div>
            )}
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {content}
        </main>
      </body>
    </html>
  );
}

function isWithin(path: string, section: string): boolean {
  return path === section || path.startsWith(`${section}/`);
}
