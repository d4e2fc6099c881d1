/** The page of a step, of a problem, and of the end of a flow. */
import { INPUT_REQUIRED } from '../../data/bank-outcomes.ts';
import type { Connection } from '../../data/payloads.ts';
import type { Reply } from '../../http/reply.ts';
import { canChangeBank as canChangeBankIn, type Flow } from '../flow.ts';
import { PROBLEMS, type ProblemName } from '../problems.ts';
import type { StepName, StepPage, Visit } from '../step.ts';
import { nameOf } from '../steps/sign-in.ts';
import type { Texts } from '../texts/texts.ts';
import { themeOf } from '../theme.ts';
import type { WayBack } from '../way-back.ts';
import { documentReply, type DocumentFacts } from './document.ts';
import { cancelLink } from './form.ts';
import { html, type Html } from './html.ts';

export function stepReply(page: StepPage, { flow, error }: Visit, note: Html | undefined): Reply {
  const { title, body, isBanks = false, refreshSeconds } = page;
  return documentReply(error === undefined ? 200 : 422, {
    ...commonTo(flow),
    title,
    isRefused: error !== undefined,
    body: html`${note}${body}`,
    bank: isBanks ? flow.bank : undefined,
    refresh: refreshSeconds === undefined ? undefined : { seconds: refreshSeconds },
  });
}

export function problemReply(flow: Flow, problem: ProblemName): Reply {
  const { texts } = flow;
  const { again, canChangeBank }: { again?: StepName; canChangeBank?: true } = PROBLEMS[problem];
  const canChange = canChangeBank === true && canChangeBankIn(flow);
  const button = (answer: string, text: string, isSecond: boolean): Html =>
    html`<button name="answer" value="${answer}" class="${isSecond && 'second'}">${text}</button>`;
  return documentReply(200, {
    ...commonTo(flow),
    title: texts.problems[problem].title,
    bank: flow.bank,
    body: html`<p class="state broken">${texts.problems[problem].lead}</p>
      ${
        (again !== undefined || canChange) &&
        html`<form method="post" action="?session=${flow.id}">
          <p class="actions">
            ${again !== undefined && button('again', texts.tryAgain, false)}
            ${canChange && button('bank', texts.otherBank, again !== undefined)}
          </p>
        </form>`
      }
      ${cancelLink(flow)}`,
  });
}

/** Returns the last page. In an iframe it goes on by itself only if the page around it says so. */
export function doneReply({ flow, data }: Visit, { url, message }: WayBack, isFramed: boolean): Reply {
  const { texts, parameters, connectionId } = flow;
  const connection = data.connections.get(connectionId ?? '');
  const count = [...data.accounts.values()].filter((account) => account.connection_id === connectionId).length;
  const delay = Number(parameters.text('congrats_bypass_delay') ?? Number.NaN);
  return documentReply(200, {
    ...commonTo(flow),
    title: texts.done.title,
    refresh: url !== undefined && delay >= 0 && !isFramed ? { seconds: Math.ceil(delay), url } : undefined,
    message,
    body: html`<p class="state done">${doneText(flow)}</p>
      ${connection !== undefined && html`<p>${syncText(connection, count, flow)}</p>`} ${goOn(url, texts)}`,
  });
}

export function cancelledReply(flow: Flow, { url, message }: WayBack): Reply {
  const { texts } = flow;
  return documentReply(200, {
    ...commonTo(flow),
    title: texts.cancelled.title,
    message,
    body: html`<p>${texts.cancelled.lead}</p>
      ${goOn(url, texts)}`,
  });
}

/** Returns the button that leads out of an iframe too. Without an address there is nothing left to do. */
function goOn(url: string | undefined, { done }: Texts): Html {
  if (url === undefined) return html`<p>${done.close}</p>`;
  return html`<p class="actions"><a class="button" href="${url}" target="_top">${done.button}</a></p>`;
}

function commonTo({ action, parameters, texts }: Flow): Pick<DocumentFacts, 'locale' | 'texts' | 'name' | 'theme'> {
  return { locale: parameters.locale, texts, name: texts.actions[action], theme: themeOf(parameters) };
}

function doneText({ action, bank, texts }: Flow): string {
  switch (action) {
    case 'add_connection':
      return texts.done.created(nameOf(bank));
    case 'edit_credentials':
      return texts.done.renewed(nameOf(bank));
    case 'user_input':
      return texts.done.answered(nameOf(bank));
    default:
      return texts.done.updated;
  }
}

function syncText({ status, channels }: Connection, count: number, { texts }: Flow): string {
  if (status === 'RUNNING') return texts.done.running;
  if (channels.some((channel) => channel.status === INPUT_REQUIRED)) return texts.done.question;
  if (status === 'FAILED') return texts.done.failed;
  return status === 'PARTIAL_SUCCESS' ? texts.done.partial : texts.done.accounts(count);
}
