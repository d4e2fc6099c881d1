// The tables of docs/sandbox.md, made from the sandbox's own tables.
import { FLAGS } from '../packages/core/dist/sandbox/cli-flags.js';
import { CONTROL_CALLS } from '../packages/core/dist/sandbox/control/control-calls.js';
import { KNOWLEDGE } from '../packages/core/dist/sandbox/control/knowledge.js';
import { BANK_OUTCOMES } from '../packages/core/dist/sandbox/data/bank-outcomes.js';
import { BANKS } from '../packages/core/dist/sandbox/data/banks.js';
import { FAULTS } from '../packages/core/dist/sandbox/faults/fault-facts.js';
import { OPTION_FACTS } from '../packages/core/dist/sandbox/options-facts.js';
import { ACCOUNT_PLANS } from '../packages/core/dist/sandbox/seed/account-plans.js';
import { SANDBOX_USERS, USER_PURPOSES } from '../packages/core/dist/sandbox/seed/sandbox-users.js';
import { RULE_SETTINGS, WIRE_SETTINGS } from '../packages/core/dist/sandbox/settings-facts.js';
import { DEFAULT_RULES, DEFAULT_WIRE } from '../packages/core/dist/sandbox/settings.js';
import { CONTROL_PREFIX } from '../packages/core/dist/sandbox/target.js';
import { WIDGET_ACTIONS } from '../packages/core/dist/sandbox/widgets/widget-actions.js';
import { WIDGET_PARAMETERS } from '../packages/core/dist/sandbox/widgets/widget-parameters.js';

/** Writes text as code. A backtick in it needs a longer fence. */
const code = (text) => (String(text).includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
const cell = (text) => String(text).replaceAll('|', String.raw`\|`);
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
const each = (facts, row) => Object.entries(facts).map(([name, one]) => row(name, one));

const flagOf = (name, { takes }) => code(takes === undefined ? `--${name}` : `--${name} <${takes}>`);
const settings = (group, facts, defaults) =>
  each(facts, (name, { decides, values }) => [code(`${group}.${name}`), decides, values, code(defaults[name])]);

/** Returns a member of a fault, with a question mark if it may be left out. */
const memberOf = ([name, schema]) => code(schema.safeParse(undefined).success ? `${name}?` : name);

export const TABLES = {
  flags: table(
    ['flag', 'purpose'],
    each(FLAGS, (name, flag) => [flagOf(name, flag), flag.does + (flag.several ? '; several times' : '')]),
  ),
  options: table(
    ['option', 'what it is', 'default', 'flag'],
    each(OPTION_FACTS, (name, { is, default: standard, flag }) => [
      code(name),
      is,
      standard,
      flag === undefined ? '–' : code(flag),
    ]),
  ),
  settings: table(
    ['setting', 'decides', 'values', 'default'],
    [...settings('wire', WIRE_SETTINGS, DEFAULT_WIRE), ...settings('rules', RULE_SETTINGS, DEFAULT_RULES)],
  ),
  users: table(
    ['user', 'password', 'purpose'],
    each(SANDBOX_USERS, (name, { username, password }) => [code(username), code(password), USER_PURPOSES[name]]),
  ),
  accounts: table(
    ['name in a user file', 'account', 'type', 'usage'],
    each(ACCOUNT_PLANS, (name, plan) => [code(name), plan.name, code(plan.type), code(plan.usage)]),
  ),
  banks: table(
    ['name in a user file', '`provider_id`', 'bank', 'country', 'what happens there'],
    each(BANKS, (name, { id, name: bank, country, outcome }) => [
      code(name),
      code(id),
      bank,
      country,
      BANK_OUTCOMES[outcome].says,
    ]),
  ),
  widgetActions: table(
    ['action', 'scope that the session needs', 'what it does'],
    each(WIDGET_ACTIONS, (name, { needs, says }) => [code(name), needs === undefined ? 'none' : code(needs), says]),
  ),
  widgetParameters: table(
    ['parameter', 'effect'],
    each(WIDGET_PARAMETERS, (name, { says }) => [code(name), says]),
  ),
  faults: table(
    ['kind', 'members', 'what it does'],
    each(FAULTS, (kind, { does, members, overHttp }) => [
      code(kind),
      Object.entries(members).map(memberOf).join(', ') || '–',
      does + (overHttp === false ? ' (in code only)' : ''),
    ]),
  ),
  calls: table(
    ['call', 'what it does', 'body, for example'],
    each(CONTROL_CALLS, (name, { does, example }) => [
      code(name.replace(' ', ` ${CONTROL_PREFIX}`)),
      does,
      example === undefined ? '–' : code(JSON.stringify(example)),
    ]),
  ),
  logQuery: table(
    ['query parameter of `GET /_sandbox/log`', 'what it does'],
    each(CONTROL_CALLS['GET /log'].query, (name, does) => [code(name), does]),
  ),
  knowledge: table(
    ['about', 'the sandbox does', 'known', 'to change it'],
    KNOWLEDGE.map(({ about, statement, how, setting }) => [
      about,
      statement,
      how,
      setting === undefined ? '–' : setting.split(', ').map(code).join(', '),
    ]),
  ),
};
