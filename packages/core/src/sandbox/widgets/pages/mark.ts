/** Draws the mark of a bank. It is also the logo that the API's payloads link to. */
import { BANKS, type BankName } from '../../data/banks.ts';
import { html, type Html } from './html.ts';

/** Returns the mark as an image for the eye only: the bank's name stands beside it. */
export function bankMark(bank: BankName, size: number): Html {
  const { colour, mark } = BANKS[bank];
  return html`<svg
    class="mark"
    width="${size}"
    height="${size}"
    viewBox="-10 -10 44 44"
    aria-hidden="true"
    focusable="false"
    xmlns="http://www.w3.org/2000/svg"
  >
    <rect x="-10" y="-10" width="44" height="44" rx="10" fill="${colour}" />
    <path d="${mark}" fill="#fff" fill-rule="evenodd" />
  </svg>`;
}

/** Returns the mark of a widget: two links of a chain. */
export function widgetMark(size: number): Html {
  return html`<svg
    class="mark"
    width="${size}"
    height="${size}"
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
  >
    <path d="M9 15 15 9M11 6l2-2a4.5 4.5 0 0 1 7 7l-2 2M13 18l-2 2a4.5 4.5 0 0 1-7-7l2-2" />
  </svg>`;
}
