/** The functions and services of this lesson, as its start names them. */
export const CAMERA = "camera";
export const THUMB = "make-thumb";
export const NOTIFY = "notify";
export const COUNT = "count";
export const SWEEP = "sweep";
export const ON_CALL = "on-call";
export const PHOTOS = "photos";
export const NOTICES = "notices";
export const PICTURES = "pictures";
export const ALARM = "thumb-errors";
