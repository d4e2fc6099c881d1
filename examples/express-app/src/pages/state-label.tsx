/** The state of a bank in a word, with a sign and a colour of its own. */
import { BANK_STATES, type BankState } from '../banks/bank-state.ts';
import type { Words } from '../words/languages.ts';

const SIGNS = { plain: '○', done: '✓', attention: '!', broken: '×' } as const;

export function StateLabel({ words, state }: { readonly words: Words; readonly state: BankState }) {
  const { tone } = BANK_STATES[state];
  return (
    <span class={`state ${tone}`}>
      <span aria-hidden="true">{SIGNS[tone]}</span> {words.banks.states[state].label}
    </span>
  );
}
