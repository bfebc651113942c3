/** One line of an e-mail, and where it leads. */
export interface MailLine {
  readonly headline: string;
  readonly url: string;
}

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const lineLengthMax = 300;

/** The e-mail that tells a person what is new. Every text in it is somebody's input: it is one line, and no markup. */
export function writeMail(mail: {
  readonly name: string;
  /** What the business calls its portal. */
  readonly portal: string;
  readonly portalUrl: string;
  readonly lines: readonly MailLine[];
}): WrittenMail {
  const portal = oneLine(mail.portal);
  const name = oneLine(mail.name);
  const lines = mail.lines.map(({ headline, url }) => ({ headline: oneLine(headline), url }));
  const [first] = lines;
  const news = lines.length === 1 ? 'There is news for you' : `There are ${String(lines.length)} news for you`;
  // Subjects are shown where others look on: what it is about stands inside.
  const subject =
    first && lines.length === 1 ? `${portal}: ${first.headline}` : `${portal}: ${String(lines.length)} things are new`;
  const text = [
    ...[`Hello ${name},`, '', `${news} at ${portal}:`, ''],
    ...lines.flatMap(({ headline, url }) => [`- ${headline}`, `  ${url}`]),
    ...['', `All of it: ${mail.portalUrl}`, ''],
  ].join('\n');
  const items = lines.map(({ headline, url }) => `<li><a href="${escaped(url)}">${escaped(headline)}</a></li>`);
  const html = [
    ...['<!doctype html>', '<html lang="en"><body>', `<p>Hello ${escaped(name)},</p>`],
    ...[`<p>${news} at ${escaped(portal)}:</p>`, '<ul>', ...items, '</ul>'],
    ...[`<p><a href="${escaped(mail.portalUrl)}">Open ${escaped(portal)}</a></p>`, '</body></html>', ''],
  ].join('\n');
  return { subject, text, html };
}

/** Control characters, what ends a line, and what turns the direction of text around would say something else than what is written. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

export function oneLine(text: string): string {
  const line = text.replaceAll(unfit, ' ').replaceAll(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > lineLengthMax ? `${characters.slice(0, lineLengthMax - 1).join('')}…` : line;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
