/** Does in a browser what visitors do: signs up, links a bank in the widget, signs out. */
import type { Page } from 'playwright-core';
import { loadAfter } from '../support/load-after.ts';
import type { Language } from './words.ts';
import { WORDS } from './words.ts';

export const PASSWORD = 'correct horse battery staple';

/** The bank of the sandbox that asks for a code. */
export const CODE_BANK = 'Test Code by Text';

export class Visitor {
  readonly page: Page;
  readonly words: (typeof WORDS)[Language];
  readonly #url: string;

  constructor(page: Page, url: string, language: Language = 'en') {
    this.page = page;
    this.words = WORDS[language];
    this.#url = url;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  /** Sends a form by its button, and waits for the next page. */
  async press(name: string): Promise<void> {
    await loadAfter(this.page, () => this.page.getByRole('button', { name, exact: true }).click());
  }

  /** Follows a link, and waits for the next page. */
  async follow(name: string): Promise<void> {
    await loadAfter(this.page, () => this.page.getByRole('link', { name, exact: true }).first().click());
  }

  /** Chooses a bank in the widget by the beginning of its name, and waits for the next page. */
  async chooseBank(name: string): Promise<void> {
    await loadAfter(this.page, () => this.page.getByRole('button', { name }).click());
  }

  async signUp(email: string): Promise<void> {
    await this.goto('/');
    await this.follow(this.words.signUp);
    await this.page.getByLabel(this.words.email).fill(email);
    await this.page.getByLabel(this.words.password).fill(PASSWORD);
    await this.press(this.words.signUp);
    await this.page.waitForURL('**/accounts');
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.goto('/sign-in');
    await this.page.getByLabel(this.words.email).fill(email);
    await this.page.getByLabel(this.words.password).fill(password);
    await this.press(this.words.signIn);
    await this.page.waitForURL('**/accounts');
  }

  /** Goes to the widget and through the bank, as far as the question of consent. */
  async toConsent(bank = CODE_BANK): Promise<void> {
    await this.goto('/accounts');
    await this.press(this.words.link);
    await this.chooseBank(bank);
    await this.page.getByLabel(this.words.bankIdentifier).fill('12345');
    await this.page.getByLabel(this.words.bankPassword).fill('secret');
    await this.press(this.words.bankSignIn);
    await this.page.getByLabel(this.words.code).fill('123456');
    await this.press(this.words.confirmCode);
  }

  /** Links a bank, and waits on its page until it has been read. */
  async linkBank(bank = CODE_BANK): Promise<void> {
    await this.toConsent(bank);
    await this.press(this.words.agree);
    await this.follow(this.words.back);
    await this.page.waitForURL('**/banks/*');
    await this.page.getByText(this.words.linked).waitFor();
  }
}
