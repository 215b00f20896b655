/** Somebody in a provider's directory. `personId` is the provider's opaque id; the e-mail (trimmed, lower-case) is the person. */
export type DirectoryEntry = {
  readonly personId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly groupIds: readonly string[];
  /** Epoch milliseconds of joining the organization, where the provider says. */
  readonly joinedAt: number | null;
  /** Whether the directory still counts the person as a member who can sign in. */
  readonly enabled: boolean;
};

/** A provider's own grouping of people: a department at Lingma, a group at Windsurf. */
export type Group = {
  readonly groupId: string;
  readonly name: string;
  readonly parentId: string | null;
};

/** Gives an e-mail address as the key by which people are matched, or null where there is none. */
export function foldEmail(email: string | null | undefined): string | null {
  const folded = email?.trim().toLowerCase() ?? '';
  return folded === '' ? null : folded;
}

/** Gives a name as it is compared: without case, accents and surrounding or doubled space. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ');
}
