/** The table of the members of an event, for the documentation. Linxo documents the fields; what they mean here is the sandbox’s reading. */
import type { SyncEvent } from '../data/payloads.ts';

interface MemberFacts {
  readonly says: string;
}

export const EVENT_MEMBERS: Readonly<Record<keyof SyncEvent, MemberFacts>> = {
  id: { says: 'The same in every attempt and duplicate of one event, so that you can tell them.' },
  event_type: { says: 'Always `UPDATED`. Linxo’s other values are not known.' },
  resource_type: { says: 'Always `CONNECTIONS`.' },
  creation_date: { says: 'The end of the synchronization, in seconds since the epoch.' },
  channel_definition_id: { says: 'The channel that took part. Each has an event of its own.' },
  new_transactions: { says: 'True if the synchronization brought transactions of an account of this channel.' },
  resource: {
    says: 'The connection as `GET /connections/{id}` shows it. Linxo adds two more members whose names are not known.',
  },
};
