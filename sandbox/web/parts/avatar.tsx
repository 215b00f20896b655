const HUES = [14, 45, 95, 160, 200, 235, 280, 330];

/** Somebody's first letters on a colour of their own. */
export function Avatar({ name, size = 36 }: { name: string; size?: number }) {
  const hue =
    HUES[Array.from(name).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length];
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.4,
        background: `hsl(${hue} 45% 42%)`,
      }}
    >
      {letters || '?'}
    </span>
  );
}

/** The bot's face. */
export function BotAvatar({ size = 36 }: { size?: number }) {
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" fill="#1f3a5f" />
      <rect x="8" y="19" width="5" height="9" rx="1.5" fill="#7cc4ff" />
      <rect x="15.5" y="14" width="5" height="14" rx="1.5" fill="#fff" />
      <rect x="23" y="8" width="5" height="20" rx="1.5" fill="#ffd166" />
    </svg>
  );
}
