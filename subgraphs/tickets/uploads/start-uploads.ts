import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Logger } from '../../../schema/contract/logger.ts';
import { createClamdScan } from '../../kit/uploads/clamd.ts';
import type { Receiver } from '../../kit/uploads/upload-route.ts';
import { removeLeftWorkFolders } from '../../kit/uploads/work-folder.ts';
import type { TicketsConfig } from '../config.ts';
import { createReceiver } from './receive-upload.ts';
import type { ArrivingUpload } from './receive-upload.ts';
import type { UploadStore } from './upload-store.ts';

const sweepMs = 60_000;

/** What takes the bytes of attachments; removes what expires while it runs. */
export async function startUploads(
  { clamd }: Pick<TicketsConfig, 'clamd'>,
  options: { readonly store: UploadStore; readonly logger: Logger; readonly registry: Registry },
): Promise<{ readonly receiver: Receiver<ArrivingUpload>; readonly close: () => Promise<void> }> {
  const { store, logger, registry } = options;
  const refused = new Counter({
    name: 'portal_upload_refused_total',
    help: 'Uploads whose content was refused, by why; `malware` wants somebody to look.',
    labelNames: ['reason'],
    registers: [registry],
  });
  if (!clamd) logger.warn('TICKETS_CLAMD_URL is not set: nobody looks for malware in what people send with their messages');
  await removeLeftWorkFolders({ logger });
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    sweeping = store.sweep().catch((error: unknown) => logger.warn({ err: error }, 'expired uploads could not be removed'));
  };
  sweep();
  const timer = setInterval(sweep, sweepMs);
  timer.unref();
  const scan = clamd && createClamdScan(clamd);
  return {
    receiver: createReceiver({ store, scan, logger, countRefused: (reason) => refused.inc({ reason }) }),
    close: async () => {
      clearInterval(timer);
      await sweeping;
      await store.close();
    },
  };
}
