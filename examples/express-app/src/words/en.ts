/** What pages say in English. */

export const EN = {
  app: 'Tally',
  skip: 'Skip to the content',
  navigation: 'Main',
  nav: { accounts: 'Accounts', transactions: 'Movements', banks: 'Banks', settings: 'Settings' },
  signIn: 'Sign in',
  signUp: 'Create an account',
  signOut: 'Sign out',
  home: {
    title: 'All your accounts on one page',
    lead: 'Link your banks once, then see balances and movements together. You choose which accounts are shown, and can take it back whenever you like.',
    points: [
      [
        'Reading only',
        'Nobody can move money from here. The application asks your bank for balances and movements, nothing else.',
      ],
      [
        'Your bank’s password stays at your bank',
        'You sign in on the bank’s own pages. It is never typed or kept here.',
      ],
      [
        'Yours to take along, or to delete',
        'Download everything as one file, or delete your account with all that belongs to it.',
      ],
    ],
  },
  form: {
    email: 'Email address',
    password: 'Password',
    newPasswordHint: 'At least 12 characters. A few words in a row are easy to remember.',
    haveAccount: 'You have an account already?',
    noAccount: 'You are new here?',
    problem: 'Please check what you typed',
    errors: {
      email: 'Type an email address, such as camille@example.org.',
      password: 'Type a password of 12 to 128 characters.',
      passwordMissing: 'Type your password.',
      taken: 'There is an account with this address. Sign in, or use another address.',
      wrong: 'This address and this password do not belong together.',
      wait: (minutes: number) =>
        `That were too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
  },
  banks: {
    title: 'Your banks',
    none: 'No bank is linked yet. Link one, and its accounts appear here a moment later.',
    link: 'Link a bank',
    linkAnother: 'Link another bank',
    linkHint: 'You go to the bank’s own pages, and come back here afterwards. It takes two minutes.',
    unnamed: 'A bank',
    updated: (when: string) => `Updated ${when}`,
    consentUntil: (when: string) => `Your consent ends on ${when}`,
    lastUpdate: 'Last update',
    notYet: 'Not yet',
    accounts: 'Accounts',
    consent: 'Consent until',
    update: 'Update now',
    renew: 'Renew the consent',
    answer: 'Answer the bank',
    toAccounts: 'See the accounts',
    toBanks: 'Back to your banks',
    tryAgain: 'Try again',
    linked: 'The bank is linked, and its accounts are here.',
    cancelled: {
      title: 'No bank was linked',
      text: 'You stopped before the end, so nothing was shared. Start again whenever you like.',
    },
    failed: {
      title: 'Linking the bank did not work',
      text: 'The bank or the service in between did not finish, and nothing was linked. Often a second attempt works; otherwise try later.',
    },
    progress: {
      label: 'Progress',
      count: (updated: number, all: number) =>
        all === 0 ? 'The bank is being asked.' : `${updated} of ${all} ${all === 1 ? 'account' : 'accounts'} updated.`,
      since: (when: string) => `Since ${when}.`,
      leave: 'This takes a minute at most. You can leave this page; the update goes on.',
    },
    states: {
      updating: { label: 'Updating', text: 'We are asking the bank for balances and movements.' },
      current: { label: 'Up to date', text: 'Balances and movements are as the bank last gave them.' },
      consentOver: {
        label: 'Consent ended',
        text: 'Your consent at this bank has ended, as it does by law after some months. Renew it there to go on. What you see here is as of the last update.',
      },
      credentials: {
        label: 'Sign-in refused',
        text: 'The bank did not accept the sign-in it has on file. If you changed your password there, sign in once more.',
      },
      question: { label: 'Waits for you', text: 'The bank asks you something before it gives news, such as a code.' },
      partly: {
        label: 'Updated in part',
        text: 'The bank gave news of some accounts only. Often the next attempt brings the rest.',
      },
      failed: {
        label: 'Not updated',
        text: 'The bank did not answer as it should. It is its turn: we try again by ourselves, and you can try now.',
      },
      closed: { label: 'Closed', text: 'This connection was closed. Link the bank again to see news.' },
      never: { label: 'Not updated yet', text: 'Nothing was read from this bank yet.' },
    },
  },
  problems: {
    notFound: {
      title: 'There is nothing here',
      text: 'The address may be mistyped, or the page belongs to something that was deleted.',
    },
    input: {
      title: 'This request makes no sense here',
      text: 'Something in the address or in the form is not as expected. Go back and try again.',
    },
    otherPage: {
      title: 'This did not come from our own page',
      text: 'To protect you, forms are taken from our own pages only. Open the page again and repeat what you did.',
    },
    scope: {
      title: 'You have not shared this',
      text: 'Your consent does not cover what this page shows. The accounts you shared are on the page of accounts.',
    },
    credentials: {
      title: 'Our access to your data has ended',
      text: 'It was refused, so nothing new can be read. Sign out and in again; if that does not help, write to us. You did nothing wrong.',
    },
    outage: {
      title: 'Your banks’ data cannot be reached right now',
      text: 'The service between your banks and us does not answer. Your accounts are safe, and nothing for you to do: try again in a minute.',
    },
    wait: { title: 'Too many requests', text: 'Please wait a minute and try again.' },
    fault: { title: 'Something went wrong on our side', text: 'We have been told. Try again in a moment.' },
    reference: 'Reference',
    retry: 'Try again',
    back: 'Back to the accounts',
    home: 'Back to the start',
  },
};
