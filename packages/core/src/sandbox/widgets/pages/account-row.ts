/** One account in a list of accounts with boxes to tick, or without. */
import type { Account } from '../../data/payloads.ts';
import type { Flow } from '../flow.ts';
import { moneyText, type Texts } from '../texts/texts.ts';
import { html, type Html } from './html.ts';

export function accountRow(
  { id, name, account_number: number, type, balance, currency }: Account,
  { texts, parameters }: Pick<Flow, 'texts' | 'parameters'>,
  { isTicked }: { readonly isTicked: boolean },
): Html {
  return html`<li>
    <label class="row"
      ><input type="checkbox" name="account" value="${id}" ${isTicked && 'checked'} />
      <span class="words"><b>${name ?? number}</b><small>${kindOf(type, texts)} ··${number.slice(-4)}</small></span>
      <span class="amount">${moneyText(balance, currency, parameters.locale)}</span></label
    >
  </li>`;
}

export function kindOf(type: string, { accountTypes }: Texts): string {
  return type in accountTypes ? accountTypes[type as keyof typeof accountTypes] : type;
}
