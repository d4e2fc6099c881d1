/** Sessions of Linxo's widgets, in which a user links a bank. */
import { z } from 'zod';
import { readAnswer } from '../api/read-answer.ts';
import { sendWithToken } from '../api/send-with-token.ts';
import { WIDGET_ACTIONS, type WidgetAction } from '../catalog/widgets.ts';
import type { Scope } from '../catalog/scopes.ts';
import { InvalidConfiguration, InvalidRequest } from '../errors/errors.ts';
import { send } from '../http/fetch.ts';
import type { Settings } from '../options/options.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { revealSecret } from '../subject/secret.ts';
import { parseSubject, type ResourceOwner } from '../subject/subject.ts';
import { SubjectTokens } from '../token/subject-tokens.ts';
import type { TokenManager } from '../token/token-manager.ts';
import { type WidgetParameters, widgetUrl } from './widget-url.ts';

/** A widget session. Its id lets whoever holds it act for the user: send it to that user's browser only. */
export interface WidgetSession {
  readonly id: string;
  /** The URL of each action, by its name in Linxo's spelling (`professional_account`). */
  readonly links: Readonly<Record<string, string>>;
}

/** Which session is wanted. */
export interface WidgetSessionWanted {
  /** The user who will use the widget. */
  readonly subject: ResourceOwner;
  /** What the user is to do. */
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
   * @throws InvalidConfiguration where the environment has no `widgets` URL; InvalidRequest where the action or the subject is
   * none; what a token request and an API call throw
   */
  createSession(wanted: WidgetSessionWanted): Promise<WidgetSession>;
  /** The URL at which an action of a session is opened. */
  url(session: WidgetSession, action: WidgetAction, parameters?: WidgetParameters): string;
}

/** Links that are no text are left out: an action that nobody knows yet must not stand in the way of the others. */
const LINKS = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((links) => Object.fromEntries(Object.entries(links ?? {}).filter(isText)));
const SESSION = z.looseObject({ session_id: z.string().min(1), _links: LINKS });
const MAX_RESPONSE_BYTES = 1024 * 1024;
const NAME = 'POST /widget_session';

/** The widgets of one Linxo instance. */
export function createWidgets(settings: Settings, tokens: TokenManager): Widgets {
  const { environment, clientId, fetch, clock, timeoutMs } = settings;
  return {
    url: widgetUrl,
    async createSession({ subject, action, scopes = presetOf(action), signal }) {
      if (environment.widgets === undefined) {
        throw new InvalidConfiguration([
          'environment.widgets is missing: widget sessions need the base URL of the widgets.',
        ]);
      }
      const url = `${environment.widgets}/widget_session`;
      const user = parseSubject(subject, 'createSession({ subject })');
      if (user === 'client') throw new InvalidRequest("A widget session is a user's: give { username, password }.");
      const source = new SubjectTokens(tokens, user, parseDeclaredScopes(scopes, 'createSession({ scopes })'));
      const clientSecret = await revealSecret(settings.clientSecret, 'clientSecret');
      const sent = await sendWithToken(source, signal, (token) =>
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
          timeoutMs,
          maxBytes: MAX_RESPONSE_BYTES,
          signal,
        }),
      );
      const secrets = [...sent.tokens, clientSecret];
      const session = readAnswer(sent.outcome, { name: NAME, schema: SESSION, secrets, clock, timeoutMs });
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
