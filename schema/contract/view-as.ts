/** The issuer and the audience of the tokens with which staff look at the portal through a contact's eyes. */
export const VIEW_AS_ISSUER = 'urn:portal-graph:view-as';

/** The `typ` of these tokens, as of every access token (RFC 9068). */
export const VIEW_AS_TYPE = 'at+jwt';
