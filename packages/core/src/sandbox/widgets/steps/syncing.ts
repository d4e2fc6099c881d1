/** The step that shows the progress of a synchronization, if the application asked for it (`wait_sync_end`). */
import { html } from '../pages/html.ts';
import type { Step, Visit } from '../step.ts';
import { nameOf } from './sign-in.ts';

const REFRESH_SECONDS = 1;

export const syncing: Step = {
  isDone: (visit) => !visit.flow.parameters.flag('wait_sync_end') || progressOf(visit) === undefined,
  show: (visit) => {
    const { texts, bank } = visit.flow;
    const { percent, seconds } = progressOf(visit) ?? { percent: 100, seconds: 0 };
    return {
      title: texts.syncing.title,
      refreshSeconds: REFRESH_SECONDS,
      body: html`<p class="lead">${texts.syncing.lead(nameOf(bank))}</p>
        <p><progress max="100" value="${percent}" aria-label="${texts.syncing.title}"></progress></p>
        <p role="status">${texts.syncing.progress(percent)}, ${texts.syncing.since(seconds)}</p>
        <p class="note">${texts.syncing.leave}</p>`,
    };
  },
};

function progressOf({ flow, world }: Visit) {
  return world.synchronizations.progressOf(flow.connectionId ?? '');
}
