/** Where an API client has its access token from: the manager, for one subject and one set of scopes. */
import type { AccessToken } from './access-token.ts';

/** The access token for one subject and one set of scopes. */
export interface TokenSource {
  /**
   * The token to send now: at once where one is at hand, otherwise after it was fetched.
   *
   * @throws LinxoError when none can be had
   */
  current(signal?: AbortSignal): AccessToken | Promise<AccessToken>;
  /**
   * Another token, in place of one that the API answered 401 to. It is the same one again where the authorization server
   * gives no other.
   *
   * @throws LinxoError when none can be had
   */
  replace(refused: AccessToken, signal?: AbortSignal): Promise<AccessToken>;
}
