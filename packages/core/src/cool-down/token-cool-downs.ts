/** The cool-downs that token requests meet and start. */
import { backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { ClientSecret } from '../subject/client-secret.ts';
import { fingerprint } from '../subject/secret.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { requestKeyOf, type TokenRequest } from '../subject/token-request.ts';
import { COOL_DOWN_LEVELS, type CoolDownLevel, coolDownRuleFor } from './cool-down-rules.ts';
import { type CoolDown, CoolDowns } from './cool-downs.ts';

/** Fingerprints of the secrets that a token request was sent with. */
export interface SentFingerprints {
  readonly clientSecret?: string | undefined;
  readonly password?: string | undefined;
}

/** A cool-down that blocks a request, and the key at which it is remembered. */
export interface BlockingCoolDown {
  readonly key: string;
  readonly coolDown: CoolDown;
}

/** Longer than this nobody waits, whatever a server says: then one request finds out. */
const MAX_RETRY_AFTER_MS = 3600 * 1000;

/** Applies {@link coolDownRuleFor the rules} to the requests of one token manager. */
export class TokenCoolDowns {
  readonly #coolDowns: CoolDowns;
  readonly #policy: TokenPolicy;
  readonly #clientSecret: ClientSecret;

  constructor(policy: TokenPolicy, clock: Clock, clientSecret: ClientSecret) {
    this.#coolDowns = new CoolDowns(policy, clock);
    this.#policy = policy;
    this.#clientSecret = clientSecret;
  }

  /** Returns the widest cool-down that blocks a request. */
  blocking(request: TokenRequest): BlockingCoolDown | undefined {
    for (const key of keysOf(request)) {
      const coolDown = this.#coolDowns.active(key);
      if (coolDown) return { key, coolDown };
    }
    return undefined;
  }

  /** The error of a cool-down that blocks every request. */
  get blockingEverybody(): unknown {
    return (this.#coolDowns.active('client') ?? this.#coolDowns.active('server'))?.error;
  }

  /**
   * Ends a cool-down if the refused secret or password has changed since, so that the new one is tried at once.
   *
   * @throws the error that is remembered; its `retryAfterMs`, where it has one, is what remains
   */
  async passOrThrow({ key, coolDown }: BlockingCoolDown, { owner }: TokenRequest): Promise<void> {
    const { error, refused } = coolDown;
    if (refused !== undefined && (await this.#hasOtherSecret(error, refused, owner))) {
      this.#coolDowns.end([key]);
      return;
    }
    if (!(error instanceof AuthorizationServerUnavailable)) throw error;
    const { message, upstream, cause, isPaced } = error;
    const retryAfterMs = this.#coolDowns.remainingMs(coolDown);
    throw new AuthorizationServerUnavailable(message, { upstream, cause, isPaced, retryAfterMs });
  }

  async #hasOtherSecret(error: unknown, refused: string, owner: TokenOwner): Promise<boolean> {
    const secret = isLinxoError(error) ? coolDownRuleFor(error)?.refused : undefined;
    if (secret === 'clientSecret') return this.#clientSecret.hasChangedSince(refused);
    return secret === 'password' && !owner.isClient && fingerprint(await owner.revealPassword()) !== refused;
  }

  /** Marks that a request is about to find out whether the causes have passed. Meanwhile the others fail fast. */
  probe(request: TokenRequest): void {
    this.#coolDowns.probe(keysOf(request));
  }

  /** Ends the probe of a request; if it found out nothing, another request may probe next. */
  endProbe(request: TokenRequest): void {
    this.#coolDowns.endProbe(keysOf(request));
  }

  /** Ends the cool-downs of a request that got its token. */
  succeeded(request: TokenRequest): void {
    this.#coolDowns.end(keysOf(request));
  }

  /** Starts the cool-down of a request that failed. */
  failed(request: TokenRequest, error: unknown, sent: SentFingerprints): void {
    const rule = isLinxoError(error) ? coolDownRuleFor(error) : undefined;
    if (!rule) return;
    const { level, pause, disproves, refused } = rule;
    this.#coolDowns.end(disproves.map((one) => keyAt(one, request)));
    const lengthMs = {
      'back-off': (count: number) => backoffMs(count, this.#policy),
      refusal: () => this.#policy.refusalCoolDownMs,
      'retry-after': () => Math.min((error as AuthorizationServerUnavailable).retryAfterMs, MAX_RETRY_AFTER_MS),
    }[pause];
    this.#coolDowns.start(keyAt(level, request), { error, lengthMs, refused: refused && sent[refused] });
  }

  /** Returns true if an owner's refused token may be renewed now: once freely, then after pauses that grow while it goes on. */
  mayRenew(owner: TokenOwner): boolean {
    const key = `renewal ${owner.key}`;
    if (this.#coolDowns.active(key)) return false;
    const lengthMs = (count: number) => (count === 1 ? 0 : backoffMs(count - 1, this.#policy));
    this.#coolDowns.start(key, { error: undefined, lengthMs });
    return true;
  }
}

/** Returns the keys that a request is blocked by, from the widest to the narrowest. */
function keysOf(request: TokenRequest): readonly string[] {
  return COOL_DOWN_LEVELS.map((level) => keyAt(level, request));
}

function keyAt(level: CoolDownLevel, request: TokenRequest): string {
  switch (level) {
    case 'credentials':
      return `credentials ${request.owner.key}`;
    case 'request':
      return `request ${requestKeyOf(request)}`;
    default:
      return level;
  }
}
