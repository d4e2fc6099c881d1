/** The accounts under the names of their banks, with what is to do at a bank beside its name. */
import type { Account, Connection } from '@linxo-guard/core';
import { bankStateOf } from '../banks/bank-state.ts';
import type { Visit } from '../visit.ts';
import { accountKind, accountName, accountState } from './account-words.ts';
import { Amount } from './movement-list.tsx';
import { StateLabel } from './state-label.tsx';

interface AccountGroupsProps {
  readonly visit: Visit;
  readonly accounts: readonly Account[];
  /** `undefined` for those who share accounts only: then the banks are not known, and accounts have no pages. */
  readonly connections: readonly Connection[] | undefined;
}

export function AccountGroups({ visit, accounts, connections }: AccountGroupsProps) {
  const { words } = visit;
  return (
    <div>
      {groupsOf(accounts, connections ?? []).map(({ connection, members }) => (
        <section class="group">
          <div class="heading">
            <h2>{connection?.name ?? (connections ? words.accounts.other : words.accounts.title)}</h2>
            {connection && <BankNeed visit={visit} connection={connection} />}
          </div>
          <ul class="rows">
            {members.map((account) => (
              <AccountRow visit={visit} account={account} isLink={connections !== undefined} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Says beside the name of a bank what is going on there, if something is, and leads to the page where it can be mended. */
function BankNeed({ visit: { words }, connection }: { readonly visit: Visit; readonly connection: Connection }) {
  const state = bankStateOf(connection);
  if (state === 'current') return null;
  return (
    <a href={`/banks/${encodeURIComponent(connection.id)}`}>
      <StateLabel words={words} state={state} />
    </a>
  );
}

function AccountRow({
  visit,
  account,
  isLink,
}: {
  readonly visit: Visit;
  readonly account: Account;
  readonly isLink: boolean;
}) {
  const { words } = visit;
  const name = accountName(words, account);
  const facts = [accountKind(words, account), accountState(words, account)].filter(Boolean).join(' · ');
  return (
    <li class="row">
      <div>
        <h3>{isLink ? <a href={`/accounts/${encodeURIComponent(account.id)}`}>{name}</a> : name}</h3>
        <p class="hint">{facts}</p>
      </div>
      <Amount visit={visit} amount={account.balance} currency={account.currency} />
    </li>
  );
}

/** Groups accounts by their bank, the banks in the order in which they were linked. */
function groupsOf(accounts: readonly Account[], connections: readonly Connection[]) {
  const known = new Set(connections.map(({ id }) => id));
  const groups = connections.map((connection) => ({
    connection,
    members: accounts.filter(({ connection_id: id }) => id === connection.id),
  }));
  const others = accounts.filter(({ connection_id: id }) => !known.has(id ?? ''));
  return [...groups, { connection: undefined, members: others }].filter(({ members }) => members.length > 0);
}
