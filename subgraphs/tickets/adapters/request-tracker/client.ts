import type { z } from 'zod';
import { contractBroken, createHttpClient } from '../../../kit/http-client.ts';
import type { HttpAnswer, HttpRequest } from '../../../kit/http-client.ts';
import type { WireAttachment, WireTicket, WireTransaction } from './wire.ts';
import { collectionOf, wireAttachment, wireContent, wireCreated, wireQueue, wireTicket, wireTransaction } from './wire.ts';

export interface ClientOptions {
  readonly system: string;
  /** `https://rt.example.com/REST/2.0` */
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly onStatement?: ((statement: string) => void) | undefined;
}

/** RT gives no more than this in one page, whatever is asked for. */
export const PER_PAGE_MAX = 100;

/** A larger file that somebody else put into RT is not handed out: it passes through memory. */
export const FILE_BYTES_MAX = 50 * 1024 * 1024;
const mebibyte = 1024 * 1024;
const msPerMebibyte = 400;

/** A file for a message. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

interface Listing {
  readonly query: string;
  /** Each with `ASC` or `DESC`. */
  readonly orderBy: readonly (readonly [field: string, order: 'ASC' | 'DESC'])[];
  /** At most `PER_PAGE_MAX`. */
  readonly perPage: number;
  readonly page?: number;
}

export type RequestTrackerClient = ReturnType<typeof createClient>;

const ticketFields = 'Subject,Status,Priority,Created,LastUpdated,Started,Due,Resolved,CustomFields';
const transactionFields = 'Type,Created,ObjectId,NewValue,Creator,CustomFields';
const peopleFields = ['Requestor', 'Cc', 'Owner'];

/** RT's REST 2.0 for one account: requests and their parsed answers, with no idea of scopes. */
export function createClient(options: ClientOptions) {
  const { system } = options;
  const http = createHttpClient({
    system,
    baseUrl: options.url.replace(/\/+$/, ''),
    headers: { authorization: `token ${options.token}` },
    timeoutMs: options.timeoutMs,
    // RT runs a handful of processes; more connections than that only wait inside of it.
    connectionsMax: 8,
  });
  const send = (request: HttpRequest): Promise<HttpAnswer> => {
    options.onStatement?.(`${request.method ?? 'GET'} ${request.path}`);
    return http.send(request);
  };
  const parse = <Shape extends z.ZodType>(shape: Shape, answer: HttpAnswer): z.output<Shape> => {
    const result = shape.safeParse(answer.json());
    if (!result.success) throw contractBroken(system, 'an answer of another shape', result.error);
    return result.data;
  };
  /** As a form: a query about a hundred tickets is too long for an address. */
  const list = (path: string, { query, orderBy, perPage, page }: Listing, fields: Readonly<Record<string, string>>) => {
    const orders = new URLSearchParams();
    for (const [field, order] of orderBy) {
      orders.append('orderby', field);
      orders.append('order', order);
    }
    return send({
      method: 'POST',
      path: `${path}?${orders.toString()}`,
      reads: true,
      body: { form: { query, per_page: String(perPage), ...(page !== undefined && { page: String(page) }), ...fields } },
    });
  };
  /** Attachments are found by JSON alone; conditions on one field are alternatives, those on several fields must all hold. */
  const attachmentsWhere = (field: string, values: readonly string[], fields: string, page: number) =>
    send({
      method: 'POST',
      path: `/attachments?fields=${fields}&per_page=${PER_PAGE_MAX}&page=${page}&orderby=id`,
      reads: true,
      body: { json: values.map((value) => ({ field, value, entry_aggregator: 'OR' })) },
    });

  /** RT works on every byte several times: it has longer for what carries files. */
  const timeFor = (bytes: number): number => options.timeoutMs + Math.ceil((bytes / mebibyte) * msPerMebibyte);
  const withFiles = (
    body: Readonly<Record<string, unknown>>,
    files: readonly SentFile[],
  ): Pick<HttpRequest, 'body' | 'timeoutMs'> =>
    files.length === 0
      ? { body: { json: body } }
      : {
          body: {
            json: {
              ...body,
              Attachments: files.map(({ name, mediaType, content }) => ({
                // RT takes the characters of a name for the bytes of its UTF-8, and breaks down (500) over any that is no byte.
                FileName: Buffer.from(name, 'utf8').toString('latin1'),
                FileType: mediaType,
                FileContent: Buffer.from(content).toString('base64'),
              })),
            },
          },
          timeoutMs: timeFor(files.reduce((sum, { content }) => sum + content.byteLength, 0)),
        };

  return {
    system,

    async tickets(
      listing: Listing,
      options: { withPeople?: boolean } = {},
    ): Promise<{ total: number | null; items: readonly WireTicket[] }> {
      const people = options.withPeople
        ? Object.fromEntries(peopleFields.map((role) => [`fields[${role}]`, 'Name,RealName,EmailAddress']))
        : {};
      const fields = options.withPeople ? [ticketFields, ...peopleFields].join(',') : ticketFields;
      const { total, items } = parse(collectionOf(wireTicket), await list('/tickets', listing, { fields, ...people }));
      return { total: total ?? null, items };
    },

    /** `bare` for which there are, and of which tickets: a fourth of the work for RT, which looks for the fields and author of each row. */
    async transactions(listing: Listing, options: { bare?: boolean } = {}): Promise<readonly WireTransaction[]> {
      const fields = options.bare
        ? { fields: 'Type,ObjectId' }
        : { fields: transactionFields, 'fields[Creator]': 'Name,RealName,EmailAddress' };
      const answer = await list('/transactions', listing, fields);
      return parse(collectionOf(wireTransaction), answer).items;
    },

    /** All parts of these messages, without their contents. */
    async attachments(transactionIds: readonly string[]): Promise<readonly WireAttachment[]> {
      const all: WireAttachment[] = [];
      if (transactionIds.length === 0) return all;
      for (let page = 1; ; page += 1) {
        const answer = await attachmentsWhere(
          'TransactionId',
          transactionIds,
          'TransactionId,ContentType,Filename,ContentLength',
          page,
        );
        const { items } = parse(collectionOf(wireAttachment), answer);
        all.push(...items);
        // A shorter page is the last one here: the parts of a message that may be seen may all be seen.
        if (items.length < PER_PAGE_MAX) return all;
      }
    },

    /** The texts of parts of messages, by the part's id. At most `PER_PAGE_MAX` parts a request. */
    async contents(attachmentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const contents = new Map<string, string>();
      for (let start = 0; start < attachmentIds.length; start += PER_PAGE_MAX) {
        const answer = await attachmentsWhere('id', attachmentIds.slice(start, start + PER_PAGE_MAX), 'Content', 1);
        for (const { id, Content } of parse(collectionOf(wireContent), answer).items) contents.set(id, Content ?? '');
      }
      return contents;
    },

    /** The content of a part, as bytes; null when there is no such part. `sizeBytes` is about what to expect. */
    async content(id: string, sizeBytes: number): Promise<Uint8Array | null> {
      const answer = await send({
        path: `/attachment/${id}`,
        expectedStatuses: [404],
        timeoutMs: timeFor(sizeBytes),
        bodyBytesMax: Math.ceil(FILE_BYTES_MAX * 1.4),
      });
      // Alone among RT's answers, this one has its content in base64.
      const content = answer.status === 404 ? null : parse(wireContent, answer).Content;
      return content == null ? null : Buffer.from(content, 'base64');
    },

    /** What tells this state of the ticket from the next one; null when there is no such ticket. */
    async ticketTag(id: string): Promise<string | null> {
      const answer = await send({ path: `/ticket/${id}`, expectedStatuses: [404] });
      const tag = answer.headers['etag'];
      return answer.status !== 404 && typeof tag === 'string' ? tag : null;
    },

    async createTicket(ticket: Readonly<Record<string, unknown>>, files: readonly SentFile[] = []): Promise<string> {
      return parse(wireCreated, await send({ method: 'POST', path: '/ticket', ...withFiles(ticket, files) })).id;
    },

    /** False when the ticket is not in the state that `tag` stands for any more; null for any state. RT answers 200 to what it refuses: look afterwards. */
    async updateTicket(id: string, tag: string | null, change: Readonly<Record<string, unknown>>): Promise<boolean> {
      const answer = await send({
        method: 'PUT',
        path: `/ticket/${id}`,
        headers: tag === null ? {} : { 'if-match': tag },
        body: { json: change },
        expectedStatuses: [412],
      });
      return answer.status !== 412;
    },

    async correspond(id: string, message: Readonly<Record<string, unknown>>, files: readonly SentFile[] = []): Promise<void> {
      await send({ method: 'POST', path: `/ticket/${id}/correspond`, ...withFiles(message, files) });
    },

    async queue(name: string): Promise<z.output<typeof wireQueue>> {
      return parse(wireQueue, await send({ path: `/queue/${encodeURIComponent(name)}` }));
    },

    close: () => http.close(),
  };
}
