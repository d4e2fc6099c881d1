/** Sessions of Linxo's widgets, in which a user links a bank. */
import * as z from 'zod';
import type { Ending } from '../async/ending.ts';
import { readAnswer } from '../api/read-answer.ts';
import { sendWithToken } from '../api/send-with-token.ts';
import { withVariable } from '../catalog/variables.ts';
import { WIDGET_ACTIONS, type WidgetAction } from '../catalog/widgets.ts';
import type { Scope } from '../catalog/scopes.ts';
import { InvalidConfiguration, InvalidRequest } from '../errors/errors.ts';
import { send } from '../http/fetch.ts';
import type { Settings } from '../options/options.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { revealSecret } from '../subject/secret.ts';
import { requireOptions } from '../subject/require-options.ts';
import type { ResourceOwner } from '../subject/subject.ts';
import { parseResourceOwner } from '../subject/token-owner.ts';
import type { TokenManager } from '../token/token-manager.ts';
import type { WidgetSession } from './widget-session.ts';
import { type WidgetParameters, widgetUrl } from './widget-url.ts';

/** Options of {@link Widgets.createSession}. */
export interface WidgetSessionOptions {
  /** The user who will use the widget. */
  readonly subject: ResourceOwner;
  /** The action that the user is to take. */
  readonly action: WidgetAction;
  /** The scopes of the user's token. Default: the preset of {@link WIDGET_ACTIONS}, which is a guess for most actions. */
  readonly scopes?: readonly [Scope, ...Scope[]];
  readonly signal?: AbortSignal;
}

/** Linxo's widgets. */
export interface Widgets {
  /**
   * Opens a session for a user.
   *
   * @throws InvalidConfiguration when the environment has no `widgets` URL, or the subject is no user; InvalidRequest when there is
   * no such action; the errors of a token request and of an API call
   * @example
   * ```ts
   * const session = await connect.widgets.createSession({ subject: { username, password }, action: 'add_connection' });
   * const url = connect.widgets.url(session, 'add_connection', { redirect_url: 'https://app.example.com/linked' });
   * ```
   */
  createSession(options: WidgetSessionOptions): Promise<WidgetSession>;
  /**
   * Returns the URL at which an action of a session is opened.
   *
   * @throws InvalidRequest when the session has no link for the action
   */
  url(session: WidgetSession, action: WidgetAction, parameters?: WidgetParameters): string;
}

/** Links that are not text are left out: an unknown action must not break the known ones. */
const LINKS = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((links) => Object.fromEntries(Object.entries(links ?? {}).filter(isText)));
const SESSION = z.looseObject({ session_id: z.string().min(1), _links: LINKS });
const MAX_RESPONSE_BYTES = 1024 * 1024;
const NAME = 'POST /widget_session';
const EXAMPLE = "{ subject: { username, password }, action: 'add_connection' }";

/** Makes the widgets of one Linxo instance. */
export function createWidgets(settings: Settings, tokens: TokenManager, ending: Ending): Widgets {
  const { environment, clientId, fetch, clock, timeoutMs } = settings;
  return {
    url: widgetUrl,
    async createSession(options) {
      const {
        subject,
        action,
        scopes = presetOf(action),
        signal: own,
      } = requireOptions(options, 'createSession', EXAMPLE);
      if (environment.widgets === undefined) {
        throw new InvalidConfiguration([
          `${withVariable('environment.widgets')} is missing: widget sessions need the base URL of the widgets.`,
        ]);
      }
      const url = `${environment.widgets}/widget_session`;
      const declared = {
        owner: parseResourceOwner(subject, 'createSession({ subject })'),
        scopes: parseDeclaredScopes(scopes, 'createSession({ scopes })'),
      };
      const deadline = tokens.newDeadline();
      const clientSecret = await revealSecret(settings.clientSecret, 'clientSecret', deadline);
      const sent = await ending.run(own, (signal) =>
        sendWithToken(tokens, declared, { signal, deadline }, (token) =>
          send(fetch, {
            method: 'POST',
            url,
            headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
            // Everything in the body and no Authorization header, as Linxo documents; that the body is a form is a guess.
            body: new URLSearchParams({
              access_token: token,
              client_id: clientId,
              client_secret: clientSecret,
            }).toString(),
            timeoutMs: deadline.remainingMs,
            maxBytes: MAX_RESPONSE_BYTES,
            signal,
          }),
        ),
      );
      const { displacedBy } = sent;
      const secrets = [...sent.tokens, clientSecret];
      const read = { name: NAME, schema: SESSION, secrets, clock, timeoutMs, displacedBy };
      const base = { baseUrl: environment.widgets, baseUrlOption: 'environment.widgets' } as const;
      const session = readAnswer(sent.outcome, { ...read, ...base });
      const { session_id: id, _links: links } = session as z.infer<typeof SESSION>;
      return { id, links };
    },
  };
}

function presetOf(action: WidgetAction): readonly [Scope, ...Scope[]] {
  if (Object.hasOwn(WIDGET_ACTIONS, action)) return WIDGET_ACTIONS[action].scopes;
  throw new InvalidRequest(`There is no such widget action; there are: ${Object.keys(WIDGET_ACTIONS).join(', ')}.`);
}

function isText(link: [string, unknown]): link is [string, string] {
  return typeof link[1] === 'string';
}
