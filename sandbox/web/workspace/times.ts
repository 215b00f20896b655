/** A time of day in a zone, as `09:05`. */
export function timeIn(at: number, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** A day in a zone, as `Monday, 23 November 2026`. */
export function dayIn(at: number, zone: string): string {
  return format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A moment in a zone in short, as `Mon 23 Nov, 09:05`. */
export function momentIn(at: number, zone: string): string {
  const day = format(at, zone, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day.replace(',', '')}, ${timeIn(at, zone)}`;
}

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at);
}
