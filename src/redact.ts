const STRUCK = '[redacted]';

/** Shorter ones would be found inside of words. */
const SHORTEST = 6;

/** Also where the @ is escaped as in an address or as in JSON; a line break of JSON before it stays. Not the scopes of packages in a stack. */
const EMAIL =
  /(\\[nrtbf]|\\u[\da-f]{4})?(?<!\\)[^\s"'`<>()[\]{},;:=|/\\@“”]+(?:@|%40|\\u0040)[\p{L}\d.-]+\.[\p{L}]{2,}/giu;

const LONGEST = 400;

/** Gives a function that strikes secrets, in each of the ways in which they may be written, and e-mail addresses out of a text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const marks = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(writings))];
  const longestFirst = marks.toSorted((left, right) => right.length - left.length);
  return (text) =>
    longestFirst
      .reduce((struck, mark) => struck.replaceAll(mark, STRUCK), text)
      .replace(EMAIL, '$1[e-mail]');
}

/** A secret as it is, in JSON (also twice), in an address, in hexadecimal, and in Base64 wherever in a text it begins. */
function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    Buffer.from(secret).toString('hex'),
    ...[0, 1, 2].flatMap((before) => inBase64(secret, before)),
  ].filter(({ length }) => length >= SHORTEST);
}

/** The letters of Base64 that a secret alone decides, with so many bytes (modulo 3) before it. */
function inBase64(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const first = Math.ceil((before * 8) / 6);
  const own = bytes.toString('base64').slice(first, Math.floor((bytes.length * 8) / 6));
  return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}

/**
 * A message of an error without what it quotes, which may be anybody's words: a vendor's, a name out of a row. In quotes of
 * the database's are its own words, where they follow what they are the name of.
 */
export function withoutQuotes(message: string): string {
  return message
    .slice(0, LONGEST)
    .replaceAll(/“[^”]*(?:”|$)/g, '“…”')
    .replace(
      /\b(relation|column|constraint|schema|index|table|role|database|extension) "([\w$-]+)"/g,
      '$1 $2',
    )
    .replace(/".*"|".*$/s, '"…"');
}
