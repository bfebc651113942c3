/** Does something again and again, one after the other, until it is stopped. What goes wrong is reported, and done again the next time. */
export function keepDoing(options: {
  readonly work: () => Promise<unknown>;
  readonly everyMs: number;
  readonly report: (error: unknown) => void;
}): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    timer = setTimeout(() => {
      running = options
        .work()
        .catch(options.report)
        .finally(() => {
          if (!stopped) plan();
        });
    }, options.everyMs).unref();
  };
  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
