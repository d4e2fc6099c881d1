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
