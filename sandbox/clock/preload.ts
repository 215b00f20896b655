import { registerHooks } from 'node:module';
import { installMovedDate, moveDate } from './moved-date.ts';
import { readMove } from './moves.ts';

// Loaded into the demo's bot before anything else (`node --import`): the bot itself knows of no other clock.
installMovedDate();

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'long-timeout'
      ? { url: new URL('./alarms.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

process.on('message', (message: unknown) => {
  const offsetMs = readMove(message);
  if (offsetMs === undefined) return;
  moveDate(offsetMs);
  process.send?.({ clockOffsetMs: offsetMs });
});
// To listen here must not keep the bot alive.
process.channel?.unref();
