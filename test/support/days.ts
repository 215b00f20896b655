const DAY_MS = 86_400_000;
const UTC8_MS = 8 * 3_600_000;

/** The newest day that is over in UTC+8, Lingma's zone. */
export function yesterday(now = new Date()): string {
  return moved(new Date(now.getTime() + UTC8_MS).toISOString().slice(0, 10), -1);
}

/** A day so many days later. */
export function moved(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  return moved(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}
