import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from './s3-error.ts';

const pauseMs = 30;

/** Asks again while another change of the same object is under way, as long as there is time. */
export async function whileBusy<Result>(abortSignal: AbortSignal, request: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (!isBusy(error) || abortSignal.aborted) throw error;
      await sleep(pauseMs * (0.5 + Math.random()));
    }
  }
}
