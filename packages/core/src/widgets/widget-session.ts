/** A widget session, as Linxo opens it for a user. */

/** A widget session. Its id lets whoever holds it act for the user: send it to that user's browser only. */
export interface WidgetSession {
  readonly id: string;
  /** The URL of each action, by its name in Linxo's spelling (`professional_account`). */
  readonly links: Readonly<Record<string, string>>;
}
