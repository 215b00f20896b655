import type { Finding } from './finding.ts';

const MARKS = { right: '✓', wrong: '✗', open: '–' } as const;

/** One line for each finding, without the secrets. */
export function printLines(findings: readonly Finding[], secrets: readonly string[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.map((finding) => {
    const { state, subject, found } = finding;
    const mend = finding.state === 'wrong' ? ` → ${finding.mend}` : '';
    return `${MARKS[state]} ${subject.padEnd(width)}  ${onOneLine(`${found}${mend}`)}`;
  });
  const wrongs = findings.filter(({ state }) => state === 'wrong').length;
  const opens = findings.filter(({ state }) => state === 'open').length;
  const verdict = wrongs === 0 ? 'Nothing is wrong' : `${wrongs} to mend (✗)`;
  const rest = opens === 0 ? '' : `; ${opens} could not be checked (–)`;
  return strike(`${lines.join('\n')}\n\n${verdict}${rest}.\n`, secrets);
}

/** The same as data: `ok` is false where anything is wrong. */
export function printJson(findings: readonly Finding[], secrets: readonly string[]): string {
  const ok = findings.every(({ state }) => state !== 'wrong');
  return strike(`${JSON.stringify({ ok, findings }, null, 2)}\n`, secrets);
}

function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** Nothing here should hold one; what vendors and libraries say goes through all the same. */
function strike(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .toSorted((left, right) => right.length - left.length)
    .reduce((kept, secret) => kept.replaceAll(secret, '[redacted]'), text);
}
