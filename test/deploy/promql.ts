const WORDS = /^(?:and|or|unless|offset|bool|on|ignoring|group_left|group_right|inf|nan)$/i;

/** The names of metrics in an expression of PromQL. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\b\d[\w.]*/g, ' ');
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS.test(name) && !isCalled(name, bare));
}

/** Aggregations and functions. */
function isCalled(name: string, expr: string): boolean {
  return new RegExp(String.raw`(?<![\w:])${name}\s*\(`).test(expr);
}
