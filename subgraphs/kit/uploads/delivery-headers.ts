/**
 * How a file is handed out: always as an attachment under its own name, and never as something that a browser runs. A portal's
 * files come from both sides, so each of them is a stranger's file to the other.
 */
export function contentDisposition(name: string): string {
  // RFC 6266: an ASCII form for old programs, then the real name (RFC 8187). `"` and `\` would end the quoted form, `%` is
  // taken by some for an escape.
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const delivered =
  /^(?:application\/(?:pdf|zip|gzip|json|rtf|msword|octet-stream|vnd\.[a-z0-9.-]+)|audio\/[a-z0-9.-]+|video\/[a-z0-9.-]+|font\/[a-z0-9.-]+|image\/(?:png|jpeg|gif|webp|avif|tiff|bmp|heic)|text\/(?:plain|csv))$/;

/**
 * The media type to send. What browsers run or take for a page (HTML, SVG, XML, scripts) and everything that is not known to be
 * harmless goes out as bytes. A list of what is let through, because nobody can list what browsers run.
 */
export function deliveredMediaType(mediaType: string): string {
  if (mediaType === 'text/plain' || mediaType === 'text/csv') return `${mediaType}; charset=utf-8`;
  return delivered.test(mediaType) ? mediaType : 'application/octet-stream';
}
