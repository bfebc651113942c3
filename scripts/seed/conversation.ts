import { cycled } from './random.ts';
import type { Random } from './random.ts';
import { ADDITIONS, THANKS } from './text/ticket-story.ts';
import type { TicketStory } from './text/ticket-story.ts';
import type { SeedMessage, SeedPerson, SeedTicket } from './world-types.ts';

export interface ConversationOptions {
  readonly story: TicketStory;
  /** Which of the story's subjects the ticket has. */
  readonly subject: number;
  readonly state: SeedTicket['state'];
  /** Fills in the site, the place and the day. */
  readonly fill: (text: string) => string;
  readonly client: SeedPerson;
  readonly engineer: SeedPerson;
  readonly random: Random;
}

export interface ConversationLine extends Pick<SeedMessage, 'author' | 'body' | 'audience'> {
  /** Whether a photo or a sheet of readings comes with it. */
  readonly showsEvidence: boolean;
}

const messagesMax = 12;

/** One to twelve messages, oldest first, that end in the way that the ticket's state asks for. */
export function writeConversation(options: ConversationOptions): ConversationLine[] {
  const { story, subject, state, fill, client, engineer, random } = options;
  const side = subject % 2;
  const say = (author: SeedPerson, text: string): ConversationLine => ({
    author,
    body: inAVoice(author, author === client ? engineer : client, fill(text), random),
    audience: 'PUBLIC',
    showsEvidence: false,
  });
  const note = (text: string): ConversationLine => ({
    author: engineer,
    body: fill(text),
    audience: 'INTERNAL',
    showsEvidence: false,
  });

  const opening = { ...say(client, cycled(story.opening, side)), showsEvidence: random.chance(0.15) };
  if (state === 'new') return random.chance(0.35) ? [opening, say(client, random.pick(ADDITIONS))] : [opening];

  const lines = [opening];
  if (random.chance(0.3)) lines.push(note(random.pick(story.notes)));
  lines.push(say(engineer, cycled(story.firstAnswer, side)));
  const exchange = side === 0 ? story.exchange.slice(0, random.whole(0, story.exchange.length)) : [];
  for (const [question, answer] of exchange) {
    lines.push({ ...say(client, question), showsEvidence: random.chance(0.12) }, say(engineer, answer));
  }
  if (exchange.length > 2 && lines.length < 10 && random.chance(0.5)) lines.push(note(cycled(story.notes, exchange.length)));

  switch (state) {
    case 'waiting_on_client':
      return [...lines, say(engineer, story.question)];
    case 'waiting_on_third_party':
      return [...lines, say(engineer, story.thirdParty)];
    case 'solved':
      return [...lines, say(engineer, story.resolution)];
    case 'closed':
      return [
        ...lines,
        say(engineer, story.resolution),
        ...(lines.length < messagesMax - 1 && random.chance(0.7) ? [say(client, random.pick(THANKS))] : []),
      ];
    case 'open': {
      // Half of them wait for an answer of the office.
      const next = side === 0 ? story.exchange[exchange.length] : undefined;
      return next && random.chance(0.5) ? [...lines, say(client, next[0])] : lines;
    }
  }
}

/** Some people greet and sign, others write as in a chat. */
function inAVoice(author: SeedPerson, other: SeedPerson, text: string, random: Random): string {
  const firstName = (person: SeedPerson): string => person.name.split(' ')[0] ?? person.name;
  if (author.side === 'BUSINESS') {
    return random.chance(0.7) ? `Hello ${firstName(other)},\n\n${text}\n\nKind regards\n${author.name}` : text;
  }
  return random.chance(0.45) ? `Hello,\n\n${text}\n\nBest regards\n${author.name}` : text;
}
