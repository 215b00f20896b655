/** Text as PostgreSQL can hold it: without NUL and halves of surrogate pairs, which only come by accident. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** The same of text that may be lacking. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}
