/** Raised when a message changes its shape: a cached frame of an older page must say so rather than misread. */
export const PROTOCOL_VERSION = 2;
