/** The step in which the user chooses the linked bank that an action is about. It is left out if there is only one. */
import { bankOf } from '../../data/banks.ts';
import type { Connection } from '../../data/payloads.ts';
import type { UserData } from '../../world/user-data.ts';
import { epochSeconds } from '../../world/world.ts';
import { leaveBank, type Flow } from '../flow.ts';
import { cancelLink, errorSummary } from '../pages/form.ts';
import { html, type Html } from '../pages/html.ts';
import { bankMark } from '../pages/mark.ts';
import type { Step, Visit } from '../step.ts';
import { dayText } from '../texts/texts.ts';

export const chooseConnection: Step = {
  isDone: ({ flow }) => flow.connectionId !== undefined,
  show: (visit) => {
    const { flow, data, error } = visit;
    return {
      title: flow.texts.connection.title,
      body: html`${errorSummary(flow.texts, error, 'connections')}
        <form method="post" action="?session=${flow.id}">
          <ul class="rows" id="connections">
            ${connectionsFor(flow, data).map((connection) => connectionRow(connection, visit))}
          </ul>
        </form>
        ${cancelLink(flow)}`,
    };
  },
  submit: ({ flow, data, fields }) => {
    const connection = connectionsFor(flow, data).find(({ id }) => id === fields.get('connection_id'));
    if (connection === undefined) return 'chooseConnection';
    leaveBank(flow);
    takeConnection(flow, connection);
    return undefined;
  },
};

/** Takes the connection that the parameters name, or the only one there is. Without any, the flow has a problem. */
export function preselectConnection(flow: Flow, data: UserData): void {
  const connections = connectionsFor(flow, data);
  const [first] = connections;
  if (first === undefined) flow.problem = 'noConnection';
  else if (connections.length === 1) takeConnection(flow, first);
}

function takeConnection(flow: Flow, { id, provider_id: providerId }: Connection): void {
  flow.connectionId = id;
  const bank = bankOf(providerId);
  if (bank !== undefined) flow.bank = bank;
}

function connectionsFor({ parameters }: Flow, data: UserData): readonly Connection[] {
  const id = parameters.text('connection_id');
  const providerId = parameters.text('provider_id');
  return [...data.connections.values()].filter(
    (connection) =>
      (id === undefined || connection.id === id) && (providerId === undefined || connection.provider_id === providerId),
  );
}

function connectionRow({ id, name, provider_id: providerId, status, channels }: Connection, visit: Visit): Html {
  const { flow, world } = visit;
  const { texts, parameters } = flow;
  const bank = bankOf(providerId);
  const expires = channels.find((channel) => channel.expires !== undefined)?.expires ?? 0;
  const day = dayText(expires, parameters.locale);
  const states: Readonly<Record<string, string>> = texts.connection.status;
  return html`<li>
    <button class="row" name="connection_id" value="${id}">
      ${bank !== undefined && bankMark(bank, 40)}
      <span class="words"
        ><b>${name}</b
        ><small>${expires > epochSeconds(world) ? texts.connection.renewBy(day) : texts.connection.renewNow(day)}</small
        >${states[status] !== undefined && html`<small>${states[status]}</small>`}</span
      >
    </button>
  </li>`;
}
