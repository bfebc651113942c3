import { AppError } from '../../schema/contract/app-error.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { AuditEvent } from './audit-event.ts';

/** Sends events to where they are kept, in batches and behind the requests that they are about. */
export interface AuditOutbox {
  /** Takes an event on, or counts it as lost when there is no more room. */
  add(event: AuditEvent): void;
  /** Sends what is there, for as long as that may take at most, and counts the rest as lost. */
  close(): Promise<void>;
}

export interface AuditOutboxOptions {
  /** Rejects when the events were not taken; the same ones are then sent again. */
  readonly send: (events: readonly AuditEvent[]) => Promise<void>;
  /** Told of how many events were given up. */
  readonly reportLost: (count: number) => void;
  readonly logger: Logger;
  /** How many wait at most. */
  readonly eventsMax?: number;
  readonly betweenSendsMs?: number;
  readonly retryMsMax?: number;
  readonly closeMsMax?: number;
}

/** As many as the other side takes at once. */
const batchMax = 500;

export function createAuditOutbox(options: AuditOutboxOptions): AuditOutbox {
  const { send, reportLost, logger, eventsMax = 10_000, betweenSendsMs = 500, retryMsMax = 10_000, closeMsMax = 1_500 } = options;
  /** In the order in which they came. Those that are being sent stay in front until it is known that they arrived. */
  const waiting: AuditEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> | null = null;
  let failures = 0;
  /** How many are still to be sent by themselves. */
  let oneByOne = 0;
  let isOverflowing = false;

  function schedule(): void {
    if (timer || sending || waiting.length === 0) return;
    timer = setTimeout(
      () => {
        timer = null;
        void sendSome();
      },
      failures === 0 ? betweenSendsMs : Math.min(betweenSendsMs * 2 ** failures, retryMsMax),
    );
    timer.unref();
  }

  function sendSome(): Promise<void> {
    sending ??= sendBatch().finally(() => {
      sending = null;
      schedule();
    });
    return sending;
  }

  async function sendBatch(): Promise<void> {
    // After a refusal one by one, so that an event that the other side cannot take costs itself and not those beside it.
    const batch = waiting.slice(0, oneByOne > 0 ? 1 : batchMax);
    if (batch.length === 0) return;
    try {
      await send(batch);
      waiting.splice(0, batch.length);
      oneByOne = Math.max(0, oneByOne - 1);
      if (failures > 0) logger.info('audit events can be sent again');
      failures = 0;
      isOverflowing = false;
    } catch (error) {
      if (isRefusal(error) && batch.length === 1) {
        waiting.splice(0, 1);
        oneByOne = Math.max(0, oneByOne - 1);
        reportLost(1);
        logger.error({ err: error, event: batch[0] }, 'an audit event was refused and is lost');
      } else if (isRefusal(error)) oneByOne = batch.length;
      else {
        if (failures === 0) logger.warn({ err: error }, 'audit events cannot be sent; they are kept and sent again');
        failures += 1;
        return;
      }
    }
    if (waiting.length > 0 && failures === 0) await sendBatch();
  }

  return {
    add(event) {
      // Denials come as often as somebody asks for what they may not have: they must not take the room of what was done.
      const room = event.kind === 'DENIED' ? eventsMax / 2 : eventsMax;
      if (waiting.length < room) {
        waiting.push(event);
        schedule();
        return;
      }
      reportLost(1);
      if (!isOverflowing) logger.error({ waiting: waiting.length }, 'audit events are lost: too many wait to be sent');
      isOverflowing = true;
    },
    async close() {
      if (timer) clearTimeout(timer);
      const end = new AbortController();
      const late = new Promise<void>((resolve) => {
        const lateTimer = setTimeout(resolve, closeMsMax);
        end.signal.addEventListener('abort', () => {
          clearTimeout(lateTimer);
          resolve();
        });
      });
      await Promise.race([late, sending ?? Promise.resolve()]);
      await Promise.race([late, sendSome()]);
      end.abort();
      if (timer) clearTimeout(timer);
      timer = null;
      if (waiting.length === 0) return;
      reportLost(waiting.length);
      logger.error({ lost: waiting.length }, 'audit events are lost: they could not be sent before the end');
      waiting.length = 0;
    },
  };
}

/** Not that it could not be asked: it was asked and said no, and would say so again. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BAD_USER_INPUT';
}
