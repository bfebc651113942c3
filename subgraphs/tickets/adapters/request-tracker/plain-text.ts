/**
 * What a mail in HTML says. The answer is text and not HTML: whoever shows it must escape it like any other text. Entities are replaced
 * after the tags are gone and in one go, so that `&amp;lt;` stays the four letters that its author saw. Anybody can send a mail, so the
 * time must grow with its length and not with the square of it: a walk from tag to tag, no pattern that looks ahead for an end.
 */
export function htmlToText(html: string): string {
  return withoutTags(html)
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(entity, readEntity)
    .trim();
}

const unseen = new Set(['style', 'script', 'head', 'title']);
const breaks = new Set(['br', 'hr']);
const blocks = new Set(['p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'table', 'ul', 'ol']);

/** The text between the tags, with line ends where a browser would make them. */
function withoutTags(html: string): string {
  const lower = html.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const tagName = /<(\/?)([a-z][a-z0-9]*)/y;
  let text = '';
  let from = 0;
  while (from < html.length) {
    const tag = html.indexOf('<', from);
    text += html.slice(from, tag === -1 ? html.length : tag).replaceAll(/\s+/g, ' ');
    if (tag === -1) return text;
    if (html.startsWith('<!--', tag)) {
      from = after(html, '-->', tag + 4);
      continue;
    }
    tagName.lastIndex = tag;
    const [, slash, name = ''] = tagName.exec(lower) ?? [];
    const isTag = name !== '' || lower[tag + 1] === '!';
    const end = isTag ? html.indexOf('>', tag) : -1;
    if (end === -1) {
      text += '<';
      from = tag + 1;
      // Without another `>` nothing that follows is a tag.
      if (isTag) return text + html.slice(from);
      continue;
    }
    if (breaks.has(name) || (slash === '/' && blocks.has(name))) text += '\n';
    from = slash === '' && unseen.has(name) ? after(html, '>', lower.indexOf(`</${name}`, end)) : end + 1;
  }
  return text;
}

/** The place behind the next `mark`; the end when there is none, or when nothing was found to look from. */
function after(html: string, mark: string, from: number): number {
  const at = from === -1 ? -1 : html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function readEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(entities, name.toLowerCase()) ? (entities[name.toLowerCase()] ?? whole) : whole;
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
  const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : ' ';
}
