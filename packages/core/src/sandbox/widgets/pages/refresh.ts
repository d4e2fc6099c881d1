/** Pages that go on by themselves: by a script where there is one, which disturbs nobody who reads, otherwise by the browser. */
import { html, scriptJson, trustedHtml, type Html } from './html.ts';

export interface Refresh {
  readonly seconds: number;
  /** The page to go on to. Default: the page asks for itself again, and shows what has changed. */
  readonly url?: string;
}

/** Asks for the page again and again, shows its progress, and follows it to another page. */
const SHOW_AGAIN = `
const look = async () => {
  const answer = await fetch(location.href);
  if (answer.url !== location.href) return location.replace(answer.url);
  const later = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('progress').value = later.querySelector('progress').value;
  document.querySelector('[role=status]').textContent = later.querySelector('[role=status]').textContent;
  again();
};
const again = () => setTimeout(() => look().catch(again), delayMs);
again();`;

export function refreshOf({ seconds, url }: Refresh, nonce: string): Html {
  const meta = html`<meta http-equiv="refresh" content="${seconds}${url !== undefined && `; url=${url}`}" />`;
  if (seconds === 0) return meta;
  const goOn = url === undefined ? SHOW_AGAIN : `setTimeout(() => location.assign(${scriptJson(url).html}), delayMs);`;
  return html`<noscript>${meta}</noscript>
    <script nonce="${nonce}">
      ${trustedHtml(`const delayMs = ${seconds * 1000};${goOn}`)};
    </script>`;
}
