/** The application's client secret: read once, and read again when the authorization server refuses it, since secrets rotate. */
import { fingerprint, revealSecret, type Secret } from './secret.ts';

/** Keeps the client secret between token requests. */
export class ClientSecret {
  readonly #source: Secret;
  #current: Promise<string> | undefined;
  #rereading: Promise<string> | undefined;

  constructor(source: Secret) {
    this.#source = source;
  }

  /** The secret as it was read last. */
  current(): Promise<string> {
    return (this.#current ??= this.#read());
  }

  /**
   * Whether there is another secret now than the one that was refused. The function is asked once for all who ask at once.
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
