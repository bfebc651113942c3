/** How a conversation about one matter goes. `{site}`, `{day}` and `{place}` are filled in; the same in all of its lines. */
export interface TicketStory {
  readonly subjects: readonly string[];
  /** The client's first message; the second one is for short conversations. */
  readonly opening: readonly string[];
  /** What staff say first. */
  readonly firstAnswer: readonly string[];
  /** Client, then staff: what follows on the first opening, in order, as many of them as the conversation is long. */
  readonly exchange: readonly (readonly [client: string, staff: string])[];
  /** What staff write for each other. */
  readonly notes: readonly string[];
  /** Staff's last word while the client has to answer. */
  readonly question: string;
  /** Staff's last word while somebody else has to. */
  readonly thirdParty: string;
  /** Staff's last word when it is settled. */
  readonly resolution: string;
}

export const THANKS = [
  'Perfect, that works. Thank you.',
  'Thanks for the quick help, from our side this can be closed.',
  'Checked and fine. Thanks a lot.',
  'Great, thank you. No more questions.',
  'That was it. Many thanks to the team.',
] as const;

/** What a client adds before anybody has answered. */
export const ADDITIONS = [
  'One thing I forgot: mornings before ten are best for a call.',
  'Adding to this: my colleagues at {site} can let somebody in on any working day.',
  'Sorry, the subject should also have said that this is about {place}.',
] as const;
