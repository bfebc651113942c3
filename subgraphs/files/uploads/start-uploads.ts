import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Logger } from '../../../schema/contract/logger.ts';
import { createUploadStore } from '../adapters/index.ts';
import type { FilesConfig } from '../config.ts';
import { createClamdScan } from '../../kit/uploads/clamd.ts';
import { removeLeftWorkFolders } from '../../kit/uploads/work-folder.ts';
import type { FileStore } from '../port.ts';
import { createTurnsByKey } from './uploads.ts';
import type { Uploads } from './uploads.ts';

const sweepMs = 60_000;
/** For how long it is remembered what became of an upload, and what its idempotency keys were used for. */
const rememberedMs = 7 * 86_400_000;

/** Puts the parts together that uploads are made of, and removes what expires while it runs. */
export async function startUploads(
  config: FilesConfig,
  options: { store: FileStore; logger: Logger; registry: Registry; publicUrl: () => string; now: () => Date },
): Promise<{ readonly parts: Uploads; readonly close: () => Promise<void> }> {
  const { store, logger, registry, publicUrl, now } = options;
  const refused = new Counter({
    name: 'portal_upload_refused_total',
    help: 'Uploads whose content was refused, by why; `malware` wants somebody to look.',
    labelNames: ['reason'],
    registers: [registry],
  });
  const { clamd } = config;
  if (!clamd) logger.warn('FILES_CLAMD_URL is not set: nobody looks for malware in what people upload');
  const uploads = await createUploadStore(config, { now });
  await removeLeftWorkFolders({ logger });
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    const before = new Date(now().getTime() - rememberedMs);
    sweeping = uploads
      .sweep(now(), before)
      .catch((error: unknown) => logger.warn({ err: error }, 'expired uploads could not be removed'));
  };
  sweep();
  const timer = setInterval(sweep, sweepMs);
  timer.unref();
  return {
    parts: {
      store,
      uploads,
      scan: clamd && createClamdScan(clamd),
      bytesMax: config.contentBytesMax,
      mediaTypes: config.uploadTypes,
      lifetimeMs: config.uploadLifetimeMs,
      multipart: config.multipart,
      secret: config.linkSecret,
      publicUrl,
      logger,
      countRefused: (reason) => refused.inc({ reason }),
      oneAtATime: createTurnsByKey(),
      now,
    },
    close: async () => {
      clearInterval(timer);
      await sweeping;
      uploads.close();
    },
  };
}
