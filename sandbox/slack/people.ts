/** Somebody in the workspace, in the Web API's own words. A guest is restricted; a stranger comes with a shared channel. */
export interface SlackUser {
  id: string;
  /** The handle, as typed after the @. */
  name: string;
  real_name: string;
  email?: string | undefined;
  /** IANA time zone. */
  tz?: string | undefined;
  is_admin?: boolean | undefined;
  is_owner?: boolean | undefined;
  is_restricted?: boolean | undefined;
  is_ultra_restricted?: boolean | undefined;
  is_stranger?: boolean | undefined;
  is_bot?: boolean | undefined;
  deleted?: boolean | undefined;
}

/** A conversation. Without `members` everybody is in it. */
export interface SlackChannel {
  id: string;
  name: string;
  is_private?: boolean | undefined;
  is_archived?: boolean | undefined;
  /** Whether the bot is in it; true when left out. */
  is_member?: boolean | undefined;
  members?: readonly string[] | undefined;
}
