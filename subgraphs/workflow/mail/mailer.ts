import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { WrittenMail } from './write-mail.ts';
import { oneLine } from './write-mail.ts';

/** Hands e-mails to an SMTP server. */
export interface Mailer {
  /**
   * Resolves when the server has taken it. What it refuses for good (this recipient, this message) is a `MailRefused`; whatever else is
   * thrown may be tried again, under the same id: when only the answer was lost, the recipient's side can tell by it that it has it.
   */
  send(
    mail: WrittenMail & { readonly to: { readonly name: string; readonly address: string }; readonly id: string },
  ): Promise<void>;
  close(): void;
}

export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`, with what nodemailer reads of it: user and password, `?requireTLS=true`. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
}

/** Below the time that one delivery may take. */
const timeouts = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 6_000 };

/** One plain address: whatever could be read as two, as a route or as a header is none. */
export const plainAddress = z
  .email()
  .max(254)
  .regex(/^[^\s,;:<>()[\]"\\]+$/);

export function createMailer({ url, from }: MailerOptions): Mailer {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ to, id, subject, text, html }) {
      if (!plainAddress.safeParse(to.address).success)
        throw new MailRefused('The address in the CRM is none that can be written to.');
      try {
        await transport.sendMail({
          ...{ subject: oneLine(subject), text, html, messageId: `<${id}@${domain}>` },
          from: { name: oneLine(from.name), address: from.address },
          to: { name: oneLine(to.name), address: to.address },
          // Nothing that stands in a header adds a recipient.
          envelope: { from: from.address, to: [to.address] },
          // No answers of absent people, no loops (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw isFinal(error) ? new MailRefused('The mail server refuses it.', { cause: error }) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** A reply of the class 5 to the recipient or to the message. To the sign-in or the sender it is a matter of the configuration. */
function isFinal(error: unknown): boolean {
  const read = z.looseObject({ responseCode: z.number(), command: z.string() }).safeParse(error);
  return read.success && read.data.responseCode >= 500 && ['RCPT TO', 'DATA'].includes(read.data.command);
}
