/** The page with the widget inside of it, for `WIDGET=iframe`. Its script hears when the widget has ended. */
import type { Visit } from '../visit.ts';
import { render } from './render.tsx';

interface WidgetFrame {
  readonly url: string;
  /** The paths to go to at the end. */
  readonly linked: string;
  readonly cancelled: string;
}

export function framePage(visit: Visit, { url, linked, cancelled }: WidgetFrame): string {
  const { words } = visit;
  const { title, open } = words.banks.frame;
  return render(
    visit,
    { title, script: 'frame.js' },
    <>
      <h1>{title}</h1>
      <iframe class="widget" title={title} src={url} data-linked={linked} data-cancelled={cancelled} />
      <noscript>
        <p class="actions">
          <a class="button" href={url}>
            {open}
          </a>
        </p>
      </noscript>
    </>,
  );
}
