const requested = 'documentRequest { id revision }';

/** How an action of each kind is sent: the whole document. `receipt` is what its follower reads; a kind that is added stands here and in a journey. */
export const KINDS = {
  openTicket: mutation('openTicket', 'OpenTicketInput', 'ticket { id }'),
  replyToTicket: mutation('replyToTicket', 'ReplyToTicketInput'),
  requestAttachmentUpload: mutation(
    'requestAttachmentUpload',
    'RequestAttachmentUploadInput',
    'upload { id method url headers { name value } }',
  ),
  closeTicket: mutation('closeTicket', 'CloseTicketInput'),
  reopenTicket: mutation('reopenTicket', 'ReopenTicketInput'),
  shareTicket: mutation('shareTicket', 'ShareTicketInput'),
  addTicketParticipant: mutation('addTicketParticipant', 'AddTicketParticipantInput'),
  removeTicketParticipant: mutation('removeTicketParticipant', 'RemoveTicketParticipantInput'),
  requestUpload: mutation('requestUpload', 'RequestUploadInput', 'upload { id method url headers { name value } }'),
  completeUpload: mutation('completeUpload', 'CompleteUploadInput', 'document { id }'),
  shareDocument: mutation('shareDocument', 'ShareDocumentInput'),
  setContactRole: mutation('setContactRole', 'SetContactRoleInput'),
  requestApproval: mutation('requestApproval', 'RequestApprovalInput', 'approval { id checksum }'),
  decideApproval: mutation('decideApproval', 'DecideApprovalInput', 'decision { evidence }'),
  requestDocument: mutation('requestDocument', 'RequestDocumentInput', requested),
  fulfilDocumentRequest: mutation('fulfilDocumentRequest', 'FulfilDocumentRequestInput', requested),
  returnDocument: mutation('returnDocument', 'ReturnDocumentInput', requested),
  acceptDocument: mutation('acceptDocument', 'AcceptDocumentInput', requested),
  grantPartnerAccess: mutation('grantPartnerAccess', 'GrantPartnerAccessInput'),
  revokePartnerAccess: mutation('revokePartnerAccess', 'RevokePartnerAccessInput'),
} as const;

export type Kind = keyof typeof KINDS;

function mutation(field: string, input: string, selection = ''): string {
  return `mutation ($input: ${input}!) {
    it: ${field}(input: $input) { ${selection} receipt { id state error } userErrors { code message path } }
  }`;
}
