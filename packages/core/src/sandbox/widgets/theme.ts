/** The colours and the font that the application asks for, as rules of the stylesheet. */
import { trustedHtml, type Html } from './pages/html.ts';
import type { WidgetParameters } from './widget-parameters.ts';

/** Matches a colour in hexadecimal digits, with or without `#`, and the name of a colour. */
const COLOUR = /^(?:#?(?:[\da-f]{3}|[\da-f]{6})|[a-z]{3,20})$/i;
const FONT = /^[\w -]{1,40}$/;

export function themeOf(parameters: WidgetParameters): Html {
  const font = parameters.text('font');
  const ink = colourIn(parameters.text('font_color'));
  const accent = colourIn(parameters.text('elements_color'));
  const rules = [
    font !== undefined && FONT.test(font) && `--font:'${font}',system-ui,sans-serif`,
    // The colour of text is chosen for one ground, and the widget's dark ground is another.
    ink !== undefined && `color-scheme:light;--ink:${ink};--quiet:${ink}`,
    accent !== undefined && `--accent:${accent};--on-accent:${inkOn(accent)}`,
  ].filter((rule) => rule !== false);
  return trustedHtml(rules.length === 0 ? '' : `:root{${rules.join(';')}}`);
}

function colourIn(text: string | undefined): string | undefined {
  if (text === undefined || !COLOUR.test(text)) return undefined;
  return /^[\da-f]+$/i.test(text) ? `#${text}` : text;
}

/** Returns white or black, whichever can be read better on a colour. */
function inkOn(colour: string): string {
  const digits = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{2})([\da-f]{2})([\da-f]{2}))$/i.exec(colour)?.slice(1);
  if (digits === undefined) return '#fff';
  const [red = 0, green = 0, blue = 0] = digits
    .filter((part) => part !== undefined)
    .map((part) => (Number.parseInt(part.padStart(2, part), 16) / 255) ** 2.2);
  // WCAG 2: at this luminance black and white have the same contrast.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
