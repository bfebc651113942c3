import { createActions, migrateActions } from '../../kit/actions/actions.ts';
import type { Actions, ActionsOptions } from '../../kit/actions/actions.ts';
import { SEND_MAIL, mailAction } from './deliver-mail.ts';
import type { MailParts } from './deliver-mail.ts';

/** The e-mails that are on their way, and those that failed. */
export interface Mails {
  readonly actions: Pick<Actions, 'actions' | 'failed' | 'countFailed' | 'retry'>;
  /** Gathers what was told into e-mails and hands them to the queue. What is in the queue is sent, or fails with a reason. */
  gather(): Promise<void>;
  close(): Promise<void>;
}

/** Handed over at once; the rest goes with the next look. */
const batchMax = 200;

/** Actions of their own, beside those of records: how long e-mails wait tells nothing about those. */
const schema = 'workflow_mails';

export async function createMails(
  options: MailParts &
    Pick<ActionsOptions, 'url' | 'logger' | 'metrics' | 'settings'> & { readonly windowMs: number; readonly migrate: boolean },
): Promise<Mails> {
  const { url, logger, metrics, now, store, windowMs } = options;
  if (options.migrate) await migrateActions({ url, schema });
  const actions = createActions({
    ...{ url, schema, kinds: [mailAction(options)], logger, metrics, metricsPrefix: 'portal_mails', now },
    // Nobody waits for an e-mail.
    settings: { waitMs: 0, ...options.settings },
  });
  return {
    actions,
    async gather() {
      const { mailOutbox } = store;
      await mailOutbox.gather(windowMs, now());
      for (const { id, clientId, contactId } of await mailOutbox.unqueued(batchMax)) {
        // Its id is the marker: handed over twice, by two processes or after a crash, it is one action.
        const action = { kind: SEND_MAIL, command: { mail: id }, recordKey: contactId, clientId, marker: id, evidence };
        const { outcome } = await actions.perform(action);
        if (outcome !== 'accepted') throw new Error(`the e-mail ${id} could not be handed over: ${outcome}`);
        await mailOutbox.markQueued(id, now());
      }
    },
    async close() {
      await actions.close();
      options.mailer.close();
    },
  };
}

/** The portal does it of itself. */
const evidence = {
  who: { kind: 'service' as const, subject: 'workflow', role: null, scopes: [] },
  from: { requestId: 'mails' },
};
