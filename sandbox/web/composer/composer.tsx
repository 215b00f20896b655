import './composer.css';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Conversation } from '../../web-host/contract.ts';
import { Icon } from '../parts/icon.tsx';
import { useDesk } from '../workspace/use-workspace.ts';
import { complete, type Offer } from './complete.ts';
import { COMMAND, USAGE } from './grammar.ts';

/** Where commands are typed, with hints on what could come next. */
export function Composer({
  conversation: { id, name, kind, archived },
}: {
  conversation: Conversation;
}) {
  const { act, workspace } = useDesk();
  const { user, world, teams, people, conversations } = workspace;
  const [line, setLine] = useState('');
  const [active, setActive] = useState(-1);
  const [hushed, setHushed] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const past = useRef<{ lines: string[]; at: number }>({ lines: [], at: 0 });
  const listId = useId();
  const known = useMemo(
    () => ({
      teams,
      people: people.filter(({ gone, role }) => !gone && role !== 'bot'),
      channels: conversations.filter(({ kind: sort }) => sort !== 'direct').map((one) => one.name),
    }),
    [teams, people, conversations],
  );
  const offers = hushed ? [] : complete(line, known);
  useEffect(() => {
    document.getElementById(`${listId}${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);
  const isPlain = line.trim() !== '' && !line.startsWith('/');
  const where = kind === 'direct' ? name : `#${name}`;

  function write(next: string) {
    setLine(next);
    setActive(-1);
    setHushed(false);
  }
  function take({ line: next }: Offer) {
    write(next);
    input.current?.focus();
  }
  function send() {
    const text = isPlain ? `${COMMAND} ${line.trim()}` : line.trim();
    if (text === '') return;
    past.current.lines.push(text);
    past.current.at = past.current.lines.length;
    setLine('');
    setHushed(true);
    // The button to send is of no use from now on.
    input.current?.focus();
    void act({ do: 'say', user, channel: id, text });
  }
  function remember(step: number) {
    const { lines, at } = past.current;
    const next = Math.min(Math.max(at + step, 0), lines.length);
    past.current.at = next;
    setLine(lines[next] ?? '');
    setHushed(true);
  }
  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    const offer = offers[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      if (offers.length === 0) remember(step);
      else
        setActive(
          (active + step + offers.length + (active === -1 && step === -1 ? 1 : 0)) % offers.length,
        );
    } else if (key === 'Tab' && !event.shiftKey && offers[0] !== undefined) {
      event.preventDefault();
      take(offer ?? offers[0]);
    } else if (key === 'Escape' && offers.length > 0) {
      event.preventDefault();
      setHushed(true);
    } else if (key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (offer === undefined) send();
      else take(offer);
    }
  }

  if (archived)
    return <p className="composer-closed">This channel is archived; nothing can be said here.</p>;
  return (
    <div className="composer">
      {offers.length > 0 && (
        <ul className="offers" id={listId} role="listbox" aria-label="What you could type">
          {offers.map((offer, at) => (
            <li
              key={offer.shown}
              id={`${listId}${at}`}
              role="option"
              aria-selected={at === active}
              onPointerDown={(event) => {
                event.preventDefault();
                take(offer);
              }}
            >
              <strong>{offer.shown}</strong> <span className="quiet">{offer.about}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="composer-line">
        <input
          ref={input}
          role="combobox"
          aria-label={`Message to ${where}`}
          aria-expanded={offers.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === -1 ? undefined : `${listId}${active}`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={`Type ${COMMAND} in ${where}`}
          value={line}
          onChange={({ target }) => write(target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setHushed(true)}
        />
        <button
          type="button"
          className="send"
          aria-label="Send"
          disabled={line.trim() === ''}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
      <p className="composer-hint quiet">{hint()}</p>
    </div>
  );

  function hint() {
    if (world.bot !== 'connected') return 'The bot is not connected; a command would fail.';
    if (isPlain) return `The bot hears only commands: this is sent as ${COMMAND} ${line.trim()}`;
    return line.startsWith(COMMAND) ? USAGE : 'Tab completes, ↑ brings back what you typed.';
  }
}
