/** Limits how much is under way at once, such as token requests. The others wait in line, each inside its own deadline. */
import type { Deadline } from '../async/deadline.ts';
import type { LinxoError } from '../errors/linxo-error.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { TokenOwner } from '../subject/token-owner.ts';

type Enter = () => void;

/** Makes the error for those who find no place before their deadline. */
type LateError = (deadline: Deadline, active: number) => LinxoError;

/** The line of one token manager. The application's own requests go first; users take turns, whatever one of them asks for. */
export class RequestLine {
  readonly #limit: number;
  readonly #limitPerUser: number;
  readonly #lateError: LateError;
  #active = 0;
  readonly #activeByUser = new Map<string, number>();
  readonly #waitingClient: Enter[] = [];
  readonly #waitingUsers = new Map<string, Enter[]>();

  constructor({ maxTokenRequests, maxTokenRequestsPerUser }: TokenPolicy, lateError: LateError) {
    this.#lateError = lateError;
    this.#limit = maxTokenRequests;
    this.#limitPerUser = maxTokenRequestsPerUser;
  }

  /**
   * Waits for a place.
   *
   * @returns a function that gives the place back
   * @throws the error of the line when there is no place before the deadline; the closing signal's reason
   */
  async enter({ isClient, usernameKey }: TokenOwner, deadline: Deadline): Promise<() => void> {
    const user = isClient ? undefined : usernameKey;
    if (this.#active >= this.#limit || this.#isFull(user)) await this.#wait(user, deadline);
    else this.#take(user);
    return () => this.#leave(user);
  }

  async #wait(user: string | undefined, deadline: Deadline): Promise<void> {
    let enter: Enter = () => {};
    const entered = new Promise<void>((resolve) => (enter = resolve));
    this.#join(user, enter);
    try {
      await deadline.wait(entered, () => {
        throw this.#lateError(deadline, this.#active);
      });
    } catch (error) {
      // A place that was given at the last moment goes on to the next.
      if (!this.#withdraw(user, enter)) this.#leave(user);
      throw error;
    }
  }

  #join(user: string | undefined, enter: Enter): void {
    if (user === undefined) this.#waitingClient.push(enter);
    else this.#waitingUsers.set(user, [...(this.#waitingUsers.get(user) ?? []), enter]);
  }

  /** Takes a waiter out of the line. Returns false if it was let in already. */
  #withdraw(user: string | undefined, enter: Enter): boolean {
    const waiting = user === undefined ? this.#waitingClient : (this.#waitingUsers.get(user) ?? []);
    const index = waiting.indexOf(enter);
    if (index === -1) return false;
    waiting.splice(index, 1);
    if (user !== undefined && waiting.length === 0) this.#waitingUsers.delete(user);
    return true;
  }

  #isFull(user: string | undefined): boolean {
    return user !== undefined && (this.#activeByUser.get(user) ?? 0) >= this.#limitPerUser;
  }

  #take(user: string | undefined): void {
    this.#active++;
    if (user !== undefined) this.#activeByUser.set(user, (this.#activeByUser.get(user) ?? 0) + 1);
  }

  #leave(user: string | undefined): void {
    this.#active--;
    if (user !== undefined) {
      const left = (this.#activeByUser.get(user) ?? 1) - 1;
      if (left > 0) this.#activeByUser.set(user, left);
      else this.#activeByUser.delete(user);
    }
    this.#letIn();
  }

  #letIn(): void {
    while (this.#active < this.#limit) {
      const client = this.#waitingClient.shift();
      if (client) {
        this.#take(undefined);
        client();
        continue;
      }
      const user = this.#nextUser();
      if (user === undefined) return;
      const [enter, ...others] = this.#waitingUsers.get(user) ?? [];
      // At the end of the line, so that users take turns.
      this.#waitingUsers.delete(user);
      if (others.length > 0) this.#waitingUsers.set(user, others);
      this.#take(user);
      enter?.();
    }
  }

  #nextUser(): string | undefined {
    for (const user of this.#waitingUsers.keys()) if (!this.#isFull(user)) return user;
    return undefined;
  }
}
