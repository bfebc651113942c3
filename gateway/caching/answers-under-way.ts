import type { KeptAnswer } from './response-cache.ts';

/**
 * Answers that are being made for one caller, and for the state that the caller sees at this moment: whoever asks the very same meanwhile
 * waits for it, instead of having it made once more.
 */
export interface AnswersUnderWay {
  /** The answer that is being made, when it turns out to be one that may be kept; null when there is none, and one has to be made. */
  join(place: string): Promise<KeptAnswer | null>;
  /** Begins one. The first call of the function that comes back ends it; a mutation ends it as soon as it is known to be one. */
  begin(place: string): (answer: KeptAnswer | null) => void;
}

/** `waitMsMax`: longer than any answer takes. Whoever waits for one that never comes makes its own. */
export function createAnswersUnderWay(waitMsMax: number): AnswersUnderWay {
  const underWay = new Map<string, Promise<KeptAnswer | null>>();
  return {
    join: (place) => underWay.get(place) ?? nothing,
    begin(place) {
      if (underWay.has(place)) return () => undefined;
      let end: (answer: KeptAnswer | null) => void = () => undefined;
      const answer = new Promise<KeptAnswer | null>((resolve) => {
        end = resolve;
      });
      const finish = (made: KeptAnswer | null): void => {
        clearTimeout(timer);
        underWay.delete(place);
        end(made);
      };
      const timer = setTimeout(finish, waitMsMax, null);
      timer.unref();
      underWay.set(place, answer);
      return finish;
    },
  };
}

const nothing = Promise.resolve(null);
