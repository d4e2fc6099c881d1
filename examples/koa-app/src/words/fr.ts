/** What pages say in French. */
import type { Words } from './languages.ts';

export const FR: Words = {
  app: 'Tally',
  skip: 'Aller au contenu',
  navigation: 'Principale',
  nav: { accounts: 'Comptes', transactions: 'Opérations', banks: 'Banques', settings: 'Réglages' },
  signIn: 'Se connecter',
  signUp: 'Créer un compte',
  signOut: 'Se déconnecter',
  home: {
    title: 'Tous vos comptes sur une seule page',
    lead: 'Reliez vos banques une fois, puis retrouvez soldes et opérations au même endroit. Vous choisissez les comptes affichés et pouvez revenir en arrière à tout moment.',
    points: [
      [
        'Lecture seule',
        'Personne ne peut déplacer d’argent depuis ce site. Il ne demande à votre banque que les soldes et les opérations.',
      ],
      [
        'Le mot de passe de votre banque y reste',
        'Vous vous identifiez sur les pages de votre banque. Il n’est jamais saisi ni gardé ici.',
      ],
      [
        'À emporter ou à supprimer',
        'Téléchargez toutes vos données dans un fichier, ou supprimez votre compte et tout ce qui en dépend.',
      ],
    ],
  },
  form: {
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    newPasswordHint: 'Au moins 12 caractères. Quelques mots à la suite se retiennent bien.',
    haveAccount: 'Vous avez déjà un compte ?',
    noAccount: 'Première visite ?',
    problem: 'Vérifiez votre saisie',
    errors: {
      email: 'Saisissez une adresse e-mail, par exemple camille@example.org.',
      password: 'Saisissez un mot de passe de 12 à 128 caractères.',
      passwordMissing: 'Saisissez votre mot de passe.',
      taken: 'Un compte existe déjà à cette adresse. Connectez-vous, ou utilisez une autre adresse.',
      wrong: 'Cette adresse et ce mot de passe ne vont pas ensemble.',
      wait: (minutes: number) =>
        `Trop de tentatives. Réessayez dans ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
  },
  banks: {
    title: 'Vos banques',
    none: 'Aucune banque n’est reliée pour l’instant. Reliez-en une : ses comptes apparaîtront ici en quelques instants.',
    link: 'Relier une banque',
    linkAnother: 'Relier une autre banque',
    linkHint: 'Vous passez sur les pages de votre banque, puis vous revenez ici. Comptez deux minutes.',
    unnamed: 'Une banque',
    updated: (when: string) => `Mise à jour le ${when}`,
    consentUntil: (when: string) => `Votre accord prend fin le ${when}`,
    lastUpdate: 'Dernière mise à jour',
    notYet: 'Pas encore',
    accounts: 'Comptes',
    consent: 'Accord valable jusqu’au',
    update: 'Mettre à jour',
    renew: 'Renouveler l’accord',
    answer: 'Répondre à la banque',
    toAccounts: 'Voir les comptes',
    toBanks: 'Retour à vos banques',
    tryAgain: 'Réessayer',
    linked: 'La banque est reliée, et ses comptes sont là.',
    cancelled: {
      title: 'Aucune banque n’a été reliée',
      text: 'Vous vous êtes arrêté avant la fin : rien n’a été partagé. Recommencez quand vous voulez.',
    },
    failed: {
      title: 'La banque n’a pas pu être reliée',
      text: 'La banque ou le service intermédiaire n’est pas allé au bout, et rien n’a été relié. Un second essai suffit souvent ; sinon, réessayez plus tard.',
    },
    progress: {
      label: 'Avancement',
      count: (updated: number, all: number) =>
        all === 0
          ? 'La banque est interrogée.'
          : `${updated} ${updated > 1 ? 'comptes mis' : 'compte mis'} à jour sur ${all}.`,
      since: (when: string) => `Depuis le ${when}.`,
      leave: 'Cela prend une minute au plus. Vous pouvez quitter cette page : la mise à jour continue.',
    },
    states: {
      updating: { label: 'Mise à jour en cours', text: 'Nous demandons à la banque les soldes et les opérations.' },
      current: { label: 'À jour', text: 'Soldes et opérations sont ceux que la banque a donnés en dernier.' },
      consentOver: {
        label: 'Accord terminé',
        text: 'Votre accord auprès de cette banque a pris fin, comme la loi le prévoit au bout de quelques mois. Renouvelez-le pour continuer. Ce que vous voyez date de la dernière mise à jour.',
      },
      credentials: {
        label: 'Identification refusée',
        text: 'La banque n’a pas accepté l’identification enregistrée. Si vous y avez changé de mot de passe, identifiez-vous à nouveau.',
      },
      question: {
        label: 'Attend votre réponse',
        text: 'La banque vous demande quelque chose avant de donner des nouvelles, par exemple un code.',
      },
      partly: {
        label: 'Mise à jour partielle',
        text: 'La banque n’a donné des nouvelles que de certains comptes. Le prochain essai apporte souvent le reste.',
      },
      failed: {
        label: 'Pas de mise à jour',
        text: 'La banque n’a pas répondu comme prévu. C’est à elle de jouer : nous réessayons de nous-mêmes, et vous pouvez essayer maintenant.',
      },
      closed: { label: 'Fermée', text: 'Ce lien a été fermé. Reliez à nouveau la banque pour voir du nouveau.' },
      never: { label: 'Jamais mise à jour', text: 'Rien n’a encore été lu auprès de cette banque.' },
    },
  },
  problems: {
    notFound: {
      title: 'Il n’y a rien ici',
      text: 'L’adresse est peut-être mal saisie, ou la page concernait un élément supprimé.',
    },
    input: {
      title: 'Cette demande n’est pas valable',
      text: 'Un élément de l’adresse ou du formulaire est inattendu. Revenez en arrière et réessayez.',
    },
    otherPage: {
      title: 'Cette demande ne vient pas de nos pages',
      text: 'Pour vous protéger, seuls nos propres formulaires sont acceptés. Rouvrez la page et recommencez.',
    },
    scope: {
      title: 'Vous n’avez pas partagé ces données',
      text: 'Votre accord ne couvre pas ce que cette page affiche. Les comptes que vous partagez sont sur la page des comptes.',
    },
    credentials: {
      title: 'Notre accès à vos données a pris fin',
      text: 'Il a été refusé : rien de nouveau ne peut être lu. Déconnectez-vous puis reconnectez-vous ; si cela ne suffit pas, écrivez-nous. Vous n’y êtes pour rien.',
    },
    outage: {
      title: 'Les données de vos banques sont injoignables',
      text: 'Le service entre vos banques et nous ne répond pas. Vos comptes ne risquent rien et vous n’avez rien à faire : réessayez dans une minute.',
    },
    wait: { title: 'Trop de demandes', text: 'Patientez une minute, puis réessayez.' },
    fault: {
      title: 'Un problème est survenu de notre côté',
      text: 'Nous en sommes informés. Réessayez dans un instant.',
    },
    reference: 'Référence',
    retry: 'Réessayer',
    back: 'Retour aux comptes',
    home: 'Retour à l’accueil',
  },
};
