import { parseObject } from '../wire.ts';
import { checkModal, type Modal, type ModalRefusal } from '../views/modal.ts';
import { type OpenView, wireView } from '../views/open-view.ts';
import { type Answer, type Call, failure, type Method, missing, textOf } from './method.ts';

/** https://docs.slack.dev/reference/methods/views.open */
export const viewsOpen: Method = { token: 'bot', run: (call) => show(call, 'open') };

/** https://docs.slack.dev/reference/methods/views.push */
export const viewsPush: Method = { token: 'bot', run: (call) => show(call, 'push') };

/** https://docs.slack.dev/reference/methods/views.update */
export const viewsUpdate: Method = { token: 'bot', run: update };

function show(call: Call, how: 'open' | 'push'): Answer {
  const { views, triggers, fields } = call;
  const triggerId = textOf(fields, 'trigger_id');
  if (triggerId === undefined) return missing('trigger_id');
  const read = readModal(call, `views.${how}`);
  if ('answer' in read) return read.answer;
  const context = triggers.look(triggerId);
  if (typeof context === 'string') return failure(context);
  if (isTaken(read.modal, call)) return failure('duplicate_external_id');
  if (how === 'push' && views.openFor(context.user).length === 0) return failure('not_found');
  const view = views[how](read.modal, context);
  if (view === undefined) return failure('push_limit_reached');
  triggers.exchange(triggerId);
  return { ok: true, view: wireView(view) };
}

function update(call: Call): Answer {
  const { views, fields } = call;
  const id = textOf(fields, 'view_id');
  const externalId = textOf(fields, 'external_id');
  if (id === undefined && externalId === undefined) return missing('view_id');
  const read = readModal(call, 'views.update');
  if ('answer' in read) return read.answer;
  const view = id === undefined ? views.findExternal(externalId ?? '') : views.find(id);
  if (view === undefined) return failure('not_found');
  const hash = textOf(fields, 'hash');
  if (hash !== undefined && hash !== view.hash) return failure('hash_conflict');
  if (isTaken(read.modal, call, view)) return failure('duplicate_external_id');
  return { ok: true, view: wireView(views.update(view, read.modal)) };
}

function isTaken({ external_id: id }: Modal, { views }: Call, by?: OpenView): boolean {
  const other = id === undefined || id === '' ? undefined : views.findExternal(id);
  return other !== undefined && other.id !== by?.id;
}

/** A form carries the view as JSON in a string. */
function readModal(call: Call, method: string): { modal: Modal } | { answer: Answer } {
  const given = call.fields['view'];
  if (given === undefined || given === '') return { answer: missing('view') };
  const checked = checkModal(typeof given === 'string' ? parseObject(given) : given);
  if ('modal' in checked) return checked;
  call.transcript.record({ kind: 'refused', via: method, ...checked });
  return { answer: refuse(checked) };
}

function refuse({ error, messages }: ModalRefusal): Answer {
  if (messages.length === 0) return failure(error);
  const lines = messages.map((message) => `[ERROR] ${message}`);
  return failure(error, { response_metadata: { messages: lines } });
}
