/**
 * The payloads of the API v2.1, from its documentation and its clients. Times are in seconds since the epoch, and ids are
 * strings.
 */

export interface User {
  readonly id: string;
  readonly email: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly creation_date: number;
  readonly gender?: string;
  readonly email_verified: boolean;
  readonly birthdate?: number;
  readonly address?: { readonly postcode: string };
}

export interface Account {
  readonly id: string;
  readonly connection_id: string;
  readonly name?: string;
  readonly account_number: string;
  readonly iban?: string;
  readonly currency: string;
  readonly balance: number;
  readonly balance_date: number;
  readonly type: string;
  readonly status: string;
  readonly usage: string;
  readonly classification?: string;
  readonly creation_date: number;
  readonly owner: { readonly name: string };
  readonly last_channel_definition_id?: string;
}

export interface Transaction {
  readonly id: string;
  readonly account_id: string;
  readonly amount: number;
  readonly currency: string;
  readonly type: string;
  readonly origin: string;
  readonly status: string;
  readonly category_id: string;
  readonly date: number;
  readonly import_date: number;
  readonly booking_date?: number;
  readonly value_date?: number;
  readonly label: string;
  readonly notes?: string;
  readonly check_number?: string;
  readonly source?: { readonly label: string };
  readonly remittance_information: readonly string[];
}

export interface Channel {
  readonly channel_definition_id: string;
  readonly mode: 'REDIRECT' | 'EMBEDDED';
  readonly status: string;
  readonly expires?: number;
  readonly last_success_date?: number;
  readonly last_end_date?: number;
  readonly credentials?: readonly unknown[];
  readonly account_types: readonly string[];
  readonly eligible_accounts?: boolean;
  readonly channel_definition_unavailable: boolean;
}

export interface Connection {
  readonly id: string;
  readonly user_id: string;
  readonly provider_id: string;
  readonly name: string;
  readonly status: string;
  readonly creation_date: number;
  readonly auto_sync: boolean;
  readonly logo_url: string;
  readonly consent_per_account: boolean;
  readonly owner: { readonly name: string };
  readonly channels: readonly Channel[];
}

/** An event about the end of a synchronization, in a queue or for the webhook. */
export interface SyncEvent {
  readonly id: string;
  readonly event_type: string;
  readonly resource_type: string;
  readonly creation_date: number;
  readonly channel_definition_id: string;
  readonly new_transactions: boolean;
  readonly resource: Connection;
}
