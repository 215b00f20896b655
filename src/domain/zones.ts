/** What this machine calls the zone that a text names, an IANA zone in any case or an offset like +08:00; null where it knows none. */
export function zoneNamed(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Whether a text names an IANA zone that this machine knows; a bare offset, which knows no summer time, is none. */
export function isZone(name: string): boolean {
  return /^[a-z]/i.test(name) && zoneNamed(name) !== null;
}
