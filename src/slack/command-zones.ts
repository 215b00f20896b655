import { zoneNamed } from '../domain/zones.ts';
import { objected, taken, type Read } from './command-reading.ts';
import { halfWidth, keyNamed, listed, nearest } from './command-words.ts';
import { clip } from './views/text.ts';

/** Zones that many people live in, by their offset from UTC in winter. */
const BY_OFFSET: Readonly<Record<string, readonly string[]>> = {
  '-10:00': ['Pacific/Honolulu'],
  '-09:00': ['America/Anchorage'],
  '-08:00': ['America/Los_Angeles', 'America/Vancouver'],
  '-07:00': ['America/Denver', 'America/Phoenix'],
  '-06:00': ['America/Chicago', 'America/Mexico_City'],
  '-05:00': ['America/New_York', 'America/Toronto', 'America/Bogota'],
  '-04:00': ['America/Halifax', 'America/Santiago'],
  '-03:00': ['America/Sao_Paulo', 'America/Buenos_Aires'],
  '+00:00': ['Europe/London', 'Europe/Lisbon', 'Africa/Abidjan'],
  '+01:00': ['Europe/Berlin', 'Europe/Paris', 'Africa/Lagos'],
  '+02:00': ['Europe/Helsinki', 'Africa/Johannesburg', 'Africa/Cairo'],
  '+03:00': ['Europe/Istanbul', 'Asia/Riyadh', 'Africa/Nairobi'],
  '+03:30': ['Asia/Tehran'],
  '+04:00': ['Asia/Dubai'],
  '+05:00': ['Asia/Karachi', 'Asia/Tashkent'],
  '+05:30': ['Asia/Kolkata', 'Asia/Colombo'],
  '+05:45': ['Asia/Kathmandu'],
  '+06:00': ['Asia/Dhaka'],
  '+07:00': ['Asia/Bangkok', 'Asia/Jakarta', 'Asia/Ho_Chi_Minh'],
  '+08:00': ['Asia/Shanghai', 'Asia/Singapore', 'Australia/Perth'],
  '+09:00': ['Asia/Tokyo', 'Asia/Seoul'],
  '+09:30': ['Australia/Darwin', 'Australia/Adelaide'],
  '+10:00': ['Australia/Sydney', 'Australia/Brisbane'],
  '+12:00': ['Pacific/Auckland'],
};

/** What people say for a zone that is not in its name. */
const SAID: Readonly<Record<string, string>> = {
  america: 'America/New_York',
  bangalore: 'Asia/Kolkata',
  barcelona: 'Europe/Madrid',
  beijing: 'Asia/Shanghai',
  bengaluru: 'Asia/Kolkata',
  boston: 'America/New_York',
  bst: 'Europe/London',
  cest: 'Europe/Berlin',
  chengdu: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  cst: 'Asia/Shanghai',
  delhi: 'Asia/Kolkata',
  eastern: 'America/New_York',
  edt: 'America/New_York',
  germany: 'Europe/Berlin',
  guangzhou: 'Asia/Shanghai',
  hangzhou: 'Asia/Shanghai',
  hongkong: 'Asia/Hong_Kong',
  hyderabad: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  ist: 'Asia/Kolkata',
  japan: 'Asia/Tokyo',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  milan: 'Europe/Rome',
  mumbai: 'Asia/Kolkata',
  munich: 'Europe/Berlin',
  osaka: 'Asia/Tokyo',
  pacific: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  shenzhen: 'Asia/Shanghai',
  wuhan: 'Asia/Shanghai',
};

const NO_PLACE: ReadonlySet<string> = new Set(['z', 'utc0']);
const OFFSET = /^(?:utc|gmt)?\s?(?<sign>[+−–-])\s?(?<hours>\d{1,2}):?(?<minutes>\d{2})?$/;

// Newer names that the runtime knows under older ones only.
const NEWER = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Kanton',
];

/**
 * The names at IANA that have no slash, https://data.iana.org/time-zones/tzdb/backward. The runtime takes more, such as BST,
 * which is Bangladesh to it and London to many.
 */
const SHORT = `
  CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0
  Greenwich HST Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ
  NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu
`
  .trim()
  .split(/\s+/);

const ZONES: ReadonlyMap<string, string> = new Map(
  [...Intl.supportedValuesOf('timeZone'), ...NEWER, 'Etc/UTC'].map((zone) => [folded(zone), zone]),
);

/** Every zone by its last part, the city; of two that share it, the first. */
const CITIES: ReadonlyMap<string, string> = new Map([
  ...[...ZONES.values()].toReversed().map((zone) => [cityOf(zone), zone] as const),
  ...Object.entries(SAID),
]);

/** Reads `tz=`, the IANA name of a zone in any case, as IANA writes it. Cities and offsets are no zones, but lead to one. */
export function readZone(typed: string): Read<string> {
  const text = halfWidth(typed).trim();
  const known = ZONES.get(folded(text)) ?? (isOther(text) ? usualName(text) : null);
  if (known) return taken(known);
  const shown = clip(typed, 40);
  const { form } = keyNamed('tz');
  if (NO_PLACE.has(folded(text))) {
    const places = listed((BY_OFFSET['+00:00'] ?? []).slice(0, 2));
    const problem = `“${shown}” is no place with clocks of its own: name one, like ${places}; “Etc/UTC” if UTC is meant.`;
    return objected(problem, form, 'Etc/UTC');
  }
  const offset = offsetOf(text);
  if (offset !== null) return objectedToOffset(shown, offset);
  const near = nearestZone(text);
  if (near === null) {
    return objected<string>(`“${shown}” is no time zone that I know.`, form, null);
  }
  return objected(`“${shown}” is not the name of a time zone: did you mean “${near}”?`, form, near);
}

/** Whether two words behind `tz=` belong to the name of a place, as in `tz=new york`. */
export function isSaidOfPlace(text: string): boolean {
  const start = `${folded(text)} `;
  return [...CITIES.keys()].some((city) => `${city} `.startsWith(start));
}

function objectedToOffset(shown: string, offset: string): Read<string> {
  const zones = BY_OFFSET[offset] ?? [];
  const [first = null] = zones;
  const such = first === null ? '' : `, like ${listed(zones)}`;
  return objected(
    `“${shown}” does not say when clocks change: name a place${such}.`,
    keyNamed('tz').form,
    first,
  );
}

function offsetOf(text: string): string | null {
  const { sign, hours, minutes = '00' } = OFFSET.exec(text.toLowerCase())?.groups ?? {};
  if (sign === undefined || hours === undefined) return null;
  const isZero = Number(hours) === 0 && minutes === '00';
  return `${sign === '+' || isZero ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
}

/** Whether it may be a zone that the runtime takes but does not list. */
function isOther(text: string): boolean {
  return text.includes('/') || SHORT.some((name) => name.toLowerCase() === text.toLowerCase());
}

function usualName(text: string): string | null {
  const zone = zoneNamed(text);
  return zone === 'UTC' ? 'Etc/UTC' : zone;
}

function nearestZone(text: string): string | null {
  const name = folded(text);
  const city = CITIES.get(name) ?? CITIES.get(cityOf(text));
  if (city) return city;
  const zone = ZONES.get(nearest(name, [...ZONES.keys()]) ?? '');
  if (zone) return zone;
  return CITIES.get(nearest(cityOf(text), [...CITIES.keys()].filter(isLong)) ?? '') ?? null;
}

// What is short is near to too much.
function isLong(city: string): boolean {
  return city.length > 4;
}

function cityOf(zone: string): string {
  return folded(zone.slice(zone.lastIndexOf('/') + 1));
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}
