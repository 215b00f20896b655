import type { ActionsBlock, Button as ButtonElement } from '@slack/types';
import { clip } from './text.ts';

/**
 * A button under an answer. `run` runs the command that is its value, `share` posts that command's answer into the
 * channel, `list` puts the presser's name on the top lists (`on`) or takes it off (`off`). Others are about a
 * subscription, or about a delivery of which nobody knows whether it arrived; its id is their value, and behind it what is
 * to be changed, as somebody types it, where that is known. The value of those about a nudge is its id and a seat's place in
 * it or `all`, joined by a colon; that of the admins' ones is the id of a round or of a seat to be reclaimed, or the row or
 * entry to go on from.
 */
export type Button = {
  readonly does:
    | 'run'
    | 'share'
    | 'list'
    | DigestDoes
    | DeliveryDoes
    | NudgeDoes
    | RoundDoes
    | HomeDoes;
  readonly label: string;
  /** At most 2,000 characters. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
};

/** Opens the form with a subscription, makes its digest for the presser only, ends it, resumes it, or lists more of them. */
export type DigestDoes =
  | 'edit-digest'
  | 'test-digest'
  | 'end-digest'
  | 'resume-digest'
  | 'more-digests';

/** Says of a delivery that it arrived, or that it is to be sent again. */
export type DeliveryDoes = 'arrived' | 'resend';

/** Answers a nudge, takes the answer back, or shows the nudge as it stands. */
export type NudgeDoes =
  | 'keep-seat'
  | 'set-up-seat'
  | 'away'
  | 'wrong-seat'
  | 'give-back'
  | 'give-back-yes'
  | 'show-nudge'
  | 'no-tips'
  | 'undo-nudge';

/**
 * Decides about a round or about a seat to be reclaimed, shows more of a list, turns the presser's own tips on or off, asks
 * until when they are away, or takes it that they are back.
 */
export type RoundDoes =
  | 'approve-round'
  | 'decline-round'
  | 'more-round'
  | 'reclaim-done'
  | 'reclaim-keep'
  | 'more-reclaims'
  | 'more-log'
  | 'tips'
  | 'go-away'
  | 'come-back';

/**
 * Does in the App Home what its namesake does under an answer, and then draws the home anew; `home-run` opens the answer to
 * a command over it. `home-retry` has a failed delivery sent again, `home-sync` has the providers asked now.
 */
export type HomeDoes =
  | 'home-refresh'
  | 'home-run'
  | 'home-list'
  | 'home-tips'
  | 'home-resume'
  | 'home-retry'
  | 'home-arrived'
  | 'home-resend'
  | 'home-sync';

/** A row of buttons, at most 25. Each has an action id of its own, `run-1`, as Slack wants it within a row. */
export function actions(buttons: readonly Button[]): ActionsBlock {
  return {
    type: 'actions',
    elements: buttons.slice(0, 25).map((button, index) => buttonElement(button, index + 1)),
  };
}

/** One button, by the place that it has in its row. */
export function buttonElement({ does, label, value, style }: Button, place: number): ButtonElement {
  return {
    type: 'button',
    action_id: `${does}-${place}`,
    text: { type: 'plain_text', text: clip(label, 70, 75), emoji: false },
    value,
    ...(style && { style }),
  };
}
