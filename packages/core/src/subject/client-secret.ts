/** The application's client secret: read once, and read again when the authorization server refuses it, because secrets rotate. */
import { fingerprint, revealSecret, type Secret } from './secret.ts';

/** Keeps the client secret between token requests. */
export class ClientSecret {
  readonly #source: Secret;
  #current: Promise<string> | undefined;
  #rereading: Promise<string> | undefined;

  constructor(source: Secret) {
    this.#source = source;
  }

  /** Returns the secret as it was read last. */
  current(): Promise<string> {
    return (this.#current ??= this.#read());
  }

  /**
   * Reads the secret again and returns true if it is another one than the refused one. The function is called once for all who ask
   * at the same time.
   *
   * @param refused fingerprint of the refused secret
   */
  async hasChangedSince(refused: string): Promise<boolean> {
    if (typeof this.#source === 'string') return false;
    if (fingerprint(await this.current()) !== refused) return true;
    this.#current = this.#rereading ??= this.#read().finally(() => {
      this.#rereading = undefined;
    });
    return fingerprint(await this.#current) !== refused;
  }

  #read(): Promise<string> {
    const reading = revealSecret(this.#source, 'clientSecret');
    // A source that failed is asked again next time.
    reading.catch(() => {
      this.#current = undefined;
    });
    return reading;
  }
}
