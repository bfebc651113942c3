/** A longer token is not looked at: it must stay cheap to refuse one. */
export const TOKEN_BYTES_MAX = 4_096;

/** RFC 6750, section 2.1: the scheme in any case, spaces, one b64token, and nothing else. */
const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token in an `Authorization` header, or null when there is none or the header has another form. */
export function readBearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > TOKEN_BYTES_MAX + 16) return null;
  const token = bearer.exec(header)?.[1];
  return token !== undefined && token.length <= TOKEN_BYTES_MAX ? token : null;
}
