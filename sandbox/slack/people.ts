/** Somebody in the workspace. */
export interface SlackUser {
  readonly id: string;
  /** What follows an @. */
  readonly handle: string;
  readonly realName: string;
  readonly email?: string | null;
  /** IANA time zone. */
  readonly tz?: string;
  /** A guest sees some channels, or a single one; a stranger is of another workspace, met in a shared channel. */
  readonly role?:
    | 'owner'
    | 'admin'
    | 'member'
    | 'guest'
    | 'single-channel-guest'
    | 'stranger'
    | 'bot';
  /** The hours of today in which nobody is to disturb them. */
  readonly quiet?: { readonly start: Date; readonly end: Date };
  /** Whether the account was deactivated. */
  readonly deleted?: boolean;
}

/** A conversation. */
export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Whether another workspace takes part. */
  readonly shared?: boolean;
  /** Everybody where it is left out. */
  readonly memberIds?: readonly string[];
  /** False where nobody has invited the bot. */
  readonly hasBot?: boolean;
}
