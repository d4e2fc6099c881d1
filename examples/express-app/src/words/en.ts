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
