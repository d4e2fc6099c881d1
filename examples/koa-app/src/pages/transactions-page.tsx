/** The page of transactions: a search, filters, and a page of what they leave. */
import type { Account, Category } from '@linxo-guard/core';
import { addressOf, type Filters, isBackwards, isFiltered } from '../transactions/filters.ts';
import type { Found } from '../transactions/transactions.ts';
import type { Visit } from '../visit.ts';
import type { Words } from '../words/languages.ts';
import { accountName } from './account-words.ts';
import { MovementList } from './movement-list.tsx';
import { render } from './render.tsx';

interface TransactionsPageData {
  readonly filters: Filters;
  readonly found: Found;
  readonly accounts: readonly Account[];
  readonly categories: ReadonlyMap<string, Category>;
}

interface Props extends TransactionsPageData {
  readonly visit: Visit;
}

export function transactionsPage(visit: Visit, data: TransactionsPageData): string {
  const { words } = visit;
  const { filters, found, categories, accounts } = data;
  const { title, reset } = words.transactions;
  const isEmpty = found.transactions.length === 0;
  return render(
    visit,
    { title },
    <>
      <h1>{title}</h1>
      <div class="columns">
        <FilterForm {...data} visit={visit} />
        <div>
          {isEmpty ? (
            <Nothing words={words} filters={filters} />
          ) : (
            <MovementList
              visit={visit}
              transactions={found.transactions}
              categories={categories}
              accounts={filters.account === undefined ? accounts : []}
              heading="h2"
            />
          )}
          {!isEmpty && <Pages {...data} visit={visit} />}
          {isFiltered(filters) && (
            <p class="more">
              <a href="/transactions">{reset}</a>
            </p>
          )}
        </div>
      </div>
    </>,
  );
}

/** Says why there is nothing to see, and what to do about it. */
function Nothing({ words, filters }: { readonly words: Words; readonly filters: Filters }) {
  const { none, noneFound, backwards, pastEnd, toFirst } = words.transactions;
  if (isBackwards(filters)) return <p class="note">{backwards}</p>;
  if (filters.page === 1) return <p class="note">{isFiltered(filters) ? noneFound : none}</p>;
  return (
    <p class="note">
      {pastEnd} <a href={addressOf(filters)}>{toFirst}</a>
    </p>
  );
}

function FilterForm({ visit, filters, accounts, categories }: Props) {
  const { words } = visit;
  const t = words.transactions;
  const { q: _q, page: _page, ...others } = filters;
  const isOpen = Object.values(others).some((value) => value !== undefined);
  return (
    <form method="get" action="/transactions" class="filters side" role="search">
      <div class="field">
        <label for="q">{t.search}</label>
        <div class="with-button">
          <input id="q" name="q" type="search" value={filters.q} placeholder={t.searchHint} autocomplete="off" />
          <button>{t.show}</button>
        </div>
      </div>
      <details open={isOpen}>
        <summary>{t.filters}</summary>
        <div class="fields">
          <div class="field">
            <label for="account">{t.account}</label>
            <select id="account" name="account">
              <option value="">{t.any}</option>
              {accounts.map((account) => (
                <option value={account.id} selected={account.id === filters.account}>
                  {accountName(words, account)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="category">{t.category}</label>
            <select id="category" name="category">
              <option value="">{t.any}</option>
              <CategoryOptions categories={categories} chosen={filters.category} />
            </select>
          </div>
          <div class="field">
            <label for="direction">{t.direction}</label>
            <select id="direction" name="direction">
              <option value="">{t.any}</option>
              {(['in', 'out'] as const).map((direction) => (
                <option value={direction} selected={direction === filters.direction}>
                  {t[direction]}
                </option>
              ))}
            </select>
          </div>
          {(['from', 'to'] as const).map((name) => (
            <div class="field">
              <label for={name}>{t[name]}</label>
              <input id={name} name={name} type="date" value={filters[name]} />
            </div>
          ))}
          <button>{t.show}</button>
        </div>
      </details>
    </form>
  );
}

interface CategoryOptionsProps {
  readonly categories: ReadonlyMap<string, Category>;
  readonly chosen: string | undefined;
}

function CategoryOptions({ categories, chosen }: CategoryOptionsProps) {
  const all = [...categories.values()];
  const option = ({ id, label }: Category) => (
    <option value={id} selected={id === chosen}>
      {label ?? id}
    </option>
  );
  return (
    <>
      {all
        .filter(({ parent }) => parent == null)
        .map((top) => {
          const children = all.filter(({ parent }) => parent?.id === top.id);
          return children.length === 0 ? (
            option(top)
          ) : (
            <optgroup label={top.label ?? top.id}>{children.map(option)}</optgroup>
          );
        })}
    </>
  );
}

function Pages({ visit: { words }, filters, found }: Props) {
  const { newer, older, pages, page } = words.transactions;
  if (filters.page === 1 && !found.hasMore) return null;
  return (
    <nav class="pages" aria-label={pages}>
      {filters.page > 1 ? <a href={addressOf(filters, filters.page - 1)}>{newer}</a> : <span />}
      <span>{page(filters.page)}</span>
      {found.hasMore ? <a href={addressOf(filters, filters.page + 1)}>{older}</a> : <span />}
    </nav>
  );
}
