import type { Page, PageRequest } from '../kit/connection.ts';
import type { Position } from '../kit/cursor.ts';
import type { Message } from './domain.ts';

/*
 * The end of a conversation: what the help desk has, and behind it the replies that are on their way there. A position behind one of these
 * has a word in front that no adapter's position has.
 */
const waitingWord = 'on its way';

/** A page of the conversation. `read` gives the help desk's part of it. */
export async function readConversation(
  request: PageRequest,
  waiting: readonly Message[],
  read: (request: PageRequest) => Promise<Page<Message>>,
): Promise<Page<Message>> {
  const { first, after } = request;
  const isBehind = after?.[0] === waitingWord;
  const sent: Page<Message> = isBehind ? { items: [], hasNextPage: false } : await read(request);
  if (sent.hasNextPage) return sent;
  const rest = isBehind ? behind(waiting, after) : waiting;
  const room = first - sent.items.length;
  return {
    items: [...sent.items, ...rest.slice(0, room).map((record) => ({ record, position: positionOf(record) }))],
    hasNextPage: rest.length > room,
  };
}

function positionOf(message: Message): Position {
  return [waitingWord, message.sentAt.getTime(), message.id];
}

/** What was delivered meanwhile is not among them any more; then the time says where it stood. */
function behind(waiting: readonly Message[], [, at = 0, id]: Position): readonly Message[] {
  const index = waiting.findIndex((message) => message.id === id);
  return index >= 0 ? waiting.slice(index + 1) : waiting.filter(({ sentAt }) => sentAt.getTime() > Number(at));
}
