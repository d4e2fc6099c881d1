// The sections of docs/sandbox.md about banks, widgets, synchronizations and webhooks.
import { EVENT_MEMBERS } from '../packages/core/dist/sandbox/webhook/event-facts.js';

const rows = Object.entries(EVENT_MEMBERS).map(([name, { says }]) => `| \`${name}\` | ${says} |`);

export const widgetsSection = (tables) => `## Banks

Each test bank is named for what happens there. Sign in with any customer number and any password except \`wrong\`, which every bank refuses; the
code of six digits is \`123456\`. The pages say so too.

${tables.banks}

\`POST /connections\` and \`PUT /connections/{id}\` meet the same outcomes without a page; a credential with the value \`wrong\` is refused.
\`logo_url\` leads to each bank's mark.

## Widgets

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="pictures/widgets-dark.png">
  <img src="pictures/widgets-light.png" width="810" alt="Four pages on a phone: the banks, the sign-in at a test bank in its colour, the question of consent, the progress of the synchronization">
</picture>

A widget session has a link for each action. Open it in a browser and play it to its end: the pages need no script, follow the browser's light or
dark setting, and say on each that no bank is real. Tests can play them with a browser, or with plain HTTP: each page has one form, and its answer
leads to the next page.

${tables.widgetActions}

\`edit_credentials\` and \`user_input\` ask which bank they are about if the user has several.

${tables.widgetParameters}

At the end the user goes on to \`redirect_url\`, here \`https://app.example/linked\`:

\`\`\`
https://app.example/linked?status=success&result=created&connection_id=5200003
\`\`\`

In an iframe the page around it is told by \`postMessage\` instead, and decides where to go. The message of success has the shape that Linxo
documents; the one of a user who cancels has the status \`cancelled\`, and is a guess.

\`\`\`json
{
  "eventName": "redirect_to",
  "redirect_url": "https://app.example/linked",
  "status": "success",
  "result": "created",
  "connection_id": "5200003"
}
\`\`\`

A widget leads to no address but those two, and only to \`https:\` and \`http:\` ones. A connection that was linked counts as success, whatever its
synchronization brings: look at its status. A session ends with the user's access token.

## Synchronizations

A new connection, \`POST /connections/{id}/sync\`, \`POST /connections/sync\` and the widgets start one. The connection is \`RUNNING\` for two seconds
(\`--sync-ms\`), in four stages: the bank answers, the accounts of a new connection arrive, then transactions, then it ends as its bank says. It books what
was pending, brings what has happened since, at least one purchase of today, and renews the consent for 90 days.

A consent that has expired by the sandbox's clock makes the channel \`TOKEN_EXPIRED\`, the connection \`FAILED\` and its accounts \`ERROR\`. Only the
widgets \`edit_credentials\` and \`user_input\`, or new credentials, renew it then.

In tests, \`synchronization: { durationMs: 0 }\` ends a synchronization before the request that starts it is answered. With \`Infinity\`,
\`sandbox.synchronizations.step()\` and \`finish()\`, or \`POST /_sandbox/synchronizations\`, take it further. It also follows a clock that is moved.

## Webhook

With \`--webhook URL\`, the option \`webhook\` or \`sandbox.webhook.url\`, the end of a synchronization is posted there as JSON: one event for each channel
that took part, so up to two. There is no signature, as at Linxo.

| member | meaning |
| --- | --- |
${rows.join('\n')}

All events are sent at once, so their order is not promised. An answer other than 2xx, or none within ten seconds, leads to further attempts after
1, 5 and 30 seconds (\`retryDelaysMs\`). \`duplicates\` sends each event twice, and \`sandbox.webhook.resend(id)\` sends one again. Every attempt stands in
the log under \`webhookDeliveries\`, with its status, or the reason why there was none.
`;
