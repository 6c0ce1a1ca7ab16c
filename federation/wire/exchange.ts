/** Why a request got no answer. */
export type TransportFailure =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'dns'
  | 'address-not-allowed'
  | 'protocol'
  | 'busy'
  | 'closed';

/** A transport failure or a status that means "later". */
export type UnreachableReason = TransportFailure | `status ${number}`;
